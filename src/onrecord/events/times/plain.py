"""Rules for words without a date of their own (now, recently, soon), for repetition and for the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.events.times import stretch
from onrecord.events.times.stretch import Stretch
from onrecord.events.times.words import count, one_of, pieces, tables, unit_code, weekday_number

if TYPE_CHECKING:
    from datetime import date

    from onrecord.events.times.absolute import Rule
    from onrecord.events.times.context import Context


def vague(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "now", "recently", "in the near future": PRESENT_REF, PAST_REF, FUTURE_REF."""
    del context
    phrase = re.sub(r"\s+", " ", match[0].lower())
    for value, phrases in tables()["vague"].items():
        if phrase in phrases:
            return Stretch(value, None, None, "vague")
    return None


def repeated(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "daily", "every year", "every two weeks", "each Tuesday"."""
    del context
    if match["word"]:
        return Stretch(str(tables()["sets"][match["word"].lower()]), None, None, "set")
    if match["weekday"]:
        return Stretch(f"XXXX-WXX-{weekday_number(match['weekday']) + 1}", None, None, "set")
    length = stretch.duration(count(match["n"])[0] if match["n"] else 1, unit_code(match["unit"]))
    return Stretch(length.value, None, None, "set")


def clock(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "10:35 a.m.", "3 p.m.", "14:45", "noon": a time of a day that neighbouring words or publication give."""
    if match["noon"]:
        hour, minute = (12, 0) if match["noon"].lower() != "midnight" else (24, 0)
    else:
        hour, minute = int(match["h"]), int(match["min"] or 0)
        half = (match["half"] or "").lower()[:1]
        if half == "p" and hour < 12:
            hour += 12
        if half == "a" and hour == 12:
            hour = 0
    if hour > 24 or minute > 59:
        return None
    return at(context.published, f"{hour:02d}:{minute:02d}")


def at(when: date | None, time: str) -> Stretch:
    """Return a time of a day."""
    return Stretch(f"{when.isoformat()}T{time}" if when else None, when, when, "time")


def rules() -> list[Rule]:
    """Return the patterns of this module with their readers."""
    p = pieces()
    phrases = [phrase for group in tables()["vague"].values() for phrase in group]
    half = r"(?:\s*(?P<half>[ap]\.m\.?|[ap]m\b))"
    return [
        (
            re.compile(
                rf"(?<![\w-])(?i:{one_of(phrases)})(?![\w-])(?!(?<=past)\s+(?i:\d|{p['NUM']}\b|{p['SOME']}|{p['UNIT']}\b))"
            ),
            vague,
        ),
        (
            re.compile(
                rf"(?<![\w-])(?:(?i:(?P<word>{one_of(tables()['sets'])}))|(?i:every|each)\s+(?:(?P<weekday>{p['WEEKDAY']})"
                rf"|(?i:(?:(?P<n>{p['NUM']})\s+)?(?P<unit>{p['UNIT']})s?)))(?![\w-])"
            ),
            repeated,
        ),
        (
            re.compile(
                rf"(?<![\w:.$£€-])(?:(?P<h>\d{{1,2}})(?:[:.](?P<min>\d\d))?(?i:{half})"
                rf"|(?P<noon>(?i:noon|midday|midnight)))(?!\w)"
            ),
            clock,
        ),
        (re.compile(r"(?<![\w:.$£€-])(?P<h>[012]?\d):(?P<min>[0-5]\d)(?P<half>)(?P<noon>)(?![\w:%])"), clock),
    ]
