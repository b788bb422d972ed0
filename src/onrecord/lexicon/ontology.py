"""The ontology: PLOVER's event types, modes, scores, quad classes and contexts, and the table from CAMEO."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import BadData

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types: its quad class, its score (-10 conflict to 10 cooperation) and that of each of its modes."""

    name: str
    gloss: str
    quad: str
    score: float
    recipient: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Coding:
    """What a CAMEO code means in PLOVER."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that data/plover.toml says."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    cameo: Mapping[str, Coding]

    def check(self, type_name: str, mode: str | None, contexts: tuple[str, ...]) -> None:
        """Raise `BadData` unless the type has the mode and the contexts exist."""
        if type_name not in self.types:
            raise BadData(f"{type_name!r} is no event type; expected one of {', '.join(self.types)}")
        if mode is not None and mode not in self.types[type_name].modes:
            raise BadData(f"{type_name} has no mode {mode!r}; expected one of {', '.join(self.types[type_name].modes)}")
        if unknown := [name for name in contexts if name not in self.contexts]:
            raise BadData(f"{unknown[0]!r} is no context; see [contexts] in plover.toml")


def parse(text: str) -> Ontology:
    """Read the text of an ontology file; raises `BadData` where its table names a type, mode or context it lacks."""
    table = tomllib.loads(text)
    types = {name: EventType(name=name, **row) for name, row in table["types"].items()}
    cameo = {
        code: Coding(row[0], row[1] or None, tuple(row[2:])) for code, row in table["cameo"].items() if len(row) >= 2
    }
    ontology = Ontology(types, table["contexts"], cameo)
    for coding in cameo.values():
        ontology.check(coding.type, coding.mode, coding.contexts)
    return ontology


@cache
def load() -> Ontology:
    """Return the ontology that ships with the package."""
    return parse((files("onrecord") / "data" / "plover.toml").read_text(encoding="utf-8"))
