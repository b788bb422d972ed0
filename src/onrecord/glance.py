"""What a reader must see at a glance: who says it, what, its standing, who denies it.

A `Glance` is a reading put into rows and words. It decides what stands beside what; the terminal view and
the web page decide how it looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types import (
        Account,
        Actor,
        Article,
        Casualties,
        Event,
        Place,
        Reading,
        Span,
        Standing,
        Statement,
        When,
    )

STANDINGS: dict[Standing, str] = {
    "disputed": "somebody denies it",
    "narrated": "the outlet itself vouches for it",
    "claimed": "only those named here say so",
}
"""The standings in the order in which they are shown, and what each means."""

OUTLET = "the outlet"
NOBODY = "nobody named"

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘«(\[]*[A-Z0-9])")


_REACH = 1000
"""Characters on each side of a span within which its sentence is looked for: a text may be one endless line."""

# A report is not ours: an escape sequence in it must not reach a terminal, nor a mark that turns the writing direction.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as shown: `statement` is the id of the statement that carries the account."""

    name: str
    code: str | None = None
    inferred: bool = False
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report around a span, clipped to the sentence, line breaks as blanks."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event: who vouches for it, who denies it, and the words that tell it."""

    event: Event
    said_by: tuple[Who, ...]
    denied_by: tuple[Who, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Voice:
    """One side's words in a dispute; `act` is None for the outlet's own voice."""

    who: Who
    act: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Claim and denial side by side; `events` that are denied, none where what is denied is no event."""

    events: tuple[Event, ...]
    claims: tuple[Voice, ...]
    denials: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody and all that they say, in the order of the report."""

    who: Who
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A reading as rows; `left_out` counts the events that the choice of auxiliary hides."""

    reading: Reading
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    speakers: tuple[Speaker, ...]
    left_out: int

    def standing(self, standing: Standing) -> tuple[Row, ...]:
        """Return the rows of one standing, in the order of the report."""
        return tuple(row for row in self.rows if row.event.standing == standing)


def glance(reading: Reading, *, auxiliary: Literal["any", "happened"] = "any") -> Glance:
    """Return what to show of a reading; "happened" leaves out what is planned, hypothetical or said not to happen."""
    shown = [event for event in reading.events if auxiliary == "any" or happened(event)]
    rows = [_row(reading, event) for event in sorted(shown, key=lambda event: event.trigger)]
    rows.sort(key=lambda row: list(STANDINGS).index(row.event.standing))
    pairs = _pairs(reading, {event.id for event in shown})
    return Glance(reading, tuple(rows), pairs, _speakers(reading), len(reading.events) - len(shown))


def happened(event: Event) -> bool:
    """Tell whether the event is said to have happened, lately or long ago."""
    return set(event.auxiliary) <= {"historical"}


# --- words ----------------------------------------------------------------------------------------------------------


def clean(words: str) -> str:
    """Return the words without control characters and without marks that turn the direction of writing."""
    return _CONTROL.sub("", words)


def parties(event: Event) -> str:
    """Return "who -> whom", as far as the report names them; empty where it names nobody."""
    actors, recipients = (joined(actor.name for actor in side) for side in (event.actors, event.recipients))
    if not recipients:
        return actors
    return f"{actors or '?'} → {recipients}"


def circumstances(event: Event) -> list[str]:
    """Return place, time and casualties in words, as far as the report gives them."""
    place = place_words(event.place) if event.place else ""
    parts = [place, when_words(event.when) if event.when else "", *casualty_words(event.casualties)]
    return [part for part in parts if part]


def place_words(place: Place) -> str:
    """Return "in Kharkov", "at Arauca river" where it is no city or area, and whether it is contested."""
    where = "in" if place.precision in ("city", "district", "region", "country") else "at"
    return f"{where} {_line(place.name)}" + (" (contested)" if place.contested else "")


def when_words(when: When) -> str:
    """Return the report's own words and the days they mean: "on Friday (12 Mar 2021)"."""
    first, last = (day_words(day) if day else "" for day in (when.first, when.last))
    days = first if first == last else f"{first or '…'} to {last or '…'}"
    return f"{_line(when.text)} ({days})" if days else _line(when.text)


def day_words(day: date) -> str:
    """Return "12 Mar 2021", with hours and minutes where there are any."""
    words = f"{day.day} {day:%b} {day.year}"
    return f"{words}, {day:%H:%M}" if isinstance(day, datetime) else words


def casualty_words(casualties: Casualties | None) -> list[str]:
    """Return "3 killed", "at least 20 detained" for each number that the report gives."""
    if casualties is None:
        return []
    bounds = {"exact": "", "at_least": "at least ", "about": "about "}
    counts = {"killed": casualties.killed, "wounded": casualties.wounded, "detained": casualties.detained}
    return [f"{bounds[count.bound]}{count.number:,} {what}" for what, count in counts.items() if count]


def said(article: Article, statement: Statement) -> str:
    """Return the words of a statement, its pieces joined by an ellipsis."""
    return " … ".join(_line(article.text[start:end]) for start, end in statement.content)


def joined(names: Iterable[str]) -> str:
    """Return the names in one line, each once, in their order."""
    return "; ".join(dict.fromkeys(_line(name) for name in names))


def quote(text: str, span: Span) -> Quote:
    """Return the span with the rest of its sentence on both sides."""
    start, end = span
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    line_start, line_end = max(low, text.rfind("\n", low, start) + 1), text.find("\n", end, high)
    line_end = high if line_end < 0 else line_end
    ends = [match.end() for match in _SENTENCE_END.finditer(text, line_start, line_end)]
    first = max((at for at in ends if at <= start), default=line_start)
    last = min((at for at in ends if at > end), default=line_end)
    return Quote(text[first:start], _line(text[start:end]), text[end:last].rstrip())


def third_person(act: str | None) -> str:
    """Return "denies" for "deny", "states" for "state", and "tells" for the outlet's own voice."""
    return "tells" if act is None else "denies" if act == "deny" else f"{act}s"


def _line(words: str) -> str:
    return " ".join(words.split())


# --- rows -----------------------------------------------------------------------------------------------------------


def _row(reading: Reading, event: Event) -> Row:
    said_by = [account for account in event.accounts if account.stance == "asserts"]
    said_by.sort(key=lambda account: account.source != "outlet")
    denied_by = [account for account in event.accounts if account.stance == "denies"]
    text = reading.article.text
    return Row(event, _accounts(reading, said_by), _accounts(reading, denied_by), quote(text, event.trigger))


def _accounts(reading: Reading, accounts: Iterable[Account]) -> tuple[Who, ...]:
    """Return who gives the accounts, everybody once."""
    found: dict[str, Who] = {}
    for account in accounts:
        if account.source == "outlet":
            who = Who(reading.article.outlet or OUTLET, statement=account.statement)
        else:
            who = _who(account.source, account.statement)
        found.setdefault(who.name, who)
    return tuple(found.values())


def _who(actor: Actor | None, statement: str | None) -> Who:
    if actor is None:
        return Who(NOBODY, statement=statement)
    return Who(_line(actor.name), actor.code, actor.inferred, statement)


def _pairs(reading: Reading, shown: set[str]) -> tuple[Pair, ...]:
    """Return the disputes; those in which the same statements stand against each other are one pair."""
    events = {event.id: event for event in reading.events}
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Event]] = {}
    for dispute in reading.disputes:
        if dispute.event is None or dispute.event in shown:
            group = groups.setdefault((dispute.asserted_by, dispute.denied_by), [])
            group.extend([events[dispute.event]] if dispute.event else [])
    return tuple(
        Pair(tuple(denied), _voices(reading, asserting, denied), _voices(reading, denying, denied))
        for (asserting, denying), denied in groups.items()
    )


def _voices(reading: Reading, ids: Iterable[str], denied: list[Event]) -> tuple[Voice, ...]:
    """Return the words behind the ids; the outlet's are those that tell the event."""
    statements = {statement.id: statement for statement in reading.statements}
    voices = []
    for each in ids:
        if each == "outlet":
            told = [quote(reading.article.text, event.trigger) for event in denied]
            words = " … ".join(f"{part.before}{part.words}{part.after}" for part in told)
            voices.append(Voice(Who(reading.article.outlet or OUTLET), None, words))
        elif each in statements:
            statement = statements[each]
            voices.append(Voice(_who(statement.source, each), statement.act, said(reading.article, statement)))
    return tuple(voices)


def _speakers(reading: Reading) -> tuple[Speaker, ...]:
    """Return who speaks, in the order in which they first do; where nobody is named comes last."""
    by_who: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in reading.statements:
        source = statement.source
        by_who.setdefault((source.name, source.code) if source else (NOBODY, None), []).append(statement)
    return tuple(
        Speaker(_who(by_who[who][0].source, None), tuple(by_who[who]))
        for who in sorted(by_who, key=lambda who: who == (NOBODY, None))
    )
