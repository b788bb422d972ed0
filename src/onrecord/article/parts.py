"""What is taken out of a page, and how lines of it become one text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

SIGNS = re.compile(r"[\W_]+")
Run = tuple[int, int, int]
"""Start in the text, start in the page, length; in code points."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A report taken out of its page; `kept` says where each run of its characters stood."""

    text: str
    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: datetime | date | None = None
    kept: tuple[Run, ...] = ()


def squeeze(line: str) -> str:
    """Return a line with every run of white space as one space."""
    return " ".join(line.split())


def same_words(line: str) -> str:
    """Return what two lines share that say the same: letters and digits in lower case."""
    return SIGNS.sub("", line.casefold())
