"""Where the characters of one text stand in another that has most of its words."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types import Span

WORD = re.compile(r"\w+|[^\w\s]")


class Alignment:
    """The words of `text`, matched in order with those of `target`; white space has no counterpart.

    Time grows with the product of the lengths where the texts differ much; equal texts cost nothing.
    """

    def __init__(self, text: str, target: str) -> None:
        self._place: list[int | None] = [None] * (len(text) + 1)
        if text == target:
            for match in WORD.finditer(text):
                self._place[match.start() : match.end()] = range(match.start(), match.end())
            return
        mine, theirs = list(WORD.finditer(text)), list(WORD.finditer(target))
        matcher = difflib.SequenceMatcher(None, [m.group() for m in mine], [m.group() for m in theirs], autojunk=False)
        for first, second, size in matcher.get_matching_blocks():
            for own, other in zip(mine[first : first + size], theirs[second : second + size], strict=True):
                self._place[own.start() : own.end()] = range(other.start(), other.end())

    def move(self, span: Span | None) -> Span | None:
        """Return the span in the target from the first to the last matched character, or None where none is."""
        if span is None:
            return None
        places = [place for place in self._place[span[0] : span[1]] if place is not None]
        return (places[0], places[-1] + 1) if places else None

    def move_all(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return those of the spans that have a counterpart."""
        return tuple(moved for moved in map(self.move, spans) if moved)
