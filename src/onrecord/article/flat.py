"""The report in a text that lost its HTML: which lines are its body, and what the lines above the body are.

Menus, icon names, share labels, cookie notices, related links and footers go; headline, standfirst and paragraphs stay,
each once. Byline and date line become fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.article import headers, tagger
from onrecord.article.lines import Line, split_lines
from onrecord.article.parts import Parts, Run
from onrecord.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LINES = 20_000
"""Lines of one report with its furniture; more is a list or a data file."""

BRIEF = 150
"""Words of whole sentences below which all of them are the report: a brief is lost among its furniture."""


def extract(source: str) -> Parts:
    """Take a report out of a text scrape; raises `BadInput` where no line of it reads like a report."""
    lines = split_lines(source)
    if len(lines) > MOST_LINES:
        raise BadInput(f"the text has {len(lines):,} lines; expected one report, of {MOST_LINES:,} at most")
    probabilities = tagger.tag(lines)
    words = np.array([len(line.text.split()) for line in lines], dtype=float)
    kept = tagger.segments(probabilities, words)
    if _prose_words(lines, words) < BRIEF:
        kept = [keep or headers.is_sentence(line.text) for keep, line in zip(kept, lines, strict=True)]
    if not any(kept):
        kept = _all_or_nothing(lines, probabilities)
    if not any(headers.shows_furniture(line.text) for line, keep in zip(lines, kept, strict=True) if not keep):
        kept = [True] * len(
            lines
        )  # nothing that the network would drop looks like furniture: a text that is all report
    head = headers.find(lines, kept)
    chosen = headers.keep(lines, kept, head)
    if not chosen:
        raise BadInput("no line of the text reads like a report; expected sentences, or pass it as plain text")
    text, runs = _join(lines[index] for index in chosen)
    return Parts(
        text=text,
        title=head.title,
        standfirst=head.standfirst,
        byline=head.byline,
        published=head.published,
        kept=runs,
    )


def _prose_words(lines: list[Line], words: np.typing.NDArray[np.float64]) -> float:
    return sum(float(count) for line, count in zip(lines, words, strict=True) if headers.is_sentence(line.text))


def _all_or_nothing(lines: list[Line], probabilities: np.typing.NDArray[np.float64]) -> list[bool]:
    """Keep what is likeliest of a text too short to earn a segment: a line or two without anything around them."""
    best = float(probabilities.max())
    return [
        bool(p >= min(0.5, best)) and headers.is_prose(line.text) for line, p in zip(lines, probabilities, strict=True)
    ]


def _join(lines: Iterable[Line]) -> tuple[str, tuple[Run, ...]]:
    pieces: list[str] = []
    runs: list[Run] = []
    at = 0
    for line in lines:
        pieces.append(line.text)
        runs.append((at, line.start, len(line.text)))
        at += len(line.text) + 1
    return "\n".join(pieces), tuple(runs)
