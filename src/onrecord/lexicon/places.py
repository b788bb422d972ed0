"""Where the names of the world lie: GeoNames' cities, first-order divisions and countries, and regions of our own.

The table is four NumPy arrays that are mapped into memory, not read (made by training/places.py; docs/adr). A name is
looked up by the hash of its normalised form. Source: GeoNames, CC BY 4.0; regions.csv is the project's own.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import importlib.resources
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import numpy as np
import numpy.typing as npt

from onrecord.errors import BadData
from onrecord.types import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["country", "division", "county", "city", "region"]
ROW = np.dtype(
    [
        ("id", "<u4"),  # GeoNames, 0 for US counties
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("name", "<u4"),  # where its name begins in the bytes of all names
        ("people", "<f2"),  # log10(population + 1)
        ("admin1", "<u2"),  # row of its division, or 0
        ("country", "u1"),  # row of its country
    ]
)
_APOSTROPHES = re.compile("['’ʼʻ`‘´ʹʾʿ]")
_PRECISION: Mapping[Kind, Precision] = {
    "country": "country",
    "division": "region",
    "county": "district",
    "city": "city",
    "region": "region",
}
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166 (and XKX): `aliases` name it, `demonyms` its people and what is its own."""

    iso2: str
    iso3: str
    geonames_id: int
    name: str
    capital: str
    neighbours: tuple[str, ...]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name can stand for.

    `country` is ISO 3166 alpha-3 or None, `people` is log10(population + 1), coordinates are degrees. `primary` is
    False where the name is another spelling than the one that GeoNames lists first. `row` tells entries apart.
    """

    row: int
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    people: float
    primary: bool = True
    contested: bool = False
    precision: Precision = "city"


def normalised(name: str) -> str:
    """Return the form under which a name is kept: no case, accents, apostrophes or points, "St." as "saint"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i").replace("ð", "d")
    words = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)  # "U.S." is one word
    return " ".join(_SHORT.get(word, word) for word in re.findall(r"\w+", words))


