"""Knowledge of who is who: states, palaces, organisations, armed groups, office holders, and nouns that tell a sector.

The files lie in `data/actors/*.csv` and `data/sectors.toml`; each names its source in its first lines. `load` reads
them once; a user's own file (columns name, code, and if wanted aliases, from, until, office) is laid on top.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.errors import BadData
from onrecord.lexicon.tables import day, fold, pieces, rows, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

Kind = Literal["state", "people", "capital", "metonym", "organisation", "group", "entity", "area", "city", "person"]

DATA = Path(__file__).resolve().parent.parent / "data"
SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "LEG",
        "JUD",
        "SPY",
        "PTY",
        "OPP",
        "REB",
        "PRM",
        "PRE",
        "UAF",
        "CVL",
        "JRN",
        "BUS",
        "LAB",
        "REL",
        "REF",
        "EDU",
        "MED",
        "SOC",
        "ELI",
        "CRM",
        "NGO",
        "UNK",
        "AGR",
    ]
)
BODIES = frozenset({"IGO", "NGO", "MNC", "IMG"})
"""First parts of a code that stand for no state."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One somebody of the lists: `code` as in the annotation guide, valid on the days `first` to `last` (None = open).

    `scenes` are the states in which an armed group fights, `office` what a person holds ("president"), `source` the
    file that says so.
    """

    name: str
    code: str | None
    kind: Kind
    first: date | None = None
    last: date | None = None
    scenes: tuple[str, ...] = ()
    office: str | None = None
    source: str = ""

    def holds(self, on: date | None) -> bool:
        """Return whether the entry is valid on a day; an unknown day is no reason to doubt."""
        if on is None:
            return True
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Roles:
    """Nouns and what they tell: lemma phrases -> sector, and the word lists of `sectors.toml`.

    `words` holds the lists that need no name of their own here, by table and key ("humans.male").
    """

    sectors: Mapping[tuple[str, ...], str]
    followers: Mapping[str, str]
    adjectives: Mapping[str, str]
    armed_heads: frozenset[str]
    armed_words: frozenset[str]
    states: frozenset[str]
    unknown: frozenset[str]
    unknown_words: frozenset[str]
    former: frozenset[str]
    for_or_against: frozenset[str]
    by_whom: frozenset[str]
    words: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Knowledge:
    """All lists, with look-ups by the pieces of a name; `states` maps an alpha-3 code to the name of the state."""

    roles: Roles
    states: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    _names: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)
    _surnames: dict[str, list[Entry]] = field(default_factory=dict)
    _folded: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    _adjectives: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry, aliases: Iterable[str] = ()) -> None:
        """Enter somebody under a name and further aliases."""
        self.entries.append(entry)
        for alias in dict.fromkeys((entry.name, *aliases)):
            key = pieces(alias)
            if not key:
                continue
            known = self._names.setdefault(key, [])
            if entry not in known:
                known.append(entry)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
            if entry.kind == "person":
                self._add_person(entry, alias, key)
            elif entry.kind == "people" and entry.code:
                self._adjectives.setdefault(entry.code, entry.name)

    def _add_person(self, entry: Entry, alias: str, key: tuple[str, ...]) -> None:
        named = self._surnames.setdefault(fold(surname(alias)), [])
        folded = self._folded.setdefault(tuple(fold(piece) for piece in key), [])
        for found in (named, folded):
            if entry not in found:
                found.append(entry)
        self._longest[fold(key[0])] = max(self._longest.get(fold(key[0]), 0), len(key))

    def names(self) -> Mapping[tuple[str, ...], Sequence[Entry]]:
        """Return all names, cut into pieces, with their bearers."""
        return self._names

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return all entries under exactly this name (letter case counts, the shape of the apostrophe does not)."""
        return tuple(self._names.get(pieces(name), ()))

    def by_surname(self, name: str) -> tuple[Entry, ...]:
        """Return the persons whose last name this is, whatever its accents and letter case."""
        return tuple(self._surnames.get(fold(name), ()))

    def adjective(self, code: str) -> str:
        """Return the adjective of a state ("RUS" -> "Russian"), or its name if it has none."""
        return self._adjectives.get(code) or self.states.get(code, code)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]]:
        """Return the length and the entries of the longest name that starts at `words[at]`; (0, ()) if there is none.

        Names of persons of two words or more are found whatever their accents and letter case ("Bashar Al-Assad").
        """
        most = max(self._longest.get(words[at], 0), self._longest.get(fold(words[at]), 0) if words[at].istitle() else 0)
        for length in range(min(most, len(words) - at), 0, -1):
            key = tuple(words[at : at + length])
            found = self._names.get(key)
            if not found and length > 1 and words[at][:1].isupper():
                found = self._folded.get(tuple(fold(word) for word in key))
            if found:
                return length, tuple(found)
        return 0, ()


