"""Rules for expressions that name a date, a month, a year or a part of one; each returns a Stretch or None."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import date

from onrecord.events.times import stretch
from onrecord.events.times.context import Context
from onrecord.events.times.stretch import Stretch
from onrecord.events.times.words import month_number, pieces, tables

_YEAR_AFTER = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|through|during|before|after|around|circa|between|and|the|late|early|mid|than|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|[Ii]n (?:the )?year)[\s(]+$"
    r"|[(–/]$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r"\b(?:in|of|since|last|next|this|by|until|till|from|to|and|or|early|late|mid|through|between|during|before|after|past)\s+$"
    r"|[,/–-]\s*$",
    re.IGNORECASE,
)
_SEASON_AFTER = re.compile(r"\b(?:in|during|since|until|by|over|of)(?: the)? $", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\s+(?!people\b)[a-z]+[^s\W]\b|\s+[A-Z][a-z]+|['’]s\b|\)")
_AMOUNT = re.compile(
    r"\s+(?:people|men|women|children|troops|soldiers|police|dead|deaths|cases|tons|tonnes|miles|km|kilomet|met(?:er|re)s|feet|"
    r"dollars|euros|points|square|percent|per\s|workers|members|votes|homes|houses|jobs|pounds|GMT|hours|local\s+time)"
)
Reader = Callable[[re.Match[str], Context], Stretch | None]
Rule = tuple[re.Pattern[str], Reader]


def calendar_day(year: int, month: int, day: int) -> Stretch | None:
    """Return a day, None where the calendar has no such day."""
    with contextlib.suppress(ValueError):
        return stretch.day(date(year, month, day))
    return None


def iso(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "2022-02-22", with or without a time."""
    del context
    found = calendar_day(int(match["y"]), int(match["m"]), int(match["d"]))
    if found and match["clock"]:
        return Stretch(f"{found.value}T{match['clock'][1:]}", found.first, found.last, "time")
    return found


