"""Words that give an event its mode and its contexts (data/modes.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.lexicon import ontology

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ModeWords:
    """Lemmas around a trigger that show its mode."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class ModeBook:
    """Modes of each type in the order in which they are tried, the usual mode of a type, and the words of contexts."""

    modes: Mapping[str, tuple[ModeWords, ...]]
    usual: Mapping[str, str]
    contexts: Mapping[str, frozenset[str]]


def parse(text: str) -> ModeBook:
    """Read the text of a file of modes and contexts; raises `BadData` for one that the ontology lacks."""
    table = tomllib.loads(text)
    known = ontology.load()
    modes: dict[str, tuple[ModeWords, ...]] = {}
    for type_name, rows in table["modes"].items():
        for mode in rows:
            known.check(type_name, mode, ())
        modes[type_name] = tuple(ModeWords(mode, frozenset(words)) for mode, words in rows.items())
    for type_name, mode in table["usual"].items():
        known.check(type_name, mode, ())
    known.check("ASSAULT", None, tuple(table["contexts"]))
    return ModeBook(modes, table["usual"], {name: frozenset(words) for name, words in table["contexts"].items()})


@cache
def load() -> ModeBook:
    """Return the book that ships with the package."""
    return parse((files("onrecord") / "data" / "modes.toml").read_text(encoding="utf-8"))
