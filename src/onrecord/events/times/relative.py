"""Rules for expressions that lean on the day of publication or on a date named before them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.events.times import stretch
from onrecord.events.times.context import Context, earliest, latest
from onrecord.events.times.stretch import Stretch
from onrecord.events.times.words import count, pieces, tables, unit_code, weekday_number

if TYPE_CHECKING:
    from onrecord.events.times.absolute import Reader, Rule

_BACK = {"last", "past", "previous", "preceding", "prior"}
_ON = {"next", "coming", "following", "subsequent"}
_LEANING = {"previous", "preceding", "prior", "following", "subsequent", "same", "that"}
"""Words that lean on a date named before rather than on the day of publication."""


def part_of_day(found: Stretch, name: str | None) -> Stretch:
    """Narrow a day to a part of it ("Tuesday morning")."""
    if not name or found.precision != "day":
        return found
    code = tables()["dayparts"][name.lower()]
    return Stretch(f"{found.value}T{code}" if found.value else None, found.first, found.last, "time")


def weekday(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "Friday", "last Tuesday", "next Monday", "Tuesday morning", "Thursday of last week"."""
    number, now = weekday_number(match["weekday"]), context.published
    if now is None:
        return part_of_day(stretch.unknown("day"), match["part"])
    word = (match["which"] or "").lower()
    after = (match["after"] or "").lower()
    if after:  # "Monday last week", "Friday of this week"
        monday = now - timedelta(days=now.weekday()) + timedelta(weeks={"last": -1, "next": 1}.get(after, 0))
        day = monday + timedelta(days=number)
    elif word in {"last", "past"}:
        day = latest(number, now - timedelta(days=1))
    elif word in _ON or (not word and context.ahead(match.start())):
        day = earliest(number, now + timedelta(days=bool(word)))
    elif word == "this":
        day = now - timedelta(days=now.weekday()) + timedelta(days=number)
    else:
        day = latest(number, now)
    return part_of_day(stretch.day(day), match["part"])