def hashed(key: str) -> int:
    """Return the 64-bit hash of a normalised name, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


class Gazetteer:
    """Names to places; use `gazetteer()`, which opens the table once."""

    def __init__(self, folder: Path) -> None:
        arrays: list[npt.NDArray[Any]] = []
        for part in ("rows", "names", "keys", "refs"):
            path = folder / f"places.{part}.npy"
            if not path.exists():
                raise BadData(f"{path.name} is missing from the package; reinstall, or run training/places.py")
            arrays.append(np.load(path, mmap_mode="r"))
        self._rows, self._names, self._keys, self._refs = arrays
        self.countries: tuple[Country, ...] = tuple(_country(row) for row in _table(folder / "places.countries.csv"))
        self._codes = [country.iso3 for country in self.countries]
        self._divisions = range(len(self.countries), int(self._rows["admin1"].max()) + 1)
        self._regions = _regions(_table(folder / "regions.csv"), row=len(self._rows))
        ours = [entry for entries in self._regions.values() for entry in entries]
        self._contested = {entry.country for entry in ours if entry.precision == "country" and entry.contested}
        self.of_code: Mapping[str, Country] = {country.iso3: country for country in self.countries}

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - there is one gazetteer
    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return all places that bear a name, regions of our own first."""
        key = normalised(name)
        if not key:
            return ()
        wanted = np.uint64(hashed(key))
        first = int(np.searchsorted(self._keys, wanted, side="left"))
        last = int(np.searchsorted(self._keys, wanted, side="right"))
        refs = [int(ref) for ref in self._refs[first:last]]
        return self._regions.get(key, ()) + tuple(self._entry(ref >> 1, primary=not ref & 1) for ref in refs)

    def country(self, iso3: str) -> Entry:
        """Return a country as a place."""
        return self._entry(self._codes.index(iso3), primary=True)

    def division(self, entry: Entry) -> Entry | None:
        """Return the first-order division in which a city lies, None where the table has none."""
        row = int(self._rows[entry.row]["admin1"]) if entry.kind in {"city", "county"} else 0
        return self._entry(row, primary=True) if row else None

    @functools.lru_cache(maxsize=256)  # noqa: B019 - there is one gazetteer
    def side(self, iso3: str, quarter: tuple[int, int]) -> tuple[float, float]:
        """Return the middle of the towns on one side of a country; `quarter` is (north, east), each -1, 0 or 1."""
        cities = self._rows[self._divisions.stop :]
        cities = cities[(cities["country"] == self._codes.index(iso3)) & (cities["id"] > 0)]
        kept = np.ones(len(cities), dtype=bool)
        for axis, sign in zip(("latitude", "longitude"), quarter, strict=True):
            values = cities[axis].astype(float)
            middle = (values.min() + values.max()) / 2 if len(cities) else 0.0
            kept &= (values - middle) * sign > 0 if sign else np.abs(values - middle) < np.ptp(values) / 4
        if sum(map(abs, quarter)) == 1:  # "eastern" says nothing of north and south
            axis, sign = ("latitude", quarter[0]) if quarter[0] else ("longitude", quarter[1])
            values = cities[axis].astype(float)
            kept = (values - (values.min() + values.max()) / 2) * sign > 0
        chosen = cities[kept] if kept.any() else cities
        if not len(chosen):
            entry = self.country(iso3)
            return entry.latitude, entry.longitude
        return round(float(chosen["latitude"].mean()), 2), round(float(chosen["longitude"].mean()), 2)

    def _name(self, row: int) -> str:
        first = int(self._rows[row]["name"])
        last = int(self._rows[row + 1]["name"]) if row + 1 < len(self._rows) else len(self._names)
        return bytes(self._names[first:last]).decode()

    def _entry(self, row: int, *, primary: bool) -> Entry:
        facts = self._rows[row]
        kind: Kind = "city"
        if row < len(self.countries):
            kind = "country"
        elif row in self._divisions:
            kind = "division"
        elif not facts["id"]:
            kind = "county"
        admin1 = self._name(int(facts["admin1"])) if facts["admin1"] else None
        return Entry(
            row=row,
            name=self._name(row),
            kind=kind,
            country=self._codes[int(facts["country"])],
            admin1=self._name(row) if kind == "division" else admin1,
            latitude=round(float(facts["latitude"]), 5),
            longitude=round(float(facts["longitude"]), 5),
            geonames_id=int(facts["id"]) or None,
            people=float(facts["people"]),
            primary=primary,
            contested=kind == "country" and self._codes[row] in self._contested,
            precision=_PRECISION[kind],
        )


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the place table that ships with the package."""
    return Gazetteer(Path(str(importlib.resources.files("onrecord") / "data")))


@functools.cache
def demonyms() -> Mapping[str, str]:
    """Return adjectives and names of peoples ("ukrainian", "turks"), normalised, with the country's alpha-3 code."""
    found: dict[str, str] = {}
    for country in gazetteer().countries:
        for word in country.demonyms:
            found.setdefault(normalised(word), country.iso3)
    return found


def _table(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise BadData(f"{path.name} is missing from the package; reinstall it") from error


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _country(row: dict[str, str]) -> Country:
    try:
        return Country(
            iso2=row["iso2"],
            iso3=row["iso3"],
            geonames_id=int(row["geonames_id"]),
            name=row["name"],
            capital=row["capital"],
            neighbours=_parts(row["neighbours"]),
            aliases=_parts(row["aliases"]),
            demonyms=_parts(row["demonyms"]),
        )
    except (KeyError, ValueError) as error:
        raise BadData(f"places.countries.csv: a row is malformed ({error}): {row}") from error


def _precision(word: str) -> Precision:
    for known in get_args(Precision):
        if word == known:
            return cast("Precision", known)
    raise ValueError(f"unknown precision {word!r}")


def _regions(rows: list[dict[str, str]], *, row: int) -> dict[str, tuple[Entry, ...]]:
    """Return the regions by normalised name; they get row numbers from `row` on."""
    found: dict[str, tuple[Entry, ...]] = {}
    for number, cells in enumerate(rows):
        try:
            entry = Entry(
                row=row + number,
                name=cells["name"],
                kind="region",
                country=cells["country"] or None,
                admin1=cells["admin1"] or None,
                latitude=float(cells["latitude"]),
                longitude=float(cells["longitude"]),
                geonames_id=int(cells["geonames_id"]) if cells["geonames_id"] else None,
                people=float(cells["weight"] or 6),
                contested=cells["contested"] == "yes",
                precision=_precision(cells["precision"]),
            )
        except (KeyError, ValueError) as error:
            raise BadData(f"regions.csv: a row is malformed ({error}): {cells}") from error
        for name in (cells["name"], *_parts(cells["aliases"])):
            key = normalised(name)
            if entry not in found.get(key, ()):
                found[key] = (*found.get(key, ()), entry)
    return found
