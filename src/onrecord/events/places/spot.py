"""A name that may be a place, with what its own words and neighbours say: its type, its side, what it lies in."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from onrecord.lexicon.places import Entry, demonyms, gazetteer, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types import Span

Sort = Literal["division", "region", "district", "city", "thing"]
_WORD = re.compile(r"[\w'’.-]+")
_NEXT = re.compile(r"\s+(?:and [A-Z][\w'’-]+ )?([a-z]+|[A-Z][a-z]+)\b")
_OF = re.compile(r"(?<![A-Z]\w )(?:^|[^\w]|\b[a-z]+ )([a-z]+|[A-Z][a-z]+) of (?:the )?$")
_FURTHER = re.compile(r"\s*,?\s+(?:and\s+|or\s+)?((?:[A-Z][\w'’.-]*\s?){1,4})")
_BEFORE = re.compile(r"(,)\s*$|\b(?:and|or)\s+(?:the\s+)?$")
_INSIDE = re.compile(r"(?:,\s*|\s*\(|\s+in\s+)((?:[A-Z][\w'’.-]*\s?){1,4})")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at a span: `name` is what is looked up, `sort` what its type word says, `side` ("eastern") a narrowing.

    `inside` holds the divisions and countries that the next words name ("Paris, Texas"); `after` is the comma or "and"
    that stands before the name.
    """

    span: Span
    name: str
    sort: Sort | None
    side: str | None
    inside: tuple[Entry, ...]
    after: Literal[",", "and", ""]

    @property
    def key(self) -> str:
        """Spots with one key are the same place within an article."""
        return f"{normalised(self.name)}/{self.sort or ''}"


@functools.cache
def words() -> Mapping[str, Any]:
    """Return the word lists of data/places.toml."""
    return tomllib.loads((files("onrecord") / "data" / "places.toml").read_text(encoding="utf-8"))


@functools.cache
def type_words() -> Mapping[str, Sort]:
    """Return each type word with its sort."""
    return {word: sort for sort, group in words()["types"].items() if sort != "nature" for word in group}


def spot(text: str, span: Span) -> Spot:
    """Read a span of a text as a spot."""
    name = re.sub(r"^(?:the|The)\s+|['’]s?$", "", text[span[0] : span[1]].strip())
    side = None
    first, _, rest = name.partition(" ")
    if rest and first.casefold() in words()["sides"] and not gazetteer().lookup(name):
        side, name = first.casefold(), rest
    whole = name
    name, sort = _without_type(name)
    if sort is None:
        sort = _type_around(text, span)
    if whole.endswith(" capital") and (code := demonyms().get(normalised(name))):  # "the French capital"
        name = gazetteer().of_code[code].capital or name
    if name.isupper() and len(name) <= 4:  # "NSW", "N.Y."
        name = words()["after_comma"].get(normalised(name).replace(" ", ""), name)
    before = _BEFORE.search(text, max(0, span[0] - 10), span[0])
    after: Literal[",", "and", ""] = "" if not before else "," if before[1] else "and"
    return Spot(span, name, sort, side, _containers(text, span[1]), after)


def names_people(one: Spot) -> bool:
    """Say whether a name is that of a people and of no place: "Ukrainians", "Russian"."""
    return normalised(one.name) in demonyms() and not any(e.kind == "country" for e in gazetteer().lookup(one.name))


def _without_type(name: str) -> tuple[str, Sort | None]:
    """Split "Kharkov region", "Donetsk airport" or "Province of Idlib" into the name and its sort."""
    parts = name.split()
    if len(parts) == 1 or _known_whole(name, "city" if parts[-1].casefold() in words()["types"]["city"] else None):
        return name, None
    if len(parts) > 2 and parts[1] == "of" and (sort := type_words().get(parts[0].casefold())):
        return " ".join(parts[3:] if parts[2] == "the" else parts[2:]), sort
    for number, part in enumerate(parts[1:], start=1):
        if sort := type_words().get(part.casefold()):
            return " ".join(parts[:number]), sort
    return name, None


def _known_whole(name: str, sort: Sort | None) -> bool:
    """Say whether a name with a type word is a name of its own: "United States", "Mexico City", "Rapides Parish"."""
    own = {"region", "country", "division", "county"} | ({"city"} if sort == "city" else set())
    return any(entry.kind in own for entry in gazetteer().lookup(name))


def _type_around(text: str, span: Span) -> Sort | None:
    following = _NEXT.match(text, span[1])
    if following and (sort := type_words().get(following[1].casefold())) and sort != "thing":
        return sort
    before = _OF.search(text, max(0, span[0] - 30), span[0])
    sort = type_words().get(before[1].casefold()) if before else None
    return None if sort == "thing" else sort  # "the Gold Coast of Australia" is no town


def _containers(text: str, end: int) -> tuple[Entry, ...]:
    """Return the divisions and countries named right after `end`: ", Texas", " (Syria)", " in Iraq"."""
    found = _INSIDE.match(text, end)
    wide, length = _wide(found[1]) if found else ((), 0)
    if not found or not wide:
        return ()
    # "Washington, Pennsylvania and California" is a list
    further = _FURTHER.match(text, found.start(1) + length)
    return () if further and text[end] == "," and _wide(further[1])[0] else wide


def _wide(words_after: str) -> tuple[tuple[Entry, ...], int]:
    """Return the divisions, countries and regions that the first words name, and how many code points name them."""
    parts = words_after.split()
    for length in range(len(parts), 0, -1):
        name = re.sub(r"['’]s$|[.,]$", "", " ".join(parts[:length]))
        full = words()["after_comma"].get(normalised(name).replace(" ", ""), name)
        wide = tuple(e for e in gazetteer().lookup(full) if e.kind in {"country", "division", "region"})
        if wide:
            return wide, len(" ".join(parts[:length]))
    return (), 0
