"""How often a word names an event of each type in the training articles (data/triggers.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from onrecord.errors import BadData
from onrecord.lexicon import ontology

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Sightings:
    """How often a word was seen, and how often as the head of a trigger of each type."""

    total: int
    types: Mapping[str, int]


def parse(text: str) -> dict[tuple[str, str], Sightings]:
    """Read rows of lemma, pos ("verb", "noun"), total, and "TYPE:count" pairs parted by blanks; raises `BadData`."""
    found = {}
    for row in csv.DictReader(line for line in StringIO(text) if not line.startswith("#")):
        types = {name: int(count) for name, _, count in (pair.partition(":") for pair in row["types"].split())}
        if unknown := set(types) - set(ontology.load().types):
            raise BadData(f"triggers.csv: {row['lemma']} has the types {sorted(unknown)}, which plover.toml lacks")
        found[row["lemma"], row["pos"]] = Sightings(int(row["total"]), types)
    return found


@cache
def load() -> Mapping[tuple[str, str], Sightings]:
    """Return the counts that ship with the package."""
    return parse((files("onrecord") / "data" / "triggers.csv").read_text(encoding="utf-8"))
