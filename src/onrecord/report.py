"""The terminal view of a reading: its ledger by standing, its disputes side by side, then everybody's words.

Nothing depends on colour alone, so the view says the same under NO_COLOR, in a pipe and on 80 columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD, Box
from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.glance import (
    STANDINGS,
    circumstances,
    clean,
    day_words,
    parties,
    said,
    third_person,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from onrecord.glance import Glance, Pair, Quote, Row, Speaker, Voice, Who
    from onrecord.types import Event, Standing

MARKS: dict[Standing, tuple[str, str]] = {
    "disputed": ("✗", "bold red"),
    "narrated": ("●", "bold green"),
    "claimed": ("○", "bold cyan"),
}
"""The sign and the style of each standing."""

_SIDE_BY_SIDE = Box("    \n  │ \n    \n  │ \n    \n    \n  │ \n    ")
"""Only the line between the two sides."""

_CONTEXT = 110
"""Characters of the sentence that are shown on each side of a trigger."""


def render(glance: Glance, console: Console) -> None:
    """Print the view of one reading to the console, as wide as the console is."""
    console.print(_head(glance))
    for standing in STANDINGS:
        rows = glance.standing(standing)
        if rows:
            console.print(_ledger(standing, rows, wide=console.width >= 100))
    if glance.pairs:
        console.print(_title("CLAIM AND DENIAL", "side by side", "bold red"))
        console.print(*(_pair(pair) for pair in glance.pairs), sep="\n")
    if glance.speakers:
        console.print(_title("WHO SAYS WHAT", f"{len(glance.reading.statements)} statements", "bold"))
        console.print(*(_speaker(glance, speaker) for speaker in glance.speakers), sep="\n")
    console.print(_foot(glance))


# --- head and foot --------------------------------------------------------------------------------------------------


def _head(glance: Glance) -> RenderableType:
    article, reading = glance.reading.article, glance.reading
    lines: list[RenderableType] = [Rule(style="dim"), _text(article.title or "(no headline)", "bold")]
    if article.standfirst:
        lines.append(_text(article.standfirst, "italic"))
    published = day_words(article.published) if article.published else "no date given"
    origin = [article.outlet, published, article.byline, article.url or article.ref]
    lines.append(_text(" · ".join(part for part in origin if part), "dim"))
    standings = [event.standing for event in reading.events]
    counts = ", ".join(f"{standings.count(each)} {each}" for each in STANDINGS if each in standings)
    events = f"{_number(len(standings), 'event')}" + (f": {counts}" if counts else "")
    lines.append(_text(f"{_number(len(reading.statements), 'statement')} · {events}", "dim"))
    return Group(*lines)


def _foot(glance: Glance) -> RenderableType:
    notes = []
    marked = sum(bool(row.event.auxiliary) for row in glance.rows)
    if marked:
        notes.append(f"In [brackets]: {_number(marked, 'event')}, planned, conditional, negated or long past.")
    if glance.left_out:
        left_out = _number(glance.left_out, "planned, hypothetical or negated event")
        notes.append(f"{left_out} left out; --auxiliary any shows them.")
    if any(each.inferred for row in glance.rows for each in (*row.said_by, *row.denied_by)):
        notes.append("A code with ? takes its country from the context.")
    return _text("\n" + " ".join(notes), "dim") if notes else Text()


# --- the ledger -----------------------------------------------------------------------------------------------------


def _ledger(standing: Standing, rows: Sequence[Row], *, wide: bool) -> RenderableType:
    sign, style = MARKS[standing]
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="dim", leading=1)
    names = 26 if wide else 20
    table.add_column("who says so", width=names, overflow="fold")
    table.add_column("what", ratio=1, overflow="fold")
    disputed = standing == "disputed"
    if disputed:
        table.add_column("who denies it", width=names, overflow="fold", style="red")
    for row in rows:
        cells = [_whos(row.said_by), _what(row)] + ([_whos(row.denied_by)] if disputed else [])
        table.add_row(*cells)
    return Group(_title(f"{sign} {standing.upper()} {len(rows)}", STANDINGS[standing], style), table)


def _what(row: Row) -> Text:
    event = row.event
    text = _kind(event)
    who = parties(event)
    if who:
        text.append("\n").append_text(_text(who, "bold"))
    around = circumstances(event)
    if around:
        text.append("\n").append_text(_text(" · ".join(around)))
    return text.append("\n").append_text(_quote(row.quote))


def _kind(event: Event) -> Text:
    """Return "ASSAULT heavy-weapons [FUTURE]"."""
    text = Text(event.type, "bold magenta")
    if event.mode:
        text.append(f" {event.mode}", "magenta")
    for auxiliary in event.auxiliary:
        text.append(" ").append(f"[{auxiliary.upper()}]", "bold yellow")
    return text


def _quote(quote: Quote) -> Text:
    before, after = clean(quote.before), clean(quote.after)
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    return Text.assemble((before, "dim"), (clean(quote.words), "underline"), (after, "dim"))


def _whos(whos: Iterable[Who]) -> Text:
    """Return everybody on lines of their own, each code under its name."""
    return Text("\n").join(_who(who, "\n") for who in whos)


def _who(who: Who, between: str = " ") -> Text:
    text = _text(who.name)
    if who.code:
        text.append(between).append(who.code + ("?" if who.inferred else ""), "dim")
    return text


# --- disputes and statements ----------------------------------------------------------------------------------------


def _pair(pair: Pair) -> RenderableType:
    table = Table(box=_SIDE_BY_SIDE, expand=True, show_header=False, show_edge=False, padding=(0, 1))
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(_voices(pair.claims, "bold"), _voices(pair.denials, "bold red"))
    heads: list[RenderableType] = []
    for event in pair.events:
        who = parties(event)
        heads.append(_kind(event).append_text(_text(f"  {who}" if who else "", "bold")))
    return Group(*heads, table, Text())


def _voices(voices: Iterable[Voice], style: str) -> Text:
    return Text("\n").join(
        _who(voice.who).append(f" {third_person(voice.act)}\n", style).append_text(_text(voice.words))
        for voice in voices
    )


def _speaker(glance: Glance, speaker: Speaker) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=10, style="magenta", justify="right")
    grid.add_column(overflow="fold")
    for statement in speaker.statements:
        via = f" (via {statement.via.name})" if statement.via else ""
        grid.add_row(statement.act, _text(said(glance.reading.article, statement) + via))
    name = _who(speaker.who)
    name.stylize("bold", 0, len(speaker.who.name))
    return Group(name, grid)


# --- pieces ---------------------------------------------------------------------------------------------------------


def _title(name: str, meaning: str, style: str) -> RenderableType:
    return Text.assemble("\n", (name, style), ("  " + meaning, "dim"))


def _text(words: str, style: str = "") -> Text:
    return Text(clean(words), style)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")