def surname(name: str) -> str:
    """Return the part of a personal name by which a second mention calls its bearer ("van Rompuy" -> "Rompuy")."""
    words = name.split()
    return words[-1] if words else ""


def load(*extra: str | Path) -> Knowledge:
    """Return the shipped knowledge with the user's files laid on top; raises BadData with file and line."""
    return _load(tuple(str(path) for path in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[str, ...]) -> Knowledge:
    knowledge = Knowledge(roles=_roles(DATA / "sectors.toml"))
    folder = DATA / "actors"
    _add_states(knowledge, folder / "countries.csv")
    _add_listed(knowledge, folder / "metonyms.csv", "metonym")
    _add_listed(knowledge, folder / "organisations.csv", "organisation")
    _add_listed(knowledge, folder / "groups.csv", "group")
    _add_listed(knowledge, folder / "regions.csv", "area")
    for path in sorted(folder.glob("offices*.csv")):
        _add_listed(knowledge, path, "person")
    for own in extra:
        _add_listed(knowledge, Path(own), "organisation")
    return knowledge


def valid_code(code: str, states: Mapping[str, str]) -> bool:
    """Return whether a code is a state or a body, with or without a sector ("RUS", "RUS GOV", "IGO EUR")."""
    first, _, rest = code.partition(" ")
    if first in BODIES:
        return re.fullmatch(r"[A-Z]{3,4}|", rest) is not None
    return first in states and (not rest or rest in SECTORS)


def _add_states(knowledge: Knowledge, path: Path) -> None:
    for _, row in rows(path):
        code, name = row["code"], row["name"]
        knowledge.states[code] = name
        state = Entry(name, code, "state", source=path.name)
        knowledge.add(state, split(row["aliases"]))
        people = []
        for adjective in split(row["adjectives"]):
            people.append(adjective)
            if not adjective.endswith(("s", "sh", "ch", "ese")):
                people.append(adjective + "s")
        people += split(row["people"])
        for noun in people:
            if noun not in split(row["aliases"]):
                knowledge.add(Entry(noun, code, "people", source=path.name))
        for capital in split(row["capitals"]):
            knowledge.add(Entry(capital, code + " GOV", "capital", source=path.name))


def _add_listed(knowledge: Knowledge, path: Path, kind: Kind) -> None:
    kinds: dict[str, Kind] = {
        "entity": "entity",
        "area": "area",
        "city": "city",
        "people": "people",
        "person": "person",
    }
    for number, row in rows(path):
        where = f"{path}, line {number}"
        code = None if row["code"] in ("", "---") else row["code"]
        if code and knowledge.states and not valid_code(code, knowledge.states):
            raise BadData(f"{where}: found the code {code!r}; expected ISO alpha-3, IGO, NGO or MNC, then a sector")
        entry = Entry(
            row["name"],
            code,
            kinds.get(row.get("kind", ""), kind),
            day(row.get("from"), end=False, where=where),
            day(row.get("until"), end=True, where=where),
            tuple(split(row.get("scenes"))),
            row.get("office") or None,
            path.name,
        )
        knowledge.add(entry, split(row.get("aliases")))


def _roles(path: Path) -> Roles:
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Roles(
        {tuple(noun.split()): sector for sector, nouns in table["sectors"].items() for noun in nouns},
        {noun: sector for sector, nouns in table["followers"].items() for noun in nouns},
        {word: sector for sector, words in table["adjectives"].items() for word in words},
        frozenset(table["armed"]["heads"]),
        frozenset(table["armed"]["words"]),
        frozenset(table["states"]["nouns"]),
        frozenset(table["unknown"]["nouns"]),
        frozenset(table["unknown"]["words"]),
        frozenset(table["former"]["words"]),
        frozenset(table["doubled"]["before"]),
        frozenset(table["doubled"]["after"]),
        {
            f"{part}.{name}": frozenset(words)
            for part in ("metonymy", "humans", "abroad", "documents", "hostile", "quantity")
            for name, words in table[part].items()
        },
    )
