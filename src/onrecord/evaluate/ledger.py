"""How right a ledger is: statements, events, accounts and disputes against annotated articles.

The figures are those of the project's score tool, by the same names and to the same numbers:

    statement content     F1 of statements whose content overlaps a gold statement's (Jaccard over characters >= .5)
    statement +source     the same, and the right source
    statement act         accuracy over the content matches
    statement answers     F1 of (answering, answered) pairs, both matched by content
    event type            F1 of (sentence, PLOVER type) mentions, matched by trigger first, then by sentence
    event +parties        and the same sets of who acts and who suffers; parties without a code are left out
    event aux, mode, place, when   accuracy over the type matches (where the gold has one)
    event accounts        F1 of (who, stance) over the type matches
    attributed event      F1 of mentions with type, parties, auxiliary and the whole set of accounts right
    dispute               F1 of denied events: type, a sentence and a denier in common
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from onrecord.evaluate.figures import F1, Figure, Figures, Share, render_figures, total
from onrecord.evaluate.matching import (
    attributed,
    denied,
    event_value,
    pair,
    same_auxiliary,
    same_parties,
    same_phrase,
    same_source,
    statement_value,
)
from onrecord.evaluate.sheets import EventRow, Phrase, Sheet, StatementRow, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types import Reading, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that the reading and the gold do not share: which document and figure, what stands there, the words."""

    doc: str
    figure: str
    difference: str
    words: str

    def __str__(self) -> str:
        """Return one line, fields separated by tabs."""
        return "\t".join((self.doc, self.figure, self.difference, self.words.replace("\n", " ")))


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures over a set of articles, what does not match, and the articles without a reading (scored as empty)."""

    figures: Figures
    mismatches: tuple[Mismatch, ...] = ()
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, float | dict[str, float]]:
        """Return the figures by name: a number for an accuracy, {p, r, f1, gold, pred} for an F1."""
        return {name: figure.as_json() for name, figure in self.figures.items()}


def score(golds: Iterable[Sheet], readings: Mapping[str, Reading]) -> Scores:
    """Return the figures of readings, given by `Sheet.doc`; an article without one counts as empty and is listed."""
    pairs, missing = [], []
    for gold in golds:
        reading = readings.get(gold.doc)
        if reading is None:
            missing.append(gold.doc)
        pairs.append((gold, sheet_of(reading, gold) if reading else Sheet(gold.doc, gold.text, gold.starts)))
    scores = score_sheets(pairs)
    return Scores(scores.figures, scores.mismatches, tuple(missing))


def score_sheets(pairs: Iterable[tuple[Sheet, Sheet]]) -> Scores:
    """Return the figures of (gold, read) sheets of the same texts."""
    comparisons = [_compare(gold, read) for gold, read in pairs]
    figures = total(comparison.figures() for comparison in comparisons) or _Comparison.of_nothing().figures()
    return Scores(figures, tuple(chain.from_iterable(comparison.mismatches() for comparison in comparisons)))


def render(scores: Scores, *, errors: bool = False) -> str:
    """Return the figures as lines of text, the mismatches before them if `errors`."""
    lines = [str(mismatch) for mismatch in scores.mismatches] if errors else []
    lines.append(render_figures(scores.figures))
    if scores.missing:
        lines.append("no reading for: " + " ".join(scores.missing))
    return "\n".join(lines)


# --- one article ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One article's gold and reading, with the statements and events that were matched."""

    gold: Sheet
    read: Sheet
    statements: list[tuple[StatementRow, StatementRow]]
    events: list[tuple[EventRow, EventRow]]

    @classmethod
    def of_nothing(cls) -> _Comparison:
        return _compare(Sheet("", "", ()), Sheet("", "", ()))

    def figures(self) -> dict[str, Figure]:
        return {**self._statement_figures(), **self._event_figures(), "dispute": self._dispute()}

    def _statement_figures(self) -> dict[str, Figure]:
        read, gold, pairs = len(self.read.statements), len(self.gold.statements), self.statements
        return {
            "statement content": F1(len(pairs), read, gold),
            "statement +source": F1(sum(same_source(g, r) for g, r in pairs), read, gold),
            "statement act accuracy": Share(sum(bool(g.acts & r.acts) for g, r in pairs), len(pairs)),
            "statement answers": self._answers(),
        }

    def _answers(self) -> F1:
        gold, read = _links(self.gold.statements), _links(self.read.statements)
        counterpart: dict[str | None, str] = {r.id: g.id for g, r in self.statements}
        moved = {(counterpart.get(answer), counterpart.get(answered)) for answer, answered in read}
        return F1(len(gold & moved), len(read), len(gold))

    def _event_figures(self) -> dict[str, Figure]:
        read, gold, pairs = len(self.read.events), len(self.gold.events), self.events
        with_mode = [(g, r) for g, r in pairs if g.mode]
        return {
            "event type": F1(len(pairs), read, gold),
            "event +parties": F1(sum(same_parties(g, r) for g, r in pairs), read, gold),
            "event aux accuracy": Share(sum(same_auxiliary(g, r) for g, r in pairs), len(pairs)),
            "event mode accuracy": Share(sum(g.mode == r.mode for g, r in with_mode), len(with_mode)),
            "event place accuracy": _phrases([(g.place, r.place) for g, r in pairs]),
            "event when accuracy": _phrases([(g.when, r.when) for g, r in pairs]),
            "event accounts": F1(
                sum(len(g.accounts & r.accounts) for g, r in pairs),
                sum(len(r.accounts) for _, r in pairs),
                sum(len(g.accounts) for g, _ in pairs),
            ),
            "attributed event": F1(sum(attributed(g, r) for g, r in pairs), read, gold),
        }

    def _dispute(self) -> F1:
        gold, read = denied(self.gold.events), denied(self.read.events)
        return F1(len(pair(gold, read, lambda g, r: float(g.same(r)))), len(read), len(gold))

    def mismatches(self) -> list[Mismatch]:
        return [Mismatch(self.gold.doc, *rest) for rest in chain(self._statement_lines(), self._event_lines())]

    def _words(self, spans: Iterable[Span | None]) -> str:
        return " ... ".join(self.gold.text[span[0] : span[1]] for span in spans if span)

    def _statement_lines(self) -> Iterable[tuple[str, str, str]]:
        for row in _left(self.gold.statements, [g for g, _ in self.statements]):
            yield "statement missed", str(row.source.name), self._words(row.content)
        for row in _left(self.read.statements, [r for _, r in self.statements]):
            yield "statement invented", str(row.source.name), self._words(row.content)
        for g, r in self.statements:
            if not same_source(g, r):
                yield "source", f"{g.source.name} | {r.source.name}", self._words(g.content)
            if not g.acts & r.acts:
                yield "act", f"{_listed(g.acts)} | {_listed(r.acts)}", self._words(g.content)

    def _event_lines(self) -> Iterable[tuple[str, str, str]]:
        for row in _left(self.gold.events, [g for g, _ in self.events]):
            yield "event missed", row.type, f"[{row.sentence}] {self._words([row.trigger])}"
        for row in _left(self.read.events, [r for _, r in self.events]):
            yield "event invented", row.type, f"[{row.sentence}] {self._words([row.trigger])}"
        for g, r in self.events:
            words = f"[{g.sentence}] {self._words([g.trigger])}"
            if not same_parties(g, r):
                yield "parties", f"{_parties(g)} | {_parties(r)}", words
            if not same_auxiliary(g, r):
                yield "auxiliary", f"{_listed(g.auxiliary)} | {_listed(r.auxiliary)}", words
            if g.accounts != r.accounts:
                yield "accounts", f"{_accounts(g)} | {_accounts(r)}", words


def _compare(gold: Sheet, read: Sheet) -> _Comparison:
    return _Comparison(
        gold,
        read,
        pair(gold.statements, read.statements, statement_value),
        pair(gold.events, read.events, event_value),
    )


def _links(statements: Sequence[StatementRow]) -> set[tuple[str | None, str | None]]:
    return {(statement.id, answered) for statement in statements for answered in statement.answers}


def _phrases(pairs: Sequence[tuple[Phrase, Phrase]]) -> Share:
    given = [(gold, read) for gold, read in pairs if gold.name]
    return Share(sum(same_phrase(gold, read) for gold, read in given), len(given))


def _left(rows: Sequence[T], matched: Sequence[T]) -> list[T]:
    taken = {id(row) for row in matched}
    return [row for row in rows if id(row) not in taken]


def _listed(names: Iterable[str]) -> str:
    return ",".join(sorted(names)) or "-"


def _parties(event: EventRow) -> str:
    return f"{_listed(event.actors)} > {_listed(event.recipients)}"


def _accounts(event: EventRow) -> str:
    return _listed(f"{source or 'unknown'} {stance}" for source, stance in event.accounts)