def numeric(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "4/6/2022" and "05-08-2021": where both orders are dates, the one nearer to publication; else the year."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    dotted = "." in match[0]
    orders = [(two, one)] if dotted else [(one, two), (two, one)]
    found = [day for month, number in orders if month <= 12 and (day := calendar_day(year, month, number))]
    if len({day.value for day in found}) <= 1:
        return found[0] if found else None
    if context.published is None:
        return stretch.year(year)
    published = context.published
    return min(found, key=lambda day: (abs((day.first or published) - published), day.value or ""))


def named_day(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "March 5, 2021", "the 5th of March", "5 March"; without a year the nearest that the tense allows."""
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if year := _stated_year(match, context):
        return calendar_day(year, month, number)
    if context.published is None:
        return stretch.unknown("day")
    year = _year_of(month, number, context, match.start())
    return calendar_day(year, month, number)


def named_days(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "between 3 and 5 May" and "March 3-5": from the first day to the last."""
    month = month_number(match["month"])
    one, two = (int(re.sub(r"\D", "", match[name])) for name in ("one", "two"))
    if year := _stated_year(match, context):
        years = (year, year)
    elif context.published is None:
        return stretch.unknown("day")
    else:
        years = (_year_of(month, one, context, match.start()),) * 2
    first, last = calendar_day(years[0], month, one), calendar_day(years[1], month, two)
    if not first or not last or one >= two:
        return None
    return Stretch(f"{first.value}/{last.value}", first.first, last.last, "day")


def named_month(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "February 2022" and "in November": the latest such month, or the next where the clause looks ahead."""
    month = month_number(match["month"])
    if (
        match["month"] == "May"
        and not (match["year"] or match["early"])
        and not _MONTH_AFTER.search(context.before(match))
    ):
        return None  # "May I ..."
    if year := _stated_year(match, context):
        whole = stretch.month(year, month)
    elif context.published is None:
        return stretch.unknown("month")
    else:
        whole = stretch.month(_year_of(month, None, context, match.start()), month)
    return _narrowed(whole, match["early"])


def _stated_year(match: re.Match[str], context: Context) -> int | None:
    """Return the year that stands beside a day or month: "2021", "of last year"."""
    if match["year"]:
        return int(match["year"])
    if not match["rel"] or context.published is None:
        return None
    return context.published.year + {"last": -1, "this": 0, "next": 1}[match["rel"]]


def _year_of(month: int, day: int | None, context: Context, at: int) -> int:
    """Return the year of a month or day without one."""
    now = context.published
    assert now is not None
    later = (month, day or 0) > (now.month, now.day if day else 0)
    if context.ahead(at):
        return now.year if (month, day or 31) >= (now.month, now.day) else now.year + 1
    # a report of 28 December may speak of 2 January without a future tense
    soon = day is not None and later and _gap(now, month, day) <= 14
    return now.year - 1 if later and not soon else now.year


def _gap(now: date, month: int, day: int) -> int:
    with contextlib.suppress(ValueError):
        return (date(now.year, month, day) - now).days
    return 999


def named_year(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "2014", "early 2014", "2019-20"; a bare number is a year only where the words around it agree."""
    before, after = (
        context.text[max(0, match.start() - 20) : match.start()],
        context.text[match.end() : match.end() + 20],
    )
    if not (match["early"] or match["fiscal"] or _YEAR_AFTER.search(before) or _YEAR_BEFORE.match(after)):
        return None
    if _AMOUNT.match(after):
        return None
    if match["to"]:
        first = int(match["year"])
        last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
        if last <= first:
            return None
        return Stretch(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "year")
    return _narrowed(stretch.year(int(match["year"])), match["early"])


def named_decade(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the early 1990s", "the '90s", "the nineties"."""
    del context
    if match["word"]:
        first = int(tables()["tens"][match["word"].lower()])
    elif match["short"]:
        first = 1900 + int(match["short"]) if int(match["short"]) > 20 else 2000 + int(match["short"])
    else:
        first = int(match["decade"])
    return _narrowed(stretch.decade(first), match["early"])


def named_century(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the 20th century"."""
    del context
    return _narrowed(stretch.century(int(match["n"])), match["early"])


def named_quarter(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the third quarter of 1989", "first half", "Q1 2020": without a year the latest that has begun."""
    number = int(match["q"] or tables()["ordinals"][match["ordinal"].lower()])
    make, most = (stretch.half, 2) if match["half"] else (stretch.quarter, 4)
    if number > most:
        return None
    if match["year"]:
        return make(int(match["year"]), number)
    if context.published is None:
        return stretch.unknown("quarter")
    year = context.published.year + {"last": -1, "next": 1}.get((match["deictic"] or "").lower(), 0)
    found = make(year, number)
    begun = found.first is not None and found.first <= context.published
    return found if match["deictic"] or begun or context.ahead(match.start()) else make(year - 1, number)


def named_season(match: re.Match[str], context: Context) -> Stretch | None:
    """Read "the winter of 1998-1999", "last summer", "this spring", "in the summer"."""
    code = str(tables()["seasons"][match["season"].lower()])
    if match["year"]:
        return stretch.season(int(match["year"]), code)
    if not match["deictic"] and not _SEASON_AFTER.search(context.before(match)):
        return None  # "prices fall", "spring water"
    now = context.published
    if now is None:
        return stretch.unknown("season")
    deictic = (match["deictic"] or "").lower()
    found = stretch.season(now.year, code)
    assert found.first
    assert found.last
    past = deictic in {"last", "past", "previous"} and found.last >= now
    step = 1 if deictic in {"next", "coming"} and found.first <= now else -1 if past else 0
    if not deictic and found.first > now and not context.ahead(match.start()):
        step = -1
    return stretch.season(now.year + step, code) if step else found


def _narrowed(whole: Stretch, early: str | None) -> Stretch:
    word = (early or "").lower()
    if not word:
        return whole
    return stretch.part(whole, "early" if word.startswith("earl") else "late" if word.startswith("late") else "mid")


def rules() -> list[Rule]:
    """Return the patterns of this module with their readers."""
    p = pieces()
    early = rf"(?:(?P<early>(?i:{p['EARLY']}))[\s-]+(?:in\s+|of\s+)?(?:the\s+)?)?"
    before = rf"(?:\(?{p['WEEKDAY']}\)?,?\s+(?:on\s+)?(?:the\s+)?)?"
    after_year = r"(?P<year>(?:1[5-9]\d\d|20\d\d))"
    year = rf"(?:,?\s+(?:of\s+)?{after_year}\b|\s+(?:of\s+)?(?P<rel>this|last|next)\s+year\b)?"
    deictic = r"(?:(?P<deictic>(?i:last|next|this|past|coming|previous))\s+(?:year['’]s\s+)?)?"
    table: list[tuple[str, Reader]] = [
        (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?P<clock>[T ]\d\d:\d\d)?", iso),
        (r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d(?!\d))", numeric),
        (
            rf"{before}(?P<month>{p['MONTH']})\s*(?P<day>{p['DAY']})(?!\d|:|%|,\d|-year){year}",
            named_day,
        ),
        (
            rf"{before}(?P<day>{p['DAY']})\s*(?:of\s+)?(?P<month>{p['MONTH']})(?!\w){year}",
            named_day,
        ),
        (
            (
                rf"(?P<month>{p['MONTH']})\s*(?P<one>{p['DAY']})\s*(?:[-–]|to|and|through)\s*(?P<two>{p['DAY']})(?!\d)"
                rf"{year}"
            ),
            named_days,
        ),
        (
            (
                rf"(?:(?i:between|from)\s+)?(?:the\s+)?(?P<one>{p['DAY']})\s*(?:[-–]|to|and|through)\s*(?:the\s+)?"
                rf"(?P<two>{p['DAY']})\s*(?:of\s+)?(?P<month>{p['MONTH']})(?!\w){year}"
            ),
            named_days,
        ),
        (rf"{early}(?P<month>{p['MONTH']})(?![\w-]){year}", named_month),
        (
            (
                rf"(?P<fiscal>fiscal\s+(?:year\s+)?)?{early}(?P<year>{p['YEAR']})(?:[-–/](?P<to>\d{{4}}|\d\d)\b)?"
                rf"(?![\d%]|,\d|\.\d|-(?:year|page|mile|km))"
            ),
            named_year,
        ),
        (
            rf"(?:(?i:the)\s+)?{early}(?:(?P<decade>(?:1[5-9]|20)\d0)s|['’](?P<short>\d0)s|(?P<word>{_tens()}))(?!\w)",
            named_decade,
        ),
        (rf"(?:(?i:the)\s+)?{early}(?P<n>\d\d?)(?:st|nd|rd|th)[\s-]century", named_century),
        (
            (
                rf"(?:the\s+)?{deictic}(?:(?P<ordinal>(?i:{p['ORDINAL']}))[\s-](?:(?P<half>half)|quarter)|Q(?P<q>[1-4]))"
                rf"(?:,?\s+(?:of\s+)?(?:fiscal\s+)?{after_year}\b)?"
            ),
            named_quarter,
        ),
        (
            rf"{deictic}(?:the\s+)?(?P<season>(?i:{p['SEASON']}))(?![\w-])(?:\s+(?:of\s+)?{after_year}(?:[-/–]\d{{2,4}})?\b)?",
            named_season,
        ),
    ]
    return [(re.compile(rf"(?<![\w$£€.-]){pattern}"), read) for pattern, read in table]


def _tens() -> str:
    return "|".join(tables()["tens"])
