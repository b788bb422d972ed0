"""The whole page: the report on one side, its ledger, its disputes and its speakers on the other."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.glance import (
    STANDINGS,
    circumstances,
    day_words,
    parties,
    said,
    third_person,
)
from onrecord.web.markup import Markup, element, joined
from onrecord.web.text import colours, report

if TYPE_CHECKING:
    from onrecord.glance import Glance, Pair, Quote, Row, Speaker, Voice, Who
    from onrecord.types import Event, Standing

SIGNS: dict[Standing, str] = {"disputed": "✗", "narrated": "●", "claimed": "○"}


def page(glance: Glance) -> str:
    """Return the page as HTML text: no request leaves it, and its policy forbids any other style or script."""
    article = glance.reading.article
    colour = colours(glance)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{article.title or article.ref} – on record"),
        element("style", Markup(_asset("style.css"))),
    )
    ledger = element(
        "div",
        _standings(glance, colour),
        _disputes(glance, colour),
        _speakers(glance, colour),
        class_="ledger",
    )
    columns = element(
        "main",
        element("article", _legend(glance, colour), report(glance, colour), id="report", lang=article.language),
        ledger,
    )
    body = element("body", _top(glance), columns, _foot(glance), element("script", Markup(_asset("page.js"))))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


@cache
def _asset(name: str) -> str:
    return (files("onrecord.web") / name).read_text(encoding="utf-8")


def _policy() -> str:
    style, script = (b64encode(sha256(_asset(each).encode()).digest()).decode() for each in ("style.css", "page.js"))
    allowed = f"style-src 'sha256-{style}'; script-src 'sha256-{script}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


# --- above and below ------------------------------------------------------------------------------------------------


def _top(glance: Glance) -> Markup:
    article = glance.reading.article
    day = (
        element("time", day_words(article.published), datetime=article.published.isoformat())
        if article.published
        else "no date given"
    )
    known = [article.outlet, day, article.byline, _origin(article.url, article.ref)]
    origin = joined(element("span", each) for each in known if each)
    return element("header", element("p", element("b", "on record"), origin, class_="origin"), _filters(glance))


def _origin(url: str | None, ref: str) -> str:
    """Return a link where the address is one of the web, else the ref."""
    if url and url.startswith(("https://", "http://")):
        return element("a", url, href=url, rel="noopener noreferrer")
    return url or ref


def _filters(glance: Glance) -> Markup:
    """Return the boxes that show and hide: the style sheet reads them, so they work without scripts."""
    standings = [
        element(
            "label",
            element("input", type="checkbox", checked=True, id=f"show-{standing}"),
            f"{SIGNS[standing]} {standing} ",
            element("b", str(len(glance.standing(standing)))),
            class_=standing,
            title=STANDINGS[standing],
        )
        for standing in STANDINGS
        if glance.standing(standing)
    ]
    types = [
        element("label", element("input", type="checkbox", checked=True, id=f"show-{each}"), each)
        for each in sorted({row.event.type for row in glance.rows})
    ]
    menu = element("details", element("summary", "types"), element("div", *types))
    return element("form", *standings, menu if types else None, class_="filters")


def _foot(glance: Glance) -> Markup:
    reading = glance.reading
    notes = []
    if glance.left_out:
        notes.append(f"{glance.left_out} planned, hypothetical or negated events are left out.")
    notes.append("A code with ? takes its country from the context.")
    notes.append(
        f"Read by onrecord {reading.reader.version}, model {reading.reader.model[:19]}, "
        f"from a text with sha256 {reading.article.text_sha256[:12]}."
    )
    return element("footer", element("p", " ".join(notes)))


# --- the ledger -----------------------------------------------------------------------------------------------------


def _standings(glance: Glance, colour: dict[str, int]) -> Markup:
    sections = []
    for standing, meaning in STANDINGS.items():
        rows = glance.standing(standing)
        if rows:
            name = element("h2", f"{SIGNS[standing]} {standing}", element("small", meaning))
            sections.append(
                element("section", name, *(_row(row, colour) for row in rows), class_=f"standing {standing}")
            )
    return joined(sections)


def _row(row: Row, colour: dict[str, int]) -> Markup:
    event = row.event
    denied = (
        [element("dt", "denied by"), element("dd", _whos(row.denied_by, colour), class_="denies")]
        if row.denied_by
        else []
    )
    accounts = element("dl", element("dt", "according to"), element("dd", _whos(row.said_by, colour)), *denied)
    what = element(
        "div", _kind(event), _line("parties", parties(event)), _line("around", " · ".join(circumstances(event)))
    )
    statements = [each.statement for each in event.accounts if each.statement]
    return element(
        "div",
        element("div", what, _quote(event, row.quote), class_="what"),
        accounts,
        id=f"row-{event.id}",
        class_=f"row {event.type}",
        data_events=event.id,
        data_statements=" ".join(dict.fromkeys(statements)) or None,
    )


def _kind(event: Event) -> Markup:
    marks = [element("em", each, class_="auxiliary") for each in event.auxiliary]
    return element("p", element("b", event.type), f" {event.mode or ''} ", *marks, class_="kind")


def _line(name: str, words: str) -> Markup | None:
    return element("p", words, class_=name) if words else None


def _quote(event: Event, quote: Quote) -> Markup:
    words = element(
        "a", element("q", quote.before, element("mark", quote.words), quote.after), href=f"#words-{event.id}"
    )
    return element("p", words, class_="quote")


def _whos(whos: tuple[Who, ...], colour: dict[str, int]) -> Markup:
    return element("ul", *(element("li", _who(who, colour)) for who in whos))


def _who(who: Who, colour: dict[str, int]) -> Markup:
    number = colour.get(who.statement or "")
    name = element("span", who.name, class_="who" if number is None else f"who k{number}")
    if who.statement and number is not None:
        name = element("a", name, href=f"#words-{who.statement}")
    return joined([name, _code(who)])


def _code(who: Who) -> Markup | None:
    if not who.code:
        return None
    told = "the country comes from the context" if who.inferred else None
    return joined([" ", element("code", who.code + ("?" if who.inferred else ""), title=told)])


# --- disputes and speakers ------------------------------------------------------------------------------------------


def _disputes(glance: Glance, colour: dict[str, int]) -> Markup | None:
    if not glance.pairs:
        return None
    return element(
        "section",
        element("h2", "claim and denial", element("small", "side by side")),
        *(_pair(pair, colour) for pair in glance.pairs),
        id="disputes",
    )


def _pair(pair: Pair, colour: dict[str, int]) -> Markup:
    heads = [element("div", _kind(event), _line("parties", parties(event))) for event in pair.events]
    claims = element("div", *(_voice(voice, colour) for voice in pair.claims), class_="claims")
    denials = element("div", *(_voice(voice, colour) for voice in pair.denials), class_="denials")
    return element("div", *heads, element("div", claims, denials, class_="sides"), class_="pair")


def _voice(voice: Voice, colour: dict[str, int]) -> Markup:
    act = element("span", f" {third_person(voice.act)}", class_="act")
    words = element("p", element("q", voice.words), class_="voice")
    return element("div", _who(voice.who, colour), act, words, data_statements=voice.who.statement)


def _speakers(glance: Glance, colour: dict[str, int]) -> Markup | None:
    if not glance.speakers:
        return None
    name = element("h2", "who says what", element("small", f"{len(glance.reading.statements)} statements"))
    return element("section", name, *(_speaker(glance, speaker, colour) for speaker in glance.speakers), id="speakers")


def _speaker(glance: Glance, speaker: Speaker, colour: dict[str, int]) -> Markup:
    items = []
    for statement in speaker.statements:
        words = element("a", said(glance.reading.article, statement), href=f"#words-{statement.id}")
        via = f" (via {statement.via.name})" if statement.via else None
        items.append(
            element("li", element("span", statement.act, class_="act"), words, via, data_statements=statement.id)
        )
    number = colour[speaker.statements[0].id]
    name = element(
        "h3",
        element("span", speaker.who.name, class_=f"who k{number}"),
        _code(speaker.who),
        id=f"speaker-{speaker.statements[0].id}",
    )
    return element("div", name, element("ul", *items), class_="speaker")


def _legend(glance: Glance, colour: dict[str, int]) -> Markup | None:
    """Return the speakers and their colours; each leads to all that they say."""
    if not glance.speakers:
        return None
    items = []
    for speaker in glance.speakers:
        number = colour[speaker.statements[0].id]
        name = element("a", speaker.who.name, href=f"#speaker-{speaker.statements[0].id}", class_=f"who k{number}")
        items.append(element("li", name, data_statements=" ".join(each.id for each in speaker.statements)))
    return element("nav", element("ul", *items), class_="legend", aria_label="Speakers")
