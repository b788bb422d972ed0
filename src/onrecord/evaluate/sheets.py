"""What is compared: the statements and event mentions of one article, out of an annotated file or out of a reading.

An annotated file follows the annotation guide: every text is a substring of the sentence that is named. Mentions that
a `same_as` chain ties together share their parties and accounts, as the mentions of one event of a reading do.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import BadData
from onrecord.evaluate.align import Alignment

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.types import Account, Event, Reading, Span, Statement

_STATE = frozenset({"", "GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_ARMED = frozenset({"REB", "PRE", "UAF", "PRM", "CRM"})

Who = str | None
AccountKey = tuple[Who, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and where they stand; `span` is None where the words are not found in the text."""

    span: Span | None
    name: str | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: more than one act where the annotation leaves the choice."""

    id: str
    source: Phrase
    code: str | None
    content: tuple[Span, ...]
    acts: frozenset[str]
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One mention of an event; `chain` names the event. Parties and accounts are sets of `who`."""

    chain: str
    sentence: int
    type: str
    mode: str | None
    trigger: Span | None
    actors: frozenset[str]
    recipients: frozenset[str]
    auxiliary: frozenset[str]
    accounts: frozenset[AccountKey]
    place: Phrase
    when: Phrase


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article's rows; `starts` are the first code points of its sentences."""

    doc: str
    text: str
    starts: tuple[int, ...]
    statements: tuple[StatementRow, ...] = ()
    events: tuple[EventRow, ...] = ()


def who(code: str | None) -> Who:
    """Return country or organisation, and side: "UKR REB" -> "UKR armed", "IGO EUR" -> "EUR"; unknown -> None."""
    parts = (code or "").split()
    if not parts or parts[0] in {"---", "IMG"}:
        return None
    if parts[0] in {"IGO", "NGO", "MNC"}:
        return parts[1] if len(parts) > 1 else parts[0]
    sector = parts[1] if len(parts) > 1 else ""
    if sector in _STATE:
        return parts[0]
    return f"{parts[0]} {'armed' if sector in _ARMED else 'people'}"


# --- out of an annotated file ---------------------------------------------------------------------------------------


def load_gold(path: Path) -> Sheet:
    """Return the rows of an annotated article; raise `BadData` where the file does not follow the guide."""
    try:
        return _gold_sheet(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path}: not an annotated article ({error!r}); expected the fields of the annotation guide"
        raise BadData(message) from error


def _gold_sheet(gold: dict[str, Any]) -> Sheet:
    locate = _Locator(gold)
    chains = _chains(gold["events"])
    parties = {
        name: _shared([event for event in gold["events"] if chains[event["id"]] == name])
        for name in dict.fromkeys(chains.values())
    }
    return Sheet(
        doc=gold["doc"],
        text=locate.text,
        starts=locate.starts,
        statements=tuple(_gold_statement(row, locate) for row in gold["statements"]),
        events=tuple(_gold_event(row, locate, chains[row["id"]], parties) for row in gold["events"]),
    )


