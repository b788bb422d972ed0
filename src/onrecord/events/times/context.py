"""What an expression leans on: the day of publication, the last date named, and whether its clause looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.events.times.stretch import Stretch

_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|be)\s+(?:to|due|set|scheduled|expected)\b|scheduled|slated|upcoming|"
    r"plan(?:s|ned|ning)?\s+(?:to|for)|going\s+to|intends?\s+to|deadline)\b|['’]ll\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:was|were|had|did|has|have|said|told|began|came|went|made|took|\w{2,}ed)\b")
_NEWS = re.compile(
    r"\b(?:comes?|came|coming|follows|followed|is|are|has|have|happened|occurred|took\s+place)\b(?!.*\b(?:was|were|had)\b)"
)
_STOP = re.compile(r"[.!?;\n]\s")


@dataclass(slots=True)
class Context:
    """Where the reading stands. `published` is None where unknown; `last` is the date named last before this place."""

    text: str
    published: date | None
    last: Stretch | None = None
    sentence: int = field(default=0)
    days: tuple[tuple[int, date], ...] = ()

    def reference(self, at: int) -> date | None:
        """Return the day that "the day before" leans on: a date named in this sentence or the one before, else now."""
        if self.last and self.last.first and self.last.precision in {"day", "time"} and at - self.sentence < 400:
            return self.last.first
        return self.published

    def before(self, match: re.Match[str]) -> str:
        """Return the words right before a match."""
        return self.text[max(0, match.start() - 20) : match.start()]

    def following(self, at: int) -> date | None:
        """Return the day that is named in full after `at` in the same clause, None where there is none."""
        stop = _STOP.search(self.text, at)
        last = stop.start() if stop else len(self.text)
        return next((day for start, day in self.days if at <= start < last), None)

    def own_day(self, at: int) -> date | None:
        """Return the day of what the sentence up to `at` tells: a day that it names, else now where it tells news."""
        start = max([0, *(stop.end() for stop in _STOP.finditer(self.text, max(0, at - 300), at))])
        if self.last and self.sentence >= start:
            return self.last.first if self.last.precision in {"day", "time"} else None
        # "The move comes a day after ..."; a bare past tense may tell of any time
        return self.published if _NEWS.search(self.text[start:at]) else None

    def ahead(self, at: int) -> bool:
        """Say whether the clause before `at` speaks of what will be: its nearest verb group is of plan or future."""
        start = max([0, *(stop.end() for stop in _STOP.finditer(self.text, max(0, at - 250), at))])
        clause = self.text[start:at]
        future = [hit.end() for hit in _AHEAD.finditer(clause)]
        past = [hit.end() for hit in _BEHIND.finditer(clause)]
        return bool(future) and max(future) >= max(past, default=-1)


def latest(weekday: int, until: date) -> date:
    """Return the latest such weekday not after a day: "on Tuesday" said on a Tuesday is that day."""
    return until - timedelta(days=(until.weekday() - weekday) % 7)


def earliest(weekday: int, since: date) -> date:
    """Return the first such weekday not before a day."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)