def deictic_day(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "today", "yesterday", "tomorrow night", "the day before yesterday", "last night", "this morning"."""
    word = re.sub(r"\s+", " ", match["word"].lower())
    move = {"yesterday": -1, "last": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    part = match["part"] or {"tonight": "night", "overnight": "night"}.get(word)
    if context.published is None:
        return stretch.unknown("time" if part else "day")
    return part_of_day(stretch.day(context.published + timedelta(days=move.get(word, 0))), part)


def nearby_unit(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "last week", "this month", "next year", "late last year", "the same day", "the following year"."""
    which, unit = match["which"].lower(), unit_code(match["unit"])
    if unit.startswith("T"):
        return None
    start = context.reference(match.start()) if which in _LEANING else context.published
    if start is None:
        return stretch.unknown(match["unit"].lower())
    step = -1 if which in _BACK else 1 if which in _ON else 0
    found = stretch.around(stretch.moved(start, step, unit), unit)
    early = (match["early"] or "").lower()
    if early in {"earlier", "later"}:  # "earlier this month" is before now, not its first third
        return found
    return stretch.part(found, early if early in {"early", "late"} else "mid") if early else found


def weekend(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "last weekend", "the weekend", "this weekend"."""
    now = context.published
    if now is None:
        return stretch.unknown("day")
    which = (match["which"] or "").lower()
    step = -1 if which in _BACK else 1 if which == "next" else 0
    if not which and not context.ahead(match.start()) and now.weekday() < 5:
        step = -1
    return stretch.weekend(now + timedelta(weeks=step))


def ago(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "two days ago", "more than a month ago"; without a number ("years ago") it is the past."""
    return _counted(match, context.published, -1)


def shifted(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "two days earlier", "a week later", "a year before": from a date named before, else from now."""
    word = match["way"].lower()
    step = -1 if word in {"earlier", "before", "prior", "previously"} else 1
    unit = unit_code(match["unit"])
    if context.last and context.last.precision == "quarter" and unit == "Y" and context.last.first:
        first = stretch.moved(context.last.first, step * (count(match["n"])[0] or 1), "Y")
        return stretch.around(first, "Q")
    return _counted(match, context.reference(match.start()), step)


def beside(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "a day after Russia moved to recognize ...": the day of what follows, seen from the sentence's own.

    Where what follows is dated itself ("two days after the 5 May vote"), it is the day of what the sentence tells.
    """
    step = 1 if match["way"].lower() == "after" else -1
    unit = unit_code(match["unit"])
    named = context.following(match.end())
    if named:
        return _counted(match, named, step)
    start = context.own_day(match.start())
    if start is None:
        return stretch.unknown(match["unit"].lower().removesuffix("s"))
    return None if unit.startswith("T") else _counted(match, start, -step)


def ahead(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "in two days", "within a week" where the clause looks ahead; else it is a length of time."""
    if not context.ahead(match.start()) or match["in"].lower() != "in":
        return None
    return _counted(match, context.published, 1)


def _counted(match: re.Match[str], start: date | None, step: int) -> Stretch | None:
    unit = unit_code(match["unit"])
    number = count(match["n"])[0] if match["n"] else None
    if number is None:
        return Stretch("PAST_REF" if step < 0 else "FUTURE_REF", None, None, "vague")
    if start is None:
        return stretch.unknown(match["unit"].lower().removesuffix("s"))
    if unit.startswith("T"):
        return Stretch(None, None, None, "time")
    return stretch.around(stretch.moved(start, step * number, unit), unit)


def neighbour_day(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the day before", "the day after", "the next day", "that day" without anything that follows."""
    start = context.reference(match.start())
    if start is None:
        return stretch.unknown("day")
    word = match["which"].lower()
    step = -1 if word == "before" else 0 if word == "that" else 1
    return stretch.day(start + timedelta(days=step))


def edge(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the end of the year", "the beginning of this month", "year-end"."""
    unit = unit_code(match["unit"])
    if context.published is None:
        return stretch.unknown(match["unit"].lower())
    step = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    found = stretch.around(stretch.moved(context.published, step, unit), unit)
    word = (match["edge"] or "end").lower()
    return stretch.part(found, "late" if word in {"end", "close"} else "mid" if word == "middle" else "early")


def duration(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "three days", "the past two weeks", "an 18-day", "for weeks": a length, dated where it touches now."""
    unit = unit_code(match["unit"])
    number, half = count(match["n"]) if match["n"] else (None, False)
    found = stretch.duration(number, unit, half_more=half)
    which = (match["which"] or "").lower()
    now = context.published
    if now is None or number is None or unit.startswith("T") or not which:
        return found
    if which in {"last", "past", "previous"}:
        return Stretch(found.value, stretch.moved(now, -number, unit), now, "duration")
    return Stretch(found.value, now, stretch.moved(now, number, unit), "duration") if which in _ON else found


def year_earlier(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "year-earlier" and "year-ago": the quarter or year before the one that the text speaks of."""
    del match
    if context.last and context.last.precision == "quarter" and context.last.first:
        return stretch.around(stretch.moved(context.last.first, -1, "Y"), "Q")
    return stretch.year(context.published.year - 1) if context.published else stretch.unknown("year")


def next_or_that(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the next day", "that day", "later in the day", "in the morning", "that night": from a day named before."""
    start = context.reference(match.start())
    part = match["part"]
    if start is None:
        return stretch.unknown("time" if part else "day")
    return part_of_day(stretch.day(start + timedelta(days=bool(match["next"]))), part)


def rules() -> list[Rule]:
    """Return the patterns of this module with their readers."""
    table = [*_deictic(), *_counting(), *_leaning()]
    return [(re.compile(rf"(?<![\w$£€.-]){pattern}"), read) for pattern, read in table]


def _deictic() -> list[tuple[str, Reader]]:
    """Patterns that lean on the day of publication."""
    p = pieces()
    part = rf"(?:\s+(?P<part>{p['PART']}))?"
    early = rf"(?:(?P<early>{p['EARLY']})\s+)?"
    loose = r"(?i:(?:earlier|later|early|late)\s+)?"
    yesterday = r"(?:the\s+day\s+before\s+)?yesterday|(?:the\s+day\s+after\s+)?tomorrow|today"
    which = r"last|past|previous|preceding|prior|this|next|coming|following|subsequent|current|same|that"
    return [
        (
            (
                rf"(?i:{early}(?:(?P<which>last|next|this|past|coming|following)\s+)?)(?P<weekday>{p['WEEKDAY']})"
                rf"(?i:{part})(?!\w)(?i:\s+(?:of\s+)?(?P<after>last|this|next)\s+week\b)?"
            ),
            weekday,
        ),
        (rf"{loose}(?i:(?P<word>{yesterday}){part})(?!\w)", deictic_day),
        (rf"{loose}(?i:(?P<word>tonight|overnight)(?P<part>\b))", deictic_day),
        (rf"{loose}(?i:(?P<word>last|this)\s+(?P<part>night|morning|afternoon|evening))(?!\w)", deictic_day),
        (
            (
                rf"(?i:{early}(?:the\s+)?(?P<which>{which})"
                r"\s+(?P<unit>day|week|month|quarter|year|decade|century))(?!\w|-)"
            ),
            nearby_unit,
        ),
        (
            r"(?i:(?:(?:over|at|on)\s+)?(?:the\s+)?(?:(?P<which>last|past|previous|this|next|coming)\s+)?weekend)(?!\w)",
            weekend,
        ),
        (
            (
                r"(?i:(?:the\s+)?(?P<edge>beginning|start|end|middle|close)\s+of\s+(?:the\s+|(?P<which>last|this|next)\s+)?"
                r"(?P<unit>week|month|year|decade|quarter))(?!\w)"
            ),
            edge,
        ),
        (r"(?i:(?P<unit>year)[\s-](?P<edge>end))(?!\w)(?P<which>)", edge),
    ]


def _counting() -> list[tuple[str, Reader]]:
    """Patterns of a number and a unit."""
    p = pieces()
    about = r"(?:(?:about|around|nearly|almost|over|some|just|only|at\s+least|up\s+to|more\s+than|less\s+than)\s+)?"
    number = rf"{about}(?P<n>{p['NUM']}|{p['SOME']})"
    units = rf"(?P<unit>{p['UNIT']})s?"
    counted = rf"(?!(?:a|one|the)\s+second\b|\w+\s+quarters?\s+of\b){number}[\s-]+{units}"
    closing = r"(?:before|after|prior)(?=\s*(?:[,.;)]|$))"
    way = rf"(?P<way>earlier|later|previously|afterwards?|thereafter|{closing})"
    which = r"(?:(?P<which>last|past|previous|next|coming|first|following)\s+)?"
    bare = r"(?<=for\s)|(?<=after\s)|(?<=over\s)|(?<=within\s)|(?<=many\s)"
    return [
        (rf"(?i:{counted}\s+ago)(?!\w)", ago),
        (rf"(?i:{counted}\s+{way})(?!\w)", shifted),
        (rf"(?i:{counted}\s+(?P<way>before|after)(?=\s+\w))", beside),
        (rf"(?i:(?P<in>in|within)\s+{counted})(?!\w|\s+of\b)", ahead),
        (rf"(?i:(?:the\s+)?{which}{counted})(?!\w|-old|\s+old\b|\s+of\s+age)", duration),
        (rf"(?i:{bare})(?i:(?P<which>)(?P<n>)(?P<unit>{p['UNIT']})s)(?!\w|\s+ago)", duration),
        (r"(?i:(?:a\s+|the\s+)?year-(?:earlier|ago))(?!\w)", year_earlier),
    ]


def _leaning() -> list[tuple[str, Reader]]:
    """Patterns that lean on a day named before."""
    parts = "morning|afternoon|evening|night"
    return [
        (r"(?i:the\s+day\s+(?P<which>before|after))(?=\s*[,.;)]|\s*$)", neighbour_day),
        (rf"(?i:the\s+(?P<next>next|following)\s+(?:day|(?P<part>{parts})))(?!\w)", next_or_that),
        (rf"(?i:that\s+(?:same\s+)?(?:day|(?P<part>{parts})))(?!\w)(?P<next>)", next_or_that),
        (rf"(?i:(?:later\s+|early\s+|late\s+)?in\s+the\s+(?P<part>{parts}))(?!\w|\s+of\b)(?P<next>)", next_or_that),
        (r"(?i:later\s+in\s+the\s+day)(?!\w)(?P<next>)(?P<part>)", next_or_that),
    ]
