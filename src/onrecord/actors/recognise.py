"""Which names of the lists stand in an article, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.lexicon.actors import BODIES, Entry, Knowledge
from onrecord.lexicon.tables import pieces

if TYPE_CHECKING:
    from onrecord.actors.tree import Tree

_FREE = ("state", "people", "capital", "metonym", "group")
"""Kinds whose names are taken even where the tagger saw no proper noun."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lists at the tokens `first` to `last` (excluded); `entry` is the most fitting of its bearers."""

    first: int
    last: int
    entry: Entry


_FIRST, _LAST = 2000, 2027
"""The years that the lists of office holders cover."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an article; not `exact` where it is only the last day of the latest year that the text names."""

    on: date | None
    exact: bool


def recognise(tree: Tree, knowledge: Knowledge, day: Day) -> tuple[list[Match], Day]:
    """Return the longest names of the lists in the article, left to right, none overlapping, and the day taken.

    A day that is not exact is moved to the year in which most of the persons named held an office. Among several
    bearers of a name the one whose country the article speaks of most, and who is in office then, is taken.
    """
    words, owner = _cut(tree)
    found: list[tuple[int, int, list[Entry]]] = []
    at = 0
    while at < len(words):
        length, entries = knowledge.longest(words, at)
        if not length and words[at].isupper() and len(words[at]) > 3:  # a headline in capitals
            length, entries = _in_capitals(words, at, knowledge)
        bounds = _bounds(words, owner, at, length) if length else None
        fitting = _fitting(tree, *bounds, list(entries)) if bounds else []
        if bounds and fitting:
            found.append((*bounds, fitting))
            at += length
        else:
            at += 1
    countries = Counter(
        (entries[-1].code or "").partition(" ")[0] for _, _, entries in found if entries[-1].kind != "person"
    )
    day = day if day.exact else _year(day, [entries for _, _, entries in found if entries[-1].kind == "person"])
    return [Match(first, last, bearer(entries, day, countries)) for first, last, entries in found], day


def _year(day: Day, persons: list[list[Entry]]) -> Day:
    """Return the middle of the year in which most of the persons serve; the latest year named is half a person."""
    named = {entries[0].name: entries for entries in persons}
    if len(named) < 2:
        return day

    def serving(year: int) -> float:
        near = 0.0 if day.on is None else {0: 0.5, 1: 0.25}.get(year - day.on.year, 0.0)
        return near + sum(any(entry.holds(date(year, 7, 1)) for entry in entries) for entries in named.values())

    last = date.max.year if day.on is None else day.on.year
    best = max(range(_FIRST, _LAST), key=lambda year: (serving(year), -abs(year - last)))
    return Day(date(best, 7, 1), exact=False)


def bearer(entries: list[Entry], day: Day, countries: Counter[str]) -> Entry:
    """Return who of several bears a name: by country, then by the day; a past holder of an office is of the elites."""
    if entries[-1].kind != "person":
        return entries[-1]
    most = max(countries[(entry.code or "").partition(" ")[0]] for entry in entries)
    ours = [entry for entry in entries if countries[(entry.code or "").partition(" ")[0]] == most]
    if len({entry.name for entry in entries}) == 1:
        ours = entries
    valid = [entry for entry in ours if entry.holds(day.on)]
    if valid:
        return valid[-1]
    past = [entry for entry in ours if entry.first is None or day.on is None or entry.first <= day.on]
    entry = past[-1] if past else ours[0]
    if not day.exact:
        return entry
    codes = [(other.code or "").partition(" ")[0] for other in (entry, *reversed(ours))]
    country = next((code for code in codes if code and code not in BODIES), None)
    if country is None:
        return replace(entry, code=None)
    return replace(entry, code=f"{country} {'ELI' if past else 'UNK'}")


def _cut(tree: Tree) -> tuple[list[str], list[int]]:
    words: list[str] = []
    owner: list[int] = []
    for index, token in enumerate(tree.tokens):
        for piece in pieces(token.text):
            words.append(piece)
            owner.append(index)
    return words, owner


def _in_capitals(words: list[str], at: int, knowledge: Knowledge) -> tuple[int, tuple[Entry, ...]]:
    end = at
    while end < len(words) and end < at + 5 and words[end].isupper():
        end += 1
    return knowledge.longest([word.capitalize() for word in words[at:end]], 0)


def _bounds(words: list[str], owner: list[int], at: int, length: int) -> tuple[int, int] | None:
    """Return the tokens of a name, or None if it is only part of one ("Russia-backed" as a single token)."""
    first, last = owner[at], owner[at + length - 1] + 1
    starts = at == 0 or owner[at - 1] != first
    ends = at + length == len(words) or owner[at + length] != last - 1 or words[at + length] == "."
    return (first, last) if starts and ends else None


def _fitting(tree: Tree, first: int, last: int, entries: list[Entry]) -> list[Entry]:
    """Return the bearers that the words around allow: no "Jordan" inside the name of a person."""
    mention, tokens = tree.mention[first], tree.tokens[first:last]
    persons = [entry for entry in entries if entry.kind == "person"]
    if mention is not None and mention.label == "PERSON" and mention.score > 0.5:
        inside = mention.tokens[0] <= first and mention.tokens[1] >= last
        known = any(entry.kind not in {"person", "state", "people"} for entry in entries)
        if known and mention.tokens == (first, last):  # "Gazprom" taken for a person
            return [entry for entry in entries if entry.kind != "person"]
        if inside and not persons and (tokens[0].upos != "ADJ" or mention.tokens[1] == last):
            return []
        if persons and inside and not (mention.tokens[1] == last or len(tokens) > 1):
            return []
    if not any(token.upos in {"PROPN", "ADJ", "NUM", "X"} or token.text[:1].isupper() for token in tokens):
        return []
    others = [entry for entry in entries if entry.kind != "person"]
    if len(tokens) == 1 and tokens[0].upos != "PROPN" and mention is None:
        others = [entry for entry in others if entry.kind in _FREE]
    return persons or others
