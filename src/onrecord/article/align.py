"""Where the lines of an article stood in the HTML that it was taken from.

The source is read as a stream of visible characters without white space, each piece with its place; a line without its
white space is looked up in it. Entities stand for one character, at the place of their "&".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.article.parts import Run

RAW = ("script", "style", "template")
"""Elements whose text nobody sees."""
NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
WORD = re.compile(r"\S+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
WINDOW = 4000
"""Visible characters within which the next word of a broken line is looked for."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The visible characters of a page without white space.

    Piece i begins at `starts[i]` in `chars` and at `places[i]` in the page; `whole[i]` is False for an entity.
    """

    chars: str
    starts: list[int]
    places: list[int]
    whole: list[bool]

    def find(self, line: str, start: int = 0) -> int:
        """Return where a line begins in the stream, or -1."""
        return self.chars.find("".join(line.split()), start)


def read_stream(source: str) -> Stream:
    """Read the visible characters of HTML; linear in its length whatever is left open."""
    stream = Stream("", [], [], [])
    pieces: list[str] = []
    length = 0
    for begin, end in _visible(source):
        for text, place, whole in _pieces(source, begin, end):
            stream.starts.append(length)
            stream.places.append(place)
            stream.whole.append(whole)
            pieces.append(text)
            length += len(text)
    return Stream("".join(pieces), stream.starts, stream.places, stream.whole)


def _visible(source: str) -> list[tuple[int, int]]:
    lower = source.lower()
    if len(lower) != len(source):  # a few letters change length, which would shift every place
        lower = source
    spans, at = [], 0
    while at < len(source):
        tag = source.find("<", at)
        tag = len(source) if tag < 0 else tag
        if tag > at:
            spans.append((at, tag))
        at = _after_tag(source, lower, tag)
    return spans


def _after_tag(source: str, lower: str, tag: int) -> int:
    """Return the place after a tag, comment or raw element; the end of the source if it is never closed."""
    if source.startswith("<!--", tag):
        close = source.find("-->", tag + 4)
        return len(source) if close < 0 else close + 3
    close = source.find(">", tag)
    if close < 0:
        return len(source)
    name = NAME.match(source, tag)
    if name and name[1].lower() in RAW:
        end = lower.find(f"</{name[1].lower()}", close)
        return len(source) if end < 0 else end
    return close + 1


def _pieces(source: str, begin: int, end: int) -> list[tuple[str, int, bool]]:
    found: list[tuple[str, int, bool]] = []
    at = begin
    for entity in ENTITY.finditer(source, begin, end):
        char = unescape(entity[0])
        if char == entity[0]:
            continue
        found.extend((word[0], word.start(), True) for word in WORD.finditer(source, at, entity.start()))
        if char.strip():
            found.append((char, entity.start(), False))
        at = entity.end()
    found.extend((word[0], word.start(), True) for word in WORD.finditer(source, at, end))
    return found


def align(lines: list[tuple[int, str]], stream: Stream, source: str) -> tuple[Run, ...]:
    """Return the runs of (start in text, start in page, length) of the lines, each given with its start in the text.

    A line that cannot be found as a whole is looked up word by word; words not found have no run.
    """
    runs: list[Run] = []
    cursor = 0
    for start, line in lines:
        at = stream.find(line, cursor)
        if at < 0:
            at = stream.find(line)
        if at >= 0:
            piece = bisect_right(stream.starts, at) - 1
            place = stream.places[piece] + at - stream.starts[piece]
            if stream.whole[piece] and source.startswith(line, place):
                runs.append((start, place, len(line)))
                at += sum(map(len, line.split()))
            else:
                at = _align_pieces(start, line, stream, at, runs)
            cursor = at
        else:
            cursor = _align_words(start, line, stream, cursor, runs)
    return _merge(runs, "".join(f"{line}\n" for _, line in lines), source)


def _align_pieces(start: int, line: str, stream: Stream, at: int, runs: list[Run]) -> int:
    for word in WORD.finditer(line):
        runs.extend(_runs(stream, at, start + word.start(), len(word[0])))
        at += len(word[0])
    return at


def _align_words(start: int, line: str, stream: Stream, cursor: int, runs: list[Run]) -> int:
    for word in WORD.finditer(line):
        at = stream.chars.find(word[0], cursor, cursor + WINDOW)
        if at >= 0:
            runs.extend(_runs(stream, at, start + word.start(), len(word[0])))
            cursor = at + len(word[0])
    return cursor


def _runs(stream: Stream, at: int, start: int, length: int) -> list[Run]:
    """Return the runs of `length` characters of the stream from `at`, which stand at `start` in the text."""
    runs, end = [], at + length
    piece = bisect_right(stream.starts, at) - 1
    while at < end:
        stop = stream.starts[piece + 1] if piece + 1 < len(stream.starts) else len(stream.chars)
        offset = at - stream.starts[piece] if stream.whole[piece] else 0
        size = min(end, stop) - at
        runs.append((start, stream.places[piece] + offset, size if stream.whole[piece] else 1))
        start, at, piece = start + size, at + size, piece + 1
    return runs


def _merge(runs: list[Run], text: str, source: str) -> tuple[Run, ...]:
    """Join runs between which text and page hold the same characters."""
    merged: list[Run] = []
    for start, place, length in runs:
        if merged and source[place] != "&":  # an entity is one character here and several there
            before, where, size = merged[-1]
            gap = text[before + size : start]
            same = place - where - size == len(gap) and source[where + size : place] == gap
            if same and (size > 1 or source[where] != "&"):
                merged[-1] = (before, where, start + length - before)
                continue
        merged.append((start, place, length))
    return tuple(merged)
