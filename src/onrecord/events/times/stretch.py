"""Stretches of the calendar, with their TIMEX3 values."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SEASONS = {"SP": (3, 0), "SU": (6, 0), "FA": (9, 0), "WI": (12, 0)}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "W": 7, "2W": 14}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a time expression means: a TIMEX3 value with its first and last day, None where unknown or open.

    `precision` is day, week, month, quarter, season, half, year, decade, century, time, duration, set or vague.
    """

    value: str | None
    first: date | None
    last: date | None
    precision: str

    @property
    def dated(self) -> bool:
        """Whether later expressions can lean on it."""
        return self.first is not None and self.precision not in {"duration", "set", "vague"}


def unknown(precision: str) -> Stretch:
    """Return a stretch of which only the size is known."""
    return Stretch(None, None, None, precision)


def day(when: date) -> Stretch:
    """Return one day."""
    return Stretch(when.isoformat(), when, when, "day")


def week(within: date) -> Stretch:
    """Return the ISO week (Monday to Sunday) that holds a day."""
    year_, number, weekday = within.isocalendar()
    monday = within - timedelta(days=weekday - 1)
    return Stretch(f"{year_:04d}-W{number:02d}", monday, monday + timedelta(days=6), "week")


def weekend(within: date) -> Stretch:
    """Return the Saturday and Sunday of the week that holds a day."""
    whole = week(within)
    assert whole.first
    return Stretch(f"{whole.value}-WE", whole.first + timedelta(days=5), whole.last, "day")


def month(year_: int, number: int) -> Stretch:
    """Return a month; `number` counts from 1."""
    last = calendar.monthrange(year_, number)[1]
    return Stretch(f"{year_:04d}-{number:02d}", date(year_, number, 1), date(year_, number, last), "month")


def quarter(year_: int, number: int) -> Stretch:
    """Return a quarter of a year, 1 to 4."""
    first, last = month(year_, number * 3 - 2), month(year_, number * 3)
    return Stretch(f"{year_:04d}-Q{number}", first.first, last.last, "quarter")


def half(year_: int, number: int) -> Stretch:
    """Return a half of a year, 1 or 2."""
    first, last = month(year_, number * 6 - 5), month(year_, number * 6)
    return Stretch(f"{year_:04d}-H{number}", first.first, last.last, "half")


def season(year_: int, code: str) -> Stretch:
    """Return a season of the northern year; the winter of a year begins in its December."""
    begin = SEASONS[code][0]
    end = month(year_ + (begin == 12), (begin + 1) % 12 + 1)
    return Stretch(f"{year_:04d}-{code}", date(year_, begin, 1), end.last, "season")


def year(number: int) -> Stretch:
    """Return a year."""
    return Stretch(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(number: int) -> Stretch:
    """Return the decade that begins with a year ("199" for 1990)."""
    return Stretch(f"{number // 10:03d}", date(number, 1, 1), date(number + 9, 12, 31), "decade")


def century(number: int) -> Stretch:
    """Return a century: 20 is 1901 to 2000, "19"."""
    return Stretch(f"{number - 1:02d}", date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def moved(start: date, count: int, unit: str) -> date:
    """Return a day moved by `count` units; the day of a shorter month is its last."""
    if unit in _DAYS:
        return start + timedelta(days=count * _DAYS[unit])
    if unit not in _MONTHS:
        return start
    months = start.year * 12 + start.month - 1 + count * _MONTHS[unit]
    year_, number = divmod(months, 12)
    return date(year_, number + 1, min(start.day, calendar.monthrange(year_, number + 1)[1]))


def around(when: date, unit: str) -> Stretch:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    makers: dict[str, Callable[[], Stretch]] = {
        "W": lambda: week(when),
        "2W": lambda: week(when),
        "M": lambda: month(when.year, when.month),
        "Q": lambda: quarter(when.year, (when.month + 2) // 3),
        "Y": lambda: year(when.year),
        "DE": lambda: decade(when.year // 10 * 10),
        "CE": lambda: century((when.year + 99) // 100),
    }
    return makers.get(unit, lambda: day(when))()


def part(whole: Stretch, which: str) -> Stretch:
    """Narrow the days of a stretch to its early, middle or late third; the value stays."""
    if not whole.first or not whole.last or whole.first == whole.last:
        return whole
    third = (whole.last - whole.first + timedelta(days=1)) / 3
    first = {"early": whole.first, "mid": whole.first + third, "late": whole.first + 2 * third}[which]
    last = {"early": whole.first + third, "mid": whole.first + 2 * third, "late": whole.last}[which]
    return replace(whole, first=first, last=last)


def duration(count: int | None, unit: str, *, half_more: bool = False) -> Stretch:
    """Return a length of time: P3D, PT24H, PXM where the number is not said."""
    number = "X" if count is None else str(count)
    if unit == "2W":
        number, unit = ("X" if count is None else str(count * 2)), "W"
    if unit in {"DE", "CE"} and count is not None:
        number, unit = str(count * (10 if unit == "DE" else 100)), "Y"
    if half_more:
        number += ".5"
    return Stretch(f"P{'T' if unit.startswith('T') else ''}{number}{unit.removeprefix('T')}", None, None, "duration")
