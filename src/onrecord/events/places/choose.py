"""Which of the places that bear a name an article means: size, countries it speaks of, containment, neighbours."""

from __future__ import annotations

import math
from dataclasses import replace

from onrecord.lexicon.places import Entry, gazetteer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.events.places.spot import Spot
    from collections.abc import Iterable, Mapping, Sequence

# Weights in units of one decimal order of population; set on GeoVirus and on the training articles of the ledger.
COUNTRY, DIVISION, REGION = 3.0, -1.2, 2.0
OTHER_SPELLING = -1.0
INSIDE = 6.0
SPOKEN_OF = 1.2
SPOKEN_OF_MOST = 4.0
NEAR, NEAR_KM = 1.5, 150.0
ROUNDS = 2
MOST = 60
"""Candidates of a name that are weighed against their neighbours: the rest are hamlets of "San Jose"."""


def candidates(spot: Spot) -> tuple[Entry, ...]:
    """Return the places that a spot can be, narrowed by its type word where some place of that type bears the name."""
    table = gazetteer()
    found = table.lookup(spot.name)
    if spot.sort == "division":
        wide = tuple(entry for entry in found if entry.kind in {"division", "region"})
        above = (table.division(entry) for entry in found if entry.people >= 4)
        return wide or tuple(dict.fromkeys(entry for entry in above if entry)) or found
    if spot.sort == "district":
        return tuple(replace(entry, precision="district") for entry in found if entry.kind == "city") or found
    if spot.sort in {"city", "thing"}:
        return tuple(entry for entry in found if entry.kind in {"city", "region"}) or found
    return found


def choose(spots: Sequence[Spot], spoken_of: Mapping[str, float]) -> tuple[Entry | None, ...]:
    """Return the place of each spot, None where no place bears the name. One name means one place in an article."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.key, []).append(spot)
    scored = {key: _scored(group, spoken_of) for key, group in groups.items()}
    picks = {key: max(options, key=_best)[1] for key, options in scored.items() if options}
    for _ in range(ROUNDS):
        picks = {key: _with_neighbours(key, options, picks) for key, options in scored.items() if options}
    return tuple(picks.get(spot.key) for spot in spots)


def _best(option: tuple[float, Entry]) -> tuple[float, int]:
    return option[0], -option[1].row


def _scored(group: Sequence[Spot], spoken_of: Mapping[str, float]) -> list[tuple[float, Entry]]:
    inside = [entry for spot in group for entry in spot.inside]
    options = [(_prior(entry, spoken_of) + _contained(entry, inside), entry) for entry in candidates(group[0])]
    return sorted(options, key=_best, reverse=True)[:MOST]


def _prior(entry: Entry, spoken_of: Mapping[str, float]) -> float:
    kind = {"country": COUNTRY, "division": DIVISION, "region": REGION, "city": 0.0}[entry.kind]
    spoken = min(SPOKEN_OF_MOST, SPOKEN_OF * math.log2(1 + spoken_of.get(entry.country or "", 0)))
    return entry.people + kind + (0 if entry.primary else OTHER_SPELLING) + (0 if entry.kind == "country" else spoken)


def _contained(entry: Entry, inside: Iterable[Entry]) -> float:
    if entry.kind == "country":
        return 0
    above = gazetteer().division(entry)
    for other in inside:
        if other.kind == "country" and other.country == entry.country:
            return INSIDE
        if above and other.row == above.row:
            return INSIDE
        if other.kind == "region" and kilometres(entry, other) < 400:
            return INSIDE
    return 0


def _with_neighbours(key: str, options: list[tuple[float, Entry]], picks: Mapping[str, Entry]) -> Entry:
    others = [entry for name, entry in picks.items() if name != key and entry.kind != "country"]

    def total(option: tuple[float, Entry]) -> tuple[float, int]:
        score, entry = option
        close = sum(math.exp(-kilometres(entry, other) / NEAR_KM) for other in others if other.row != entry.row)
        return score + NEAR * math.log2(1 + close), -entry.row

    return max(options, key=total)[1]


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two places."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