class _Locator:
    """Finds the words of an annotation in the sentence that it names."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self._sentences: list[str] = gold["sentences"]
        if "text" in gold:
            self.text: str = gold["text"]
            self.starts = tuple(start for start, _ in gold["offsets"])
            return
        self.text = "\n".join(self._sentences)
        starts = [0]
        for sentence in self._sentences[:-1]:
            starts.append(starts[-1] + len(sentence) + 1)
        self.starts = tuple(starts[: len(self._sentences)])

    def __call__(self, sentence: int, words: str | None) -> Span | None:
        if words is None:
            return None
        start = self.starts[sentence]
        at = self.text.find(words, start, start + len(self._sentences[sentence]))
        return None if at < 0 else (at, at + len(words))


def _gold_statement(row: dict[str, Any], locate: _Locator) -> StatementRow:
    pieces = [
        (piece["sent"], piece["text"]) if isinstance(piece, dict) else (row["sent"], piece) for piece in row["content"]
    ]
    content = tuple(span for span in (locate(sentence, words) for sentence, words in pieces) if span)
    source, act = row["source"], row["act"]
    return StatementRow(
        id=row["id"],
        source=Phrase(locate(row["sent"], source.get("text")), source.get("name")),
        code=source.get("code"),
        content=content,
        acts=frozenset([act] if isinstance(act, str) else act),
        answers=frozenset(row.get("answers") or ()),
    )


def _chains(events: list[dict[str, Any]]) -> dict[str, str]:
    """Return for each event mention the id of the first of its chain; a circle ends where it is entered again."""
    parent: dict[str, Any] = {event["id"]: event.get("same_as") for event in events}

    def first(key: str) -> str:
        seen: set[str] = set()
        while (before := parent[key]) in parent and key not in seen:
            seen.add(key)
            key = before
        return key

    return {key: first(key) for key in parent}


@dataclass(frozen=True, slots=True)
class _Shared:
    actors: frozenset[str]
    recipients: frozenset[str]
    accounts: frozenset[AccountKey]


def _shared(mentions: list[dict[str, Any]]) -> _Shared:
    def parties(role: str) -> frozenset[str]:
        return frozenset(known for event in mentions for party in event[role] if (known := who(party.get("code"))))

    accounts = frozenset(
        ("outlet" if account["source"] in ("author", "outlet") else who(account.get("code")), account["stance"])
        for event in mentions
        for account in event["accounts"]
    )
    return _Shared(parties("actor"), parties("recipient"), accounts)


def _gold_event(row: dict[str, Any], locate: _Locator, chain: str, parties: dict[str, _Shared]) -> EventRow:
    sentence, shared = row["sent"], parties[chain]
    return EventRow(
        chain=chain,
        sentence=sentence,
        type=row["type"],
        mode=row.get("mode"),
        trigger=locate(sentence, row["trigger"]),
        actors=shared.actors,
        recipients=shared.recipients,
        auxiliary=frozenset([row["aux"] or "none"]),
        accounts=shared.accounts,
        place=Phrase(locate(sentence, row.get("place")), row.get("place")),
        when=Phrase(locate(sentence, row.get("when")), row.get("when")),
    )


# --- out of a reading -----------------------------------------------------------------------------------------------


def sheet_of(reading: Reading, gold: Sheet) -> Sheet:
    """Return the rows of a reading, its spans moved to the gold text by aligned words, or left out."""
    alignment = Alignment(reading.article.text, gold.text)
    events = [row for event in reading.events for row in _event_rows(event, alignment, gold.starts)]
    statements = [_statement_row(statement, alignment) for statement in reading.statements]
    return Sheet(gold.doc, gold.text, gold.starts, tuple(statements), tuple(events))


def _statement_row(statement: Statement, alignment: Alignment) -> StatementRow:
    source = statement.source
    return StatementRow(
        id=statement.id,
        source=Phrase(alignment.move(source.span), source.name) if source else Phrase(None, None),
        code=source.code if source else None,
        content=alignment.move_all(statement.content),
        acts=frozenset([statement.act]),
        answers=frozenset(statement.answers),
    )


def _event_rows(event: Event, alignment: Alignment, starts: tuple[int, ...]) -> list[EventRow]:
    place, when = event.place, event.when
    spans = [event.trigger, *(span for span in event.mentions if tuple(span) != tuple(event.trigger))]
    return [
        EventRow(
            chain=event.id,
            sentence=bisect_right(starts, trigger[0]) - 1,
            type=event.type,
            mode=event.mode,
            trigger=trigger,
            actors=frozenset(known for actor in event.actors if (known := who(actor.code))),
            recipients=frozenset(known for actor in event.recipients if (known := who(actor.code))),
            auxiliary=frozenset(event.auxiliary or ("none",)),
            accounts=frozenset(map(_account_key, event.accounts)),
            place=Phrase(alignment.move(place.span), place.name) if place else Phrase(None, None),
            when=Phrase(alignment.move(when.span), when.text) if when else Phrase(None, None),
        )
        for trigger in alignment.move_all(spans)
    ]


def _account_key(account: Account) -> AccountKey:
    source = account.source
    if source is None or isinstance(source, str):
        return source, account.stance
    return "outlet" if source.name == "outlet" else who(source.code), account.stance
