"""What an article says about countries as a whole: their names, peoples and adjectives, wherever they stand."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.lexicon.places import demonyms, gazetteer, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CAPITALISED = re.compile(r"[A-Z][\w.'’-]*(?:\s(?:of|and|the|&)\s[A-Z][\w.'’-]*|\s[A-Z][\w.'’-]*)*")
_LONGEST = 5
CAPITAL = 0.5
"""What a capital counts for its country beside the country's own name, which counts 1."""


@functools.cache
def names_of_countries() -> Mapping[str, tuple[str, float]]:
    """Return normalised names, aliases, demonyms and capitals with (alpha-3 code, weight)."""
    found: dict[str, tuple[str, float]] = {}
    for country in gazetteer().countries:
        for name in (country.name, *country.aliases):
            found.setdefault(normalised(name), (country.iso3, 1.0))
    for name, code in demonyms().items():
        found.setdefault(name, (code, 1.0))
    for country in gazetteer().countries:
        for entry in gazetteer().lookup(country.capital) if country.capital else ():
            if entry.kind == "city" and entry.country == country.iso3 and entry.people > 5:
                found.setdefault(normalised(country.capital), (country.iso3, CAPITAL))
    return found


def of_text(text: str) -> dict[str, float]:
    """Return how much a text speaks of each country (alpha-3), the longest name winning where names nest."""
    found: dict[str, float] = defaultdict(float)
    for run in _CAPITALISED.finditer(text):
        for code, weight in _in_run(run.group().split()):
            found[code] += weight
    return found


def _in_run(words: list[str]) -> Iterator[tuple[str, float]]:
    names = names_of_countries()
    first = 0
    while first < len(words):
        for length in range(min(_LONGEST, len(words) - first), 0, -1):
            hit = names.get(normalised(re.sub("['’]s$", "", " ".join(words[first : first + length]))))
            if hit:
                yield hit
                first += length
                break
        else:
            first += 1
