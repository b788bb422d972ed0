"""What counts as the same statement, source, event, party and account in a gold sheet and in a reading's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from onrecord.evaluate.sheets import EventRow, Phrase, StatementRow, who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.types import Span

_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "and", "in", "for", "s", "s'", "mr", "mrs", "ms"})
_NOBODY = frozenset({"unnamed", "unknown"})

T = TypeVar("T")


def _overlap(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").lower())) - _EMPTY_WORDS


def same_phrase(gold: Phrase, read: Phrase) -> bool:
    """Tell whether the spans overlap or the names share a word."""
    return _overlap(gold.span, read.span) or bool(_words(gold.name) & _words(read.name))


def _jaccard(one: Iterable[Span], other: Iterable[Span]) -> float:
    mine, theirs = ({place for span in spans for place in range(*span)} for spans in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def same_source(gold: StatementRow, read: StatementRow) -> bool:
    """Tell whether both name the same source, or both nobody."""
    if gold.source.span is None and not _words(gold.source.name) - _NOBODY:
        return read.source.span is None and not _words(read.source.name)
    # a source that is carried over has no words of its own in the sentence, so that the code must do
    by_code = gold.source.span is None and who(gold.code) is not None and gold.code == read.code
    return same_phrase(gold.source, read.source) or by_code


def same_parties(gold: EventRow, read: EventRow) -> bool:
    """Tell whether the same sides act and the same sides suffer."""
    return gold.actors == read.actors and gold.recipients == read.recipients


def same_auxiliary(gold: EventRow, read: EventRow) -> bool:
    """Tell whether the gold mode is among the one or two that were read; "none" is a mode."""
    return bool(gold.auxiliary & read.auxiliary) and len(read.auxiliary) <= 2


def attributed(gold: EventRow, read: EventRow) -> bool:
    """Tell whether parties, auxiliary and the whole set of accounts are right."""
    return same_parties(gold, read) and same_auxiliary(gold, read) and gold.accounts == read.accounts


def statement_value(gold: StatementRow, read: StatementRow) -> float:
    """Return how much of the content is shared, 0 where it is less than half."""
    value = _jaccard(gold.content, read.content)
    return value if value >= 0.5 else 0.0


def event_value(gold: EventRow, read: EventRow) -> float:
    """Rank the candidates: a shared trigger before a shared sentence, then what else is right."""
    if (gold.type, gold.sentence) != (read.type, read.sentence):
        return 0
    same = same_parties(gold, read) + (gold.accounts == read.accounts)
    return (20 if _overlap(gold.trigger, read.trigger) else 10) + same


def pair(gold: Sequence[T], read: Sequence[T], value: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Return a one-to-one pairing, greedily by descending value (0: no match), earlier rows first."""
    cells = ((value(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read))
    used_gold: set[int] = set()
    used_read: set[int] = set()
    out = []
    for _, i, j in sorted((cell for cell in cells if cell[0] > 0), reverse=True):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            out.append((gold[-i], read[-j]))
    return out


@dataclass(frozen=True, slots=True)
class Denied:
    """An event that somebody denies, counted once."""

    type: str
    sentences: frozenset[int]
    deniers: frozenset[str | None]

    def same(self, other: Denied) -> bool:
        """Tell whether type, a sentence and a denier are shared."""
        return self.type == other.type and bool(self.sentences & other.sentences and self.deniers & other.deniers)


def denied(events: Sequence[EventRow]) -> list[Denied]:
    """Return the events that have a denying account."""
    out = []
    for name in dict.fromkeys(event.chain for event in events):
        mentions = [event for event in events if event.chain == name]
        deniers = frozenset(source for source, stance in mentions[0].accounts if stance == "denies")
        if deniers:
            out.append(Denied(mentions[0].type, frozenset(event.sentence for event in mentions), deniers))
    return out
