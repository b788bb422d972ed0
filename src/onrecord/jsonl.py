"""A Reading as JSON and back: schema `onrecord/1`, one object for one article.

The JSON Schema that states every field ships as `onrecord/data/onrecord-1.schema.json`. Offsets are Unicode code points
into `article.text`, end excluded; days and times are ISO 8601. Two things are not written, because they belong to the
page and not to the reading: `Article.kept`, and the span of an account's source, which its statement holds.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.errors import BadInput
from onrecord.types import (
    Account,
    Actor,
    Article,
    Casualties,
    Count,
    Dispute,
    Event,
    Place,
    Reader,
    Reading,
    Statement,
    When,
)

if TYPE_CHECKING:
    from onrecord.types import Span

SCHEMA = "onrecord/1"

_DIGITS = 5

Json = dict[str, Any]


# --- Reading -> JSON ------------------------------------------------------------------------------------------------


def encode(reading: Reading) -> Json:
    """Return the reading as the plain values of schema `onrecord/1`; scores and degrees keep five digits."""
    return {
        "schema": SCHEMA,
        "reader": _plain(reading.reader),
        "article": _article(reading.article),
        "statements": _plain(reading.statements),
        "events": [_event(event) for event in reading.events],
        "disputes": _plain(reading.disputes),
    }


def dumps(reading: Reading, *, indent: int | None = None) -> str:
    """Return the reading as JSON text: one line unless `indent` is given, non-ASCII kept, no newline at the end."""
    return json.dumps(encode(reading), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    """Return a value of `onrecord.types` as JSON: the fields of a dataclass by their names, in their order."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, _DIGITS)
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _article(article: Article) -> Json:
    plain: Json = _plain(article)
    first = (
        "id",
        "ref",
        "text_sha256",
        "url",
        "outlet",
        "title",
        "standfirst",
        "byline",
        "published",
        "language",
        "text",
    )
    return {name: plain[name] for name in first}


def _event(event: Event) -> Json:
    plain: Json = _plain(event)
    score = plain.pop("score")
    accounts = [_account(account) for account in event.accounts]
    return plain | {"accounts": accounts, "standing": event.standing, "score": score}


def _account(account: Account) -> Json:
    source = account.source
    named = {"name": source.name, "code": source.code} if isinstance(source, Actor) else source
    return {"source": named, "stance": account.stance, "statement": account.statement}


# --- JSON -> Reading ------------------------------------------------------------------------------------------------


def decode(data: Json) -> Reading:
    """Return the reading that `encode` wrote; fields that this version does not know are passed over.

    Raises `BadInput` where the schema is another one or a field is missing.
    """
    if data.get("schema") != SCHEMA:
        raise BadInput(f"found schema {data.get('schema')!r}, expected {SCHEMA!r}: not a reading that onrecord wrote")
    try:
        statements = tuple(_to_statement(each) for each in data["statements"])
        sources = {statement.id: statement.source for statement in statements}
        return Reading(
            Reader(data["reader"]["version"], data["reader"]["model"]),
            _to_article(data["article"]),
            statements,
            tuple(_to_event(each, sources) for each in data["events"]),
            tuple(
                Dispute(each["event"], tuple(each["asserted_by"]), tuple(each["denied_by"]))
                for each in data["disputes"]
            ),
        )
    except KeyError as error:
        raise BadInput(
            f"the reading lacks the field {error}; write it again with `onrecord read --format json`"
        ) from error


def loads(text: str) -> Reading:
    """Return the reading that `dumps` wrote; raises `BadInput` where the text is no such JSON."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"found no JSON ({error}), expected one reading of schema {SCHEMA!r}") from error
    if not isinstance(data, dict):
        raise BadInput(f"found JSON of type {type(data).__name__}, expected one object of schema {SCHEMA!r}")
    return decode(data)


@cache
def schema() -> Json:
    """Return the JSON Schema (draft 2020-12) of a reading."""
    text = (files("onrecord") / "data" / "onrecord-1.schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _to_article(data: Json) -> Article:
    known = {each.name: data[each.name] for each in fields(Article) if each.name not in {"kept", "published"}}
    return Article(**known, published=_to_moment(data["published"]))


def _to_statement(data: Json) -> Statement:
    return Statement(
        data["id"],
        _to_actor(data["source"]),
        _to_actor(data["via"]),
        _to_span(data["cue"]),
        _to_spans(data["content"]),
        data["act"],
        data["quotation"],
        data["within"],
        tuple(data["answers"]),
        data["score"],
    )


def _to_event(data: Json, sources: dict[str, Actor | None]) -> Event:
    start, end = data["trigger"]
    return Event(
        data["id"],
        data["key"],
        data["type"],
        data["mode"],
        tuple(data["contexts"]),
        tuple(data["auxiliary"]),
        (start, end),
        _to_spans(data["mentions"]),
        tuple(_known_actor(each) for each in data["actors"]),
        tuple(_known_actor(each) for each in data["recipients"]),
        _to_place(data["place"]),
        _to_when(data["when"]),
        _to_casualties(data["casualties"]),
        tuple(_to_account(each, sources) for each in data["accounts"]),
        data["score"],
    )


def _to_actor(data: Json | None) -> Actor | None:
    return None if data is None else _known_actor(data)


def _known_actor(data: Json) -> Actor:
    return Actor(data["name"], data["code"], _to_span(data["span"]), data["inferred"])


def _to_account(data: Json, sources: dict[str, Actor | None]) -> Account:
    """Return the account; its source is the statement's own actor where both are the same somebody."""
    source = data["source"]
    if isinstance(source, dict):
        speaker = sources.get(data["statement"] or "")
        same = speaker is not None and (speaker.name, speaker.code) == (source["name"], source["code"])
        source = speaker if same else Actor(source["name"], source["code"])
    return Account(source, data["stance"], data["statement"])


def _to_place(data: Json | None) -> Place | None:
    if data is None:
        return None
    return Place(**{each.name: data[each.name] for each in fields(Place)} | {"span": _to_span(data["span"])})


def _to_when(data: Json | None) -> When | None:
    if data is None:
        return None
    start, end = data["span"]
    return When(
        data["text"], _to_day(data["first"]), _to_day(data["last"]), data["precision"], data["value"], (start, end)
    )


def _to_casualties(data: Json | None) -> Casualties | None:
    return (
        None if data is None else Casualties(**{each.name: _to_count(data[each.name]) for each in fields(Casualties)})
    )


def _to_count(data: Json | None) -> Count | None:
    if data is None:
        return None
    start, end = data["span"]
    return Count(data["number"], data["bound"], (start, end))


def _to_span(data: list[int] | None) -> Span | None:
    return None if data is None else (data[0], data[1])


def _to_spans(data: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in data)


def _to_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _to_moment(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
