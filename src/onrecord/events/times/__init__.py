"""When: every time expression of an article, with its TIMEX3 value relative to the day of publication."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from onrecord.events.times import absolute, plain, relative
from onrecord.events.times.context import Context
from onrecord.events.times.words import tables
from onrecord.types import Article, Parse, Span, When

if TYPE_CHECKING:
    from onrecord.events.times.absolute import Reader, Rule
    from onrecord.events.times.stretch import Stretch

__all__ = ["find", "resolve"]
_SIGNAL = re.compile(r"\b(?P<word>since|until|till|before|after|by)\s+(?:the\s+)?$", re.IGNORECASE)
_PART_OF = re.compile(
    r"(?P<whole>\b(?:the\s+)?(?:(?:early|late)\s+)?(?P<part>morning|afternoon|evening|night|early\s+hours|dawn)\s+(?:of|on)\s+)(?:the\s+)?$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s*(?:,|\bon\b|\bat\b|\baround\b|\babout\b|local time|GMT|EST|EDT|ET|\s)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at a span, as it was read."""

    span: Span
    meaning: Stretch


def resolve(parse: Parse) -> tuple[When, ...]:
    """Return the time expressions of an article in the order of the text.

    Values are TIMEX3. Without `article.published`, expressions that lean on it keep text and span but neither value
    nor days; an absolute date resolves all the same. "Since 2014" leaves one end open. Spans are code points.
    """
    return tuple(when(parse.article, found) for found in find(parse.article.text, _day(parse.article)))


def when(article: Article, found: Expression) -> When:
    """Write an expression as a When."""
    first, last = found.span
    meaning = found.meaning
    return When(article.text[first:last], meaning.first, meaning.last, meaning.precision, meaning.value, found.span)


def find(text: str, published: date | None) -> tuple[Expression, ...]:
    """Return the time expressions of a text, read from left to right so that later ones lean on earlier ones."""
    context = Context(text, published, days=_full_days(text))
    found: list[Expression] = []
    free = 0
    for match, read in _matches(text):
        if match.start() < free:
            continue
        meaning = read(match, context)
        if meaning is None:
            continue
        found.append(Expression(match.span(), meaning))
        free = match.end()
        if meaning.dated:
            context.last, context.sentence = meaning, match.start()
    return tuple(_with_signal(text, one) for one in _joined(text, found))


def _matches(text: str) -> list[tuple[re.Match[str], Reader]]:
    """Return what all rules match, from left to right, the longest first where several begin together."""
    found = [(match, read) for pattern, read in _rules() for match in pattern.finditer(text)]
    return sorted(found, key=lambda hit: (hit[0].start(), -hit[0].end()))


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return (*absolute.rules(), *relative.rules(), *plain.rules())


def _full_days(text: str) -> tuple[tuple[int, date], ...]:
    """Return where the text names a day with its year."""
    nowhere = Context(text, None)
    days = []
    for pattern, read in absolute.rules():
        for match in pattern.finditer(text):
            meaning = read(match, nowhere)
            if meaning and meaning.precision == "day" and meaning.first and meaning.first == meaning.last:
                days.append((match.start(), meaning.first))
    return tuple(sorted(set(days)))


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """Join a time of day with the day beside it: "3 p.m. on Friday", "July 17 at around 9:10pm"."""
    joined: list[Expression] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _GAP.fullmatch(text, before.span[1], one.span[0]) and (both := _day_and_time(before, one)):
            joined[-1] = Expression((before.span[0], one.span[1]), both)
        else:
            joined.append(one)
    return joined


def _day_and_time(one: Expression, other: Expression) -> Stretch | None:
    for day, time in ((one.meaning, other.meaning), (other.meaning, one.meaning)):
        if day.precision == "day" and time.precision == "time":
            clock = (time.value or "").partition("T")[2]
            value = f"{day.value}T{clock}" if day.value and clock else None
            return replace(day, value=value, precision="time")
    return None


def _with_signal(text: str, one: Expression) -> Expression:
    """Open an end for "since", "until", "before", "after"; take in "the morning of"."""
    meaning, (first, last) = one.meaning, one.span
    if meaning.precision in {"vague", "set", "duration"}:
        return one
    if part := _PART_OF.search(text, max(0, first - 30), first):
        code = tables()["dayparts"].get(part["part"].lower(), "MO")
        if meaning.precision == "day" and meaning.value:
            meaning = replace(meaning, value=f"{meaning.value}T{code}", precision="time")
        return Expression((part.start("whole"), last), meaning)
    signal = _SIGNAL.search(text, max(0, first - 15), first)
    if not signal:
        return one
    word = signal["word"].lower()
    begin, end = meaning.first, meaning.last
    if word == "since":
        end = None
    elif word == "after":
        begin, end = (end + timedelta(days=1) if end else None), None
    elif word in {"until", "till", "by"}:
        begin = None
    else:
        begin, end = None, (begin - timedelta(days=1) if begin else None)
    return Expression((signal.start(), last), replace(meaning, first=begin, last=end))


def _day(article: Article) -> date | None:
    published = article.published
    return published.date() if isinstance(published, datetime) else published
