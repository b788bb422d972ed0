"""Dates as pages and date lines write them; a date that cannot be read for certain is none."""

from __future__ import annotations

import re
from datetime import date, datetime, time

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",  # 22 Feb, 2022
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # February 22, 2022
        rf"\b{_DAY}-{_MONTH}-{_YEAR}",  # 22-Feb-2022
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",  # 2022-02-22
    )
)
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
ISO_LONGEST = 40


def parse_iso(value: str) -> datetime | date | None:
    """Read ISO 8601 as pages give it: a day, or a moment with or without its offset from UTC."""
    value = value.strip()[:ISO_LONGEST]
    value = re.sub(r"(?<=\d)\s+(?=[+-]\d|Z)", "", value)
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return find_date(value)


def find_date(line: str) -> datetime | date | None:
    """Return the first date of a line that names day, month and year, with the time of day if that stands beside it."""
    for form in FORMS:
        match = form.search(line)
        if match:
            break
    else:
        return None
    day = _day(match)
    if day is None:
        return None
    clock = _clock(line, match)
    return day if clock is None else datetime.combine(day, clock)


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        return date(
            int(match["year"]),
            int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1,
            int(match["day"]),
        )
    except ValueError:
        return None


def _clock(line: str, day: re.Match[str]) -> time | None:
    """Return the time of day nearest to the date: after it, else before it."""
    match = CLOCK.search(line, day.end(), day.end() + 40) or CLOCK.search(line, max(0, day.start() - 30), day.start())
    if not match:
        return None
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(match["minute"]))
