"""Words that name events: verbs and nouns with the arguments that choose between their senses (data/events.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import BadData
from onrecord.lexicon import ontology

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Pos = Literal["verb", "noun"]
PRIORS = {"sure": 0.8, "likely": 0.55, "perhaps": 0.3, "rare": 0.12}
CONDITIONS = ("object", "subject", "oblique", "clause", "unless")
NOTHING = "none"
"""The type of a use that is no event."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a word; the fields are explained at the head of events.toml. An empty condition always holds.

    `companion` is the lemma that must depend on the word: a particle, a preposition, a modifier or an argument.
    """

    lemma: str
    pos: Pos
    companion: str | None
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    prior: float
    object: frozenset[str]
    subject: frozenset[str]
    oblique: frozenset[str]
    clause: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class SenseBook:
    """All senses by (lemma, part of speech), the classes of nouns, and the verbs that carry a noun."""

    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    classes: Mapping[str, frozenset[str]]
    light: frozenset[str]
    undergo: frozenset[str]
    nouns: frozenset[str]
    irregular: Mapping[str, str]

    def of(self, lemma: str, pos: Pos) -> tuple[Sense, ...]:
        """Return the senses of a lemma, in the order of the file."""
        return self.senses.get((lemma, pos), ())


def _words(row: Mapping[str, Any]) -> Iterator[tuple[str, Pos, str | None]]:
    """Yield the lemma, part of speech and companion of every word of a table."""
    for phrase in (*row.get("verbs", ()), *row.get("phrases", ())):
        first, *rest = phrase.split()
        yield first, "verb", rest[-1] if rest else None
    for phrase in row.get("nouns", ()):
        words = phrase.split()
        head = words[0] if "of" in words else words[-1]
        others = [word for word in words if word not in (head, "of")]
        yield head, "noun", (others[-1] if "of" in words else others[0]) if others else None


def _condition(row: Mapping[str, Any], name: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for word in row.get(name, ()):
        if word.startswith("@") and word[1:] not in classes:
            raise BadData(f"events.toml: {word!r} is no class of nouns; expected one of [classes]")
        words |= classes[word[1:]] if word.startswith("@") else {word}
    return frozenset(words)


def _senses(row: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Iterator[Sense]:
    if row["type"] != NOTHING:
        ontology.load().check(row["type"], row.get("mode"), tuple(row.get("contexts", ())))
    if row.get("prior", "rare") not in PRIORS or not row.get("source"):
        raise BadData(f"events.toml: a table of {row['type']} lacks its source, or its prior is none of {list(PRIORS)}")
    conditions = {name: _condition(row, name, classes) for name in CONDITIONS}
    contexts = tuple(row.get("contexts", ()))
    for lemma, pos, companion in _words(row):
        prior = PRIORS[row.get("prior", "rare")]
        yield Sense(lemma, pos, companion, row["type"], row.get("mode"), contexts, prior, **conditions)


def parse(text: str) -> SenseBook:
    """Read the text of a lexicon of events; raises `BadData` for a type, mode, class or prior that does not exist."""
    table = tomllib.loads(text)
    classes = {name: frozenset(words) for name, words in table["classes"].items()}
    senses: dict[tuple[str, str], list[Sense]] = {}
    for row in table["senses"]:
        for sense in _senses(row, classes):
            senses.setdefault((sense.lemma, sense.pos), []).append(sense)
    return SenseBook(
        {key: tuple(rows) for key, rows in senses.items()},
        classes,
        frozenset(table["light"]["verbs"]),
        frozenset(table["light"]["undergo"]),
        frozenset({lemma for lemma, pos in senses if pos == "noun"}.union(*classes.values())),
        table["irregular"],
    )


@cache
def load() -> SenseBook:
    """Return the lexicon that ships with the package."""
    return parse((files("onrecord") / "data" / "events.toml").read_text(encoding="utf-8"))
