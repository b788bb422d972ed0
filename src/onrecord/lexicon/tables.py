"""How the comma-separated files of knowledge are read: rows with comments, lists in a cell, days, names in pieces."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import BadData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row by column) of a comma-separated file whose comment lines start with "#"."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{path}: cannot be read as UTF-8 text ({error}); give a comma-separated file") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise BadData(f"{path}: found no header line; the columns name and code are expected")
    header, *body = csv.reader(line for _, line in numbered)
    if not {"name", "code"} <= set(header):
        raise BadData(f"{path}: found the columns {', '.join(header)}; the columns name and code are expected")
    for (number, _), cells in zip(numbered[1:], body, strict=True):
        if len(cells) > len(header):
            raise BadData(f"{path}, line {number}: found {len(cells)} cells, expected {len(header)}; quote commas")
        yield number, dict(zip(header, cells, strict=False))


def split(cell: str | None) -> list[str]:
    """Cut a cell at "|" into its values."""
    return [value.strip() for value in (cell or "").split("|") if value.strip()]


def day(text: str | None, *, end: bool, where: str) -> date | None:
    """Read "2014", "2014-03" or "2014-03-18"; a year or month alone is widened to its last day where it ends a term."""
    if not text:
        return None
    try:
        year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
        if day:
            return date(year, month, day)
        if not end:
            return date(year, month or 1, 1)
        return date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1) - timedelta(days=1)
    except ValueError as error:
        raise BadData(f"{where}: found the date {text!r}; write YYYY, YYYY-MM or YYYY-MM-DD") from error


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def pieces(name: str) -> tuple[str, ...]:
    """Cut a name into words and signs, so that every way of tokenizing "Al-Qaeda" or "U.S." gives the same pieces."""
    return tuple(_PIECE.findall(name.translate(_APOSTROPHES)))
