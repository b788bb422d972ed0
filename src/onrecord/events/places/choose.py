"""Which of the places that bear a name an article means: size, countries it speaks of, containment, neighbours."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from onrecord.events.places import evidence
from onrecord.events.places.company import Company
from onrecord.events.places.spot import words
from onrecord.lexicon.places import Entry, demonyms, gazetteer, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from onrecord.events.places.spot import Spot

# Weights in decimal orders of population, set on GeoVirus and on the training articles of the ledger.
KIND = {"country": 3.5, "region": 2.0, "division": -0.6, "county": 0.0, "city": 0.0}
CAPITAL = 1.0
OTHER_SPELLING = -1.0
INSIDE = 6.0
AROUND = 4.0
ALIKE = 3.5
SPOKEN_OF, SPOKEN_OF_ALONE, SPOKEN_OF_MOST = 1.2, 1.0, 3.0
KNOWN = 4.7
"""log10 of the people of a town that a street or a valley of its name can be looked for in, anywhere in the world."""
SEAT, SEAT_KM = 5.0, 300.0
"""log10 of the people from which on a city goes before the division named after it, and how far off it may lie."""
ROUNDS = 3
MOST = 30
"""Candidates of a name that are weighed against their neighbours: the rest are hamlets of "San Jose"."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names side by side: "Arkansas, Colorado", "Texas and Georgia"."""

    first: str
    second: str
    comma: bool


def candidates(spot: Spot) -> tuple[Entry, ...]:
    """Return the places that a spot can be, narrowed by its type word where some place of that type bears the name."""
    table = gazetteer()
    if spot.sort is None and spot.name.casefold() in words()["sides"]:  # "the South"
        return ()
    found = table.lookup(spot.name) or _of_people(spot)
    if len(spot.name) <= 3 and spot.name.isupper():  # "EU" is not the town of Eu
        found = tuple(entry for entry in found if entry.kind != "city")
    if spot.sort == "region":
        return tuple(entry for entry in found if entry.kind in {"division", "region"}) or found
    if spot.sort == "division":
        wide = tuple(entry for entry in found if entry.kind in {"division", "region"})
        wide = wide or tuple(entry for entry in found if entry.kind == "country")
        above = (table.division(entry) for entry in found if entry.people >= 4)
        return wide or tuple(dict.fromkeys(entry for entry in above if entry)) or found
    if spot.sort == "district":
        counties = table.lookup(f"{spot.name} County") + table.lookup(f"{spot.name} Parish")
        towns = tuple(replace(entry, precision="district") for entry in found if entry.kind == "city")
        return tuple(entry for entry in counties if entry.kind == "county") + towns or found
    if spot.sort == "thing":  # "Lenin Square" is in no town that once bore the name
        found = tuple(entry for entry in found if entry.primary or entry.people >= SEAT)
    if spot.sort in {"city", "thing"}:
        return tuple(entry for entry in found if entry.kind in {"city", "region"}) or found
    states = {entry.country for entry in found if entry.kind == "country"}
    # Taiwan is the country, not the division of it that bears the same name
    found = tuple(entry for entry in found if entry.kind == "country" or entry.country not in states)
    return found or _by_part(spot)


def _of_people(spot: Spot) -> tuple[Entry, ...]:
    """Return the country of a people ("the Ukrainians"), which a reader of names may hand over as a place."""
    region = words()["adjectives"].get(spot.name.casefold())
    code = demonyms().get(normalised(spot.name))
    if region:
        return gazetteer().lookup(region)
    return (gazetteer().country(code),) if code else ()


def _by_part(spot: Spot) -> tuple[Entry, ...]:
    """Return roughly where a piece of land or a building with a town's name lies: "Salinas Valley"."""
    nature = set(words()["types"]["nature"]) | set(words()["types"]["thing"])
    parts = spot.name.split()
    while len(parts) > 1 and parts[-1].casefold() in nature:
        parts.pop()
    while len(parts) > 1 and parts[0].casefold() in nature:
        parts.pop(0)
    name = " ".join(parts)
    if name == spot.name or name.casefold() in nature:
        return ()
    found = gazetteer().lookup(name)
    return tuple(replace(e, name=spot.name, geonames_id=None, precision="district") for e in found if e.kind == "city")


