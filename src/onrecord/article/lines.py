"""The lines of a text scrape, each described by numbers: how it looks, how its neighbours look, where it stands."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord.article.dates import CLOCK, find_date
from onrecord.article.parts import same_words

Matrix = NDArray[np.float64]

LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
STOP = re.compile(r"[.!?][\"'”’)\]]*$")
TEASER = re.compile(r"(?:\.\.\.|…)[\"'”’)\]]*$")
INNER_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(]*[A-Z]")
JOINED = re.compile(r"[a-z][A-Z]|[.!?,][A-Za-z]{2}|[a-z]{12}[a-z]{8}|\d[A-Z][a-z]")
LINKLIKE = re.compile(r"https?://|www\.|\.com\b|@\w|#\w", re.IGNORECASE)
SIGNS = re.compile(r"[|•·»›→←▶►✕×©/]|--|\+")
QUOTES = re.compile(r"[\"“”«»]")
NEAR = 2
"""Neighbours on either side whose numbers stand beside a line's own."""
LOOKED_AT = 4000
"""Characters of a line that are looked at: more would say nothing new."""
LONG = 12
"""Words from which a line with function words and a full stop counts as prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, stripped of white space: its place in the page, and whether a blank line is before."""

    start: int
    end: int
    text: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of `data/furniture.toml`."""

    alone: frozenset[str]
    phrases: re.Pattern[str]
    words: frozenset[str]
    function: frozenset[str]
    byline: re.Pattern[str]
    pointer: re.Pattern[str]


@cache
def furniture() -> Furniture:
    """Load the words that news pages put around a report."""
    data = tomllib.loads((resources.files("onrecord") / "data" / "furniture.toml").read_text("utf-8"))
    either = "|".join(re.escape(phrase) for phrase in data["phrases"])
    opening = "|".join(re.escape(phrase) for phrase in data["byline"])
    pointer = "|".join(re.escape(phrase) for phrase in data["pointer"])
    return Furniture(
        alone=frozenset(same_words(entry) for entry in data["alone"]),
        phrases=re.compile(rf"\b(?:{either})\b|©", re.IGNORECASE),
        words=frozenset(data["words"]),
        function=frozenset(data["function"]),
        byline=re.compile(rf"(?:{opening})\b:?\s+(?=[A-Z])", re.IGNORECASE),
        pointer=re.compile(rf"\W*(?:{pointer})\s*(?::|>|»|→|$)", re.IGNORECASE),
    )


def split_lines(source: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    last = 0
    for match in LINE.finditer(source):
        text = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        apart = source.count("\n", last, match.start()) > 1
        lines.append(Line(start, start + len(text), text, apart))
        last = match.end()
    return lines


def _share(count: float, total: float) -> float:
    return count / total if total else 0.0


def looks(line: str) -> list[float]:
    """Return how one line looks, as about 30 numbers that are mostly between 0 and 1."""
    lexicon = furniture()
    line = line[:LOOKED_AT]
    words = WORD.findall(line)
    lower = [word.lower() for word in words]
    count = len(words)
    function = sum(word in lexicon.function for word in lower)
    capital = sum(word[0].isupper() for word in words[1:])
    furnishing = sum(word in lexicon.words for word in lower)
    stops = len(INNER_STOP.findall(line))
    stop = bool(STOP.search(line)) and not TEASER.search(line)
    return [
        log1p(count) / 4,
        *(float(count <= most) for most in (1, 2, 4, 7, 11, 16, 25)),
        float(count > 45),
        _share(function, count),
        float(function >= 1),
        float(function >= 3),
        _share(len({word for word in lower if word in lexicon.function}), 10),
        _share(capital, count - 1),
        float(count > 1 and capital == count - 1),
        _share(sum(word.isupper() and len(word) > 1 for word in words), count),
        _share(sum(word[0].isdigit() for word in words), count),
        float(stop),
        float(bool(TEASER.search(line))),
        float(line.endswith(":")),
        float(line.endswith("?")),
        log1p(stops) / 2,
        min(1.0, _share(line.count(","), count) * 5),
        float(bool(QUOTES.search(line))),
        float(line[:1].islower()),
        float(not line[:1].isalnum() and not QUOTES.match(line)),
        min(1.0, _share(len(SIGNS.findall(line)), count + 1) * 4),
        float(bool(LINKLIKE.search(line))),
        min(1.0, _share(len(JOINED.findall(line)), count + 1) * 4),
        1.0 - _share(len(set(lower)), count) if count > 6 else 0.0,
        min(1.0, _share(sum(map(len, words)), count) / 12),
        float(find_date(line) is not None),
        float(bool(CLOCK.search(line))),
        _share(furnishing, count),
        float(furnishing > 0),
        float(same_words(line) in lexicon.alone),
        float(bool(lexicon.phrases.search(line))),
        float(bool(lexicon.byline.match(line)) and count <= 10),
        float(stop and count >= LONG and function >= 3),
    ]


def describe(lines: list[Line]) -> Matrix:
    """Return one row of numbers for each line: its looks, its neighbours' looks, its place and the page's make-up."""
    if not lines:
        return np.zeros((0, 0))
    own = np.array([looks(line.text) for line in lines])
    around = [_shifted(own, step) for step in range(-NEAR, NEAR + 1) if step]
    return np.hstack([own, *around, _places(lines, own)])


def _shifted(own: Matrix, step: int) -> Matrix:
    """Return the rows of the neighbours `step` lines on; a last column says that there is none."""
    moved = np.zeros((len(own), own.shape[1] + 1))
    moved[:, -1] = 1.0
    if abs(step) < len(own):
        here = slice(max(0, -step), len(own) - max(0, step))
        there = slice(max(0, step), len(own) + min(0, step))
        moved[here, :-1] = own[there]
        moved[here, -1] = 0.0
    return moved


def _places(lines: list[Line], own: Matrix) -> Matrix:
    """Return where each line stands among the prose of the page, and what the page is made of."""
    count = len(lines)
    prose = own[:, -1]
    size = np.expm1(own[:, 0] * 4)
    words = [same_words(line.text[:LOOKED_AT]) for line in lines]
    repeated = Counter(words)
    index = np.arange(count)
    total = max(1.0, float((prose * size).sum()))
    before = np.cumsum(prose * size) - prose * size
    columns = [
        index / count,
        np.exp(-index / 4.0),
        np.exp(-(count - 1 - index) / 4.0),
        before / total,
        (before == 0).astype(float),
        (total - before - prose * size <= 0).astype(float),
        np.log1p(_distance(prose)) / 4,
        np.log1p(_distance(prose[::-1])[::-1]) / 4,
        *(_window(prose * size, reach) / 200 for reach in (3, 8)),
        *(_window(prose, reach) / (2 * reach + 1) for reach in (2, 5, 12)),
        np.array([float(repeated[word] > 1) for word in words]),
        np.array([float(line.apart) for line in lines]),
        np.array([float(line.apart) for line in lines[1:]] + [1.0]),
        np.full(count, float(np.mean([line.apart for line in lines]))),
        np.full(count, float(prose.mean())),
        np.full(count, _share(float((prose * size).sum()), float(size.sum()))),
        np.full(count, log1p(count) / 6),
    ]
    return np.stack(columns, axis=1)


def _distance(prose: Matrix) -> Matrix:
    """Return how many lines back the last prose stands; 50 where there is none."""
    gaps, gap = np.zeros(len(prose)), 50.0
    for index, here in enumerate(prose):
        gaps[index] = gap
        gap = 1.0 if here else min(50.0, gap + 1)
    return gaps


def _window(values: Matrix, reach: int) -> Matrix:
    """Return the sums over `reach` lines on either side and the line itself."""
    sums = np.concatenate([np.zeros(reach + 1), np.cumsum(values), np.full(reach, values.sum())])
    return np.asarray(sums[2 * reach + 1 :] - sums[: len(values)])
