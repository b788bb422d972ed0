"""Measures places: accuracy within 161 km on gold toponyms of LGL, GeoWebNews and GeoVirus.

`python benchmarks/places.py ../shared/data/places` prints one line a corpus. Conventions: an unresolved name is wrong;
where the gold is a country (feature PCL*, or the name of a country), the ISO code decides and not the distance, since
sources put the middle of a country in different places. LGL and GeoWebNews are measured on only, never tuned on.
With `--end-to-end N` the model reads the first N articles of each corpus, and a place counts that is found at a gold
name and put in the right spot. Gold names that stand for somebody are then losses by design.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.events.places import locate, resolve
from onrecord.events.places.choose import kilometres
from onrecord.lexicon.places import Entry, gazetteer, normalised
from onrecord.model import Model
from onrecord.types import Article, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_ENOUGH = 161.0
CORPORA = ("lgl", "geowebnews-dev", "geovirus")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def gold_country(toponym: dict[str, Any]) -> str | None:
    """Return the alpha-3 code where the gold is a country, else None."""
    by_id = {country.geonames_id: country.iso3 for country in gazetteer().countries}
    if (toponym.get("geonameid") or 0) in by_id:
        return by_id[toponym["geonameid"]]
    page = str(toponym.get("page") or "").rpartition("/")[2].replace("_", " ")
    names = [page] if page else []
    for name in names:
        for entry in gazetteer().lookup(name):
            if entry.kind == "country" and entry.primary and normalised(entry.name) == normalised(name):
                near = distance(toponym, entry.latitude, entry.longitude) < 1500
                return entry.country if near else None
    return None


def distance(toponym: dict[str, Any], latitude: float, longitude: float) -> float:
    """Return the kilometres between the gold and a point."""
    one = Entry(0, "", "city", None, None, float(toponym["lat"]), float(toponym["lon"]), None, 0)
    return kilometres(one, Entry(0, "", "city", None, None, latitude, longitude, None, 0))


def right(toponym: dict[str, Any], place: Place | None) -> bool:
    """Say whether a place is where the gold has it."""
    if place is None or place.latitude is None or place.longitude is None:
        return False
    country = gold_country(toponym)
    if country:
        return place.country == country
    return distance(toponym, place.latitude, place.longitude) <= NEAR_ENOUGH


def end_to_end(articles: list[dict[str, Any]], model: Model) -> tuple[int, int, int, int]:
    """Return (gold names, found, found and right, places at no gold name) of what model and resolver make of a text."""
    total = found = good = extra = 0
    for row in articles:
        text = row["text"]
        parse = model.parse([Article(row.get("id") or "", "", text, "")])[0]
        places = resolve(parse)
        gold = [toponym for toponym in row["toponyms"] if toponym.get("lat") is not None]
        for toponym in gold:
            hit = next((p for p in places if p.span[0] < toponym["end"] and toponym["start"] < p.span[1]), None)
            total, found, good = total + 1, found + (hit is not None), good + right(toponym, hit)
        extra += sum(not any(p.span[0] < t["end"] and t["start"] < p.span[1] for t in gold) for p in places)
    return total, found, good, extra


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong in GeoVirus, the corpus to develop on")
    parser.add_argument("--end-to-end", type=int, default=0, metavar="N", help="also read N articles with the model")
    parser.add_argument("--weights", type=Path, help="a folder of weights; those of the package by default")
    options = parser.parse_args()
    model = Model.load(options.weights) if options.end_to_end else None
    for corpus in CORPORA:
        total = good = known = 0
        start = time.perf_counter()
        for row in rows(options.folder / f"{corpus}.jsonl.gz"):
            gold = [toponym for toponym in row["toponyms"] if toponym.get("lat") is not None]
            places = locate(row["text"], [(toponym["start"], toponym["end"]) for toponym in gold])
            for toponym, place in zip(gold, places, strict=True):
                total, known, fine = total + 1, known + (place is not None), right(toponym, place)
                good += fine
                if options.wrong and corpus == "geovirus" and not fine:
                    found = place and (place.name, place.country, place.admin1, place.latitude, place.longitude)
                    print(
                        row["text"][max(0, toponym["start"] - 25) : toponym["end"] + 25].replace("\n", " "),
                        "|",
                        toponym["name"],
                        toponym["lat"],
                        toponym["lon"],
                        toponym["page"].rpartition("/")[2],
                        "|",
                        found,
                    )
        seconds = time.perf_counter() - start
        print(f"{corpus}: accuracy {good / total:.3f} of {total}, resolved {known / total:.3f}, {seconds:.1f} s")
        if model:
            articles = list(itertools.islice(rows(options.folder / f"{corpus}.jsonl.gz"), options.end_to_end))
            total, found, good, extra = end_to_end(articles, model)
            share = f"found {found / total:.3f}, found and right {good / total:.3f} of {total}"
            print(f"{corpus}, end to end, {len(articles)} articles: {share}; {extra} places at no gold name")


if __name__ == "__main__":
    main()
