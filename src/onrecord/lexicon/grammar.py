"""What grammar does with the act that a word names: control, negation, modality, prepositions (data/events.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import BadData
from onrecord.lexicon import ontology
from onrecord.types import Auxiliary

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS = (
    "object_control",
    "negative",
    "failing",
    "coming",
    "supposed",
    "conditions",
    "mutual",
    "suffered",
    "hosted",
    "locative",
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of [grammar] in events.toml, where each is explained."""

    object_control: frozenset[str]
    negative: frozenset[str]
    failing: frozenset[str]
    coming: frozenset[str]
    supposed: frozenset[str]
    conditions: frozenset[str]
    mutual: frozenset[str]
    suffered: frozenset[str]
    hosted: frozenset[str]
    locative: frozenset[str]
    modals: Mapping[str, Auxiliary]
    modifiers: Mapping[str, Auxiliary]
    towards: Mapping[str, frozenset[str]]


def _auxiliaries(table: Mapping[str, Any]) -> Mapping[str, Auxiliary]:
    if unknown := set(table.values()) - set(get_args(Auxiliary)):
        raise BadData(f"events.toml: {sorted(unknown)} in [grammar] is no auxiliary; expected {get_args(Auxiliary)}")
    return table


def parse(text: str) -> Grammar:
    """Read the section [grammar] of a lexicon of events; raises `BadData` for an unknown type or auxiliary."""
    table = tomllib.loads(text)["grammar"]
    for type_name in table["towards"]:
        ontology.load().check(type_name, None, ())
    return Grammar(
        **{name: frozenset(table[name]) for name in LISTS},
        modals=_auxiliaries(table["modals"]),
        modifiers=_auxiliaries(table["modifiers"]),
        towards={name: frozenset(words) for name, words in table["towards"].items()},
    )


@cache
def load() -> Grammar:
    """Return the grammar that ships with the package."""
    return parse((files("onrecord") / "data" / "events.toml").read_text(encoding="utf-8"))