def choose(spots: Sequence[Spot], spoken_of: Mapping[str, float]) -> tuple[Entry | None, ...]:
    """Return the place of each spot, None where no place bears the name. One name means one place in an article."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.key, []).append(spot)
    options = {key: found for key, group in groups.items() if (found := _scored(group, spoken_of))}
    if not options:
        return (None,) * len(spots)
    company = Company.of(options)
    pairs = _pairs(spots)
    scores = company.alone
    for _ in range(ROUNDS):
        scores = company.alone + company.bonus(scores) + _listed(company, company.picks(scores), pairs)
    picks = company.picks(scores)
    chosen = {key: _town(entry, options[key]) for key, entry in picks.items()}
    return tuple(chosen.get(spot.key) for spot in spots)


def _town(pick: Entry, options: Sequence[tuple[float, Entry]]) -> Entry:
    """Return the city rather than the division named after it, where no type word says which ("in Taipei")."""
    if pick.kind != "division":
        return pick
    towns = [entry for _, entry in options if entry.kind == "city" and entry.country == pick.country]
    seats = [entry for entry in towns if entry.people >= SEAT and kilometres(pick, entry) < SEAT_KM]
    return seats[0] if seats else pick


def _scored(group: Sequence[Spot], spoken_of: Mapping[str, float]) -> list[tuple[float, Entry]]:
    inside = [entry for spot in group for entry in spot.inside]
    own, weight = evidence.names_of_countries().get(normalised(group[0].name), ("", 0.0))
    # what "Tripoli" says for Libya is no reason to take Tripoli for Libya's
    others = {code: max(0.0, seen - weight * len(group) * (code == own)) for code, seen in spoken_of.items()}
    found = candidates(group[0])
    if group[0].sort == "thing" or any(entry.geonames_id is None and entry.kind == "city" for entry in found):
        # "Court Street" is not in the Swiss village of Court unless the article speaks of Switzerland
        found = tuple(entry for entry in found if entry.people >= KNOWN or others.get(entry.country or "", 0) > 0)
    options = [(_prior(entry, others) + _contained(entry, inside), entry) for entry in found]
    return sorted(options, key=lambda option: (-option[0], option[1].row))[:MOST]


def _prior(entry: Entry, spoken_of: Mapping[str, float]) -> float:
    score = entry.people + KIND[entry.kind] + (0 if entry.primary else OTHER_SPELLING)
    if entry.kind == "country":
        return score
    country = gazetteer().of_code.get(entry.country or "")
    if country and entry.kind == "city" and normalised(country.capital) == normalised(entry.name):
        score += CAPITAL
    seen = spoken_of.get(entry.country or "", 0)
    share = seen / max(1.0, sum(spoken_of.values()))
    return score + min(SPOKEN_OF_MOST, SPOKEN_OF * math.log2(1 + seen) + SPOKEN_OF_ALONE * share)


def _contained(entry: Entry, inside: Iterable[Entry]) -> float:
    return INSIDE if any(contains(other, entry) for other in inside) else 0


def contains(outer: Entry, inner: Entry) -> bool:
    """Say whether one place lies in another; a region of ours reaches 400 km."""
    if outer.row == inner.row or inner.kind == "country":
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    if outer.kind == "division":
        above = gazetteer().division(inner)
        return above is not None and above.row == outer.row
    return outer.kind == "region" and kilometres(outer, inner) < 400


def _pairs(spots: Sequence[Spot]) -> list[_Pair]:
    ordered = sorted(spots, key=lambda spot: spot.span)
    return [
        _Pair(one.key, other.key, comma=other.after == ",")
        for one, other in itertools.pairwise(ordered)
        if other.after and 0 < other.span[0] - one.span[1] < 8 and one.key != other.key
    ]


def _listed(company: Company, picks: Mapping[str, Entry], pairs: Sequence[_Pair]) -> npt.NDArray[np.float64]:
    """Return what each candidate gains by the names right beside its own."""
    gain = np.zeros(len(company.entries))
    for pair in pairs:
        for key, other in ((pair.first, picks.get(pair.second)), (pair.second, picks.get(pair.first))):
            for number in company.numbers.get(key, ()):
                entry = company.entries[number]
                if other and _alike(entry, other):  # "Colorado, Georgia, Idaho"
                    gain[number] = max(gain[number], ALIKE)
                if other and pair.comma and key == pair.second and contains(entry, other):  # "Atlanta, Georgia"
                    gain[number] = max(gain[number], AROUND)
    return gain


def _alike(one: Entry, other: Entry) -> bool:
    if one.row == other.row or one.kind != other.kind or one.kind == "city":
        return False
    return one.kind == "country" or one.country == other.country


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two places."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
