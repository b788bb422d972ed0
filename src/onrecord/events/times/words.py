"""The words of times.toml, as look-up tables and as pieces of regular expressions."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@functools.cache
def tables() -> Mapping[str, Any]:
    """Return data/times.toml."""
    return tomllib.loads((files("onrecord") / "data" / "times.toml").read_text(encoding="utf-8"))


def one_of(words: Iterable[str]) -> str:
    """Return an alternation, longest first, with any white space between the words of a phrase."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def _capital(words: Iterable[str]) -> str:
    """Return an alternation of capitalised words: "March", "MARCH", never "march"."""
    return one_of([form for word in words for form in (word.capitalize(), word.upper())])


@functools.cache
def pieces() -> Mapping[str, str]:
    """Return the pieces from which rules are put together; each is a group that captures nothing."""
    data = tables()
    long_months = [name for name in data["months"] if len(name) > 4 or name in {"may", "june", "july"}]
    short_months = [name for name in data["months"] if name not in long_months]
    number = one_of(set(data["numbers"]) - {"hundred", "dozen"})
    return {
        "MONTH": f"(?:{_capital(long_months)}|{_capital(short_months)}\\.?)",
        "WEEKDAY": f"(?:{_capital(data['weekdays'])}|{_capital(data['weekdays_short'])}\\b\\.?)",
        "NUM": rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|(?:{number}[\s-]+)?(?:{number})(?:[\s-]hundred)?)",
        "SOME": (
            r"(?:(?:a\s+)?(?:few|couple(?:\s+of)?)|several|many|some|dozens\s+of|hundreds\s+of|a\s+number\s+of"
            r"|a\s+dozen|half\s+an?)"
        ),
        "UNIT": one_of(data["units"]),
        "SEASON": one_of(data["seasons"]),
        "PART": one_of(data["dayparts"]),
        "ORDINAL": one_of(data["ordinals"]),
        "YEAR": r"(?:1[5-9]\d\d|20\d\d)",
        "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)",
        "EARLY": r"(?:early|late|mid|middle|earlier|later)",
    }


def month_number(name: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return int(tables()["months"][name.lower().rstrip(".")])


def weekday_number(name: str) -> int:
    """Return the number of a weekday, Monday 0."""
    key = name.lower().rstrip(".")
    return int({**tables()["weekdays"], **tables()["weekdays_short"]}[key])


def unit_code(name: str) -> str:
    """Return the TIMEX3 designator of a unit, singular or plural; shorter than a day with T before it."""
    key = name.lower()
    units = tables()["units"]
    return str(units[key] if key in units else units[key.removesuffix("s")])


def count(words: str) -> tuple[int | None, bool]:
    """Return a number of units and whether half a unit comes on top; None where no number is said ("several")."""
    text = words.lower().replace("-", " ").replace(",", "").strip()
    if re.match(r"half\s+an?", text):
        return 0, True
    if text.endswith("dozen") and text.startswith("a"):
        return 12, False
    if "couple" in text:
        return 2, False
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return int(float(text)), text.endswith(".5")
    total = 0
    for word in text.split():
        value = tables()["numbers"].get(word)
        if value is None:
            return None, False
        total = max(total, 1) * 100 if value == 100 else total + int(value)
    return total, False
