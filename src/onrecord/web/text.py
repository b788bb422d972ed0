"""The report with its marks: each speaker's words coloured, cues and triggers marked, however they overlap.

The text is cut wherever a mark begins or ends, so that every piece is one element that knows all marks over it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.glance import NOBODY, third_person
from onrecord.web.markup import Markup, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.glance import Glance
    from onrecord.types import Event, Span, Statement

COLOURS = 12
"""Speakers that have a colour of their own; the thirteenth shares the first one's."""
NO_COLOUR = COLOURS
"""Where nobody is named: grey, because these words may be anybody's."""

Kind = Literal["content", "source", "cue", "trigger"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the report that means something: `id` is that of the statement or the event."""

    span: Span
    kind: Kind
    id: str
    colour: int | None = None
    first: bool = True


def colours(glance: Glance) -> dict[str, int]:
    """Return the colour of every statement: its speaker's number, in the order in which speakers first speak."""
    return {
        statement.id: number % COLOURS if statement.source else NO_COLOUR
        for number, speaker in enumerate(glance.speakers)
        for statement in speaker.statements
    }


def report(glance: Glance, colour: dict[str, int]) -> Markup:
    """Return the report: title, standfirst, paragraphs, with all marks."""
    article = glance.reading.article
    titles = _titles(glance)
    parts = []
    for number, (span, marks) in enumerate(_lines(article.text, _marks(glance, colour))):
        inner = _pieces(article.text, span, marks, titles)
        line = article.text[slice(*span)]
        if number == 0 and line == article.title:
            parts.append(element("h1", inner))
        elif line == article.standfirst:
            parts.append(element("p", inner, class_="standfirst"))
        elif line.strip():
            parts.append(element("p", inner))
    return joined(parts)


def _lines(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Yield the span of every line with the marks that lie over it."""
    lines = text.split("\n")
    starts = [0, *itertools.accumulate(len(line) + 1 for line in lines)]
    over: list[list[Mark]] = [[] for _ in lines]
    for mark in marks:
        first = bisect_right(starts, mark.span[0]) - 1
        for number in range(first, bisect_left(starts, mark.span[1], hi=len(lines))):
            over[number].append(mark)
    for number, line in enumerate(lines):
        yield (starts[number], starts[number] + len(line)), over[number]


def _marks(glance: Glance, colour: dict[str, int]) -> list[Mark]:
    marks = []
    for statement in glance.reading.statements:
        own = colour[statement.id]
        for number, span in enumerate(statement.content):
            marks.append(Mark(span, "content", statement.id, own, number == 0))
        if statement.source and statement.source.span:
            marks.append(Mark(statement.source.span, "source", statement.id, own))
        if statement.cue:
            marks.append(Mark(statement.cue, "cue", statement.id, own))
    for row in glance.rows:
        spans = dict.fromkeys([row.event.trigger, *row.event.mentions])
        marks += [Mark(span, "trigger", row.event.id, first=number == 0) for number, span in enumerate(spans)]
    return marks


def _titles(glance: Glance) -> dict[str, str]:
    """Return what to tell of each statement and event when the pointer rests on its words."""
    told: dict[str, str] = {statement.id: _statement(statement) for statement in glance.reading.statements}
    return told | {row.event.id: _event(row.event) for row in glance.rows}


def _statement(statement: Statement) -> str:
    who = statement.source.name if statement.source else NOBODY
    return f"{who} {third_person(statement.act)}"


def _event(event: Event) -> str:
    words = [event.type, event.mode or "", *(f"[{each}]" for each in event.auxiliary), f"({event.standing})"]
    return " ".join(word for word in words if word)


def _pieces(text: str, line: Span, marks: list[Mark], titles: dict[str, str]) -> Markup:
    """Return a line cut at all ends of its marks, each piece with the marks over it."""
    start, end = line
    waiting = sorted(marks, key=lambda mark: mark.span, reverse=True)
    edges = sorted({start, end} | {at for mark in marks for at in mark.span if start < at < end})
    pieces, over = [], list[Mark]()
    for left, right in itertools.pairwise(edges):
        while waiting and waiting[-1].span[0] <= left:
            over.append(waiting.pop())
        over = [mark for mark in over if mark.span[1] >= right]
        pieces.append(_piece(text, (left, right), over, titles))
    return joined(pieces)


def _piece(text: str, span: Span, marks: list[Mark], titles: dict[str, str]) -> Markup:
    """Return one piece; the shortest content over it gives its colour, a trigger makes it a link to its row."""
    words = text[slice(*span)]
    if not marks:
        return joined([words])
    marks = sorted(marks, key=lambda mark: (mark.span[1] - mark.span[0], mark.span))
    kinds = dict.fromkeys(mark.kind for mark in marks)
    colour = next((mark.colour for mark in marks if mark.colour is not None), None)
    classes = [*kinds, *([] if colour is None else [f"k{colour}"])]
    events = list(dict.fromkeys(mark.id for mark in marks if mark.kind == "trigger"))
    statements = list(dict.fromkeys(mark.id for mark in marks if mark.kind != "trigger"))
    told = "; ".join(dict.fromkeys(titles[each] for each in [*events, *statements]))
    anchors = _anchors(span, marks)
    piece = element(
        "a" if events else "span",
        words,
        id=anchors[0] if anchors else None,
        href=f"#row-{events[0]}" if events else None,
        class_=" ".join(classes),
        data_events=" ".join(events) or None,
        data_statements=" ".join(statements) or None,
        title=told,
    )
    return joined([*(element("span", id=anchor) for anchor in anchors[1:]), piece])


def _anchors(span: Span, marks: Iterable[Mark]) -> list[str]:
    """Return the names of the marks that begin here: where a link from the ledger leads."""
    begins = [mark for mark in marks if mark.first and mark.span[0] == span[0] and mark.kind in ("content", "trigger")]
    begins.sort(key=lambda mark: mark.kind != "trigger")
    return list(dict.fromkeys(f"words-{mark.id}" for mark in begins))
