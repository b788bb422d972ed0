"""In which country the places of an article lie, so that the scene of the article is known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.lexicon.places import Entry, gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.actors.recognise import Match
    from onrecord.actors.tree import Tree

_LARGE = 4.5
"""log10 of the people of a town from which its name is looked up inside the name of an organisation."""


def homes(tree: Tree, matches: Iterable[Match]) -> dict[int, str]:
    """Return the country (alpha-3) of each place name that the lists of actors do not hold, by its first token.

    A name that several countries share goes to the one of which the article speaks most, else to the largest place.
    """
    taken = {at for match in matches for at in range(match.first, match.last)}
    countries = Counter((match.entry.code or "").partition(" ")[0] for match in matches)
    found = {first: entries for first, entries in _places(tree, taken).items() if entries}
    for entries in found.values():
        if len({entry.country for entry in entries}) == 1:
            countries[entries[0].country or ""] += 1
    return {first: _fitting(entries, countries) for first, entries in found.items() if any(e.country for e in entries)}


def _fitting(entries: list[Entry], countries: Counter[str]) -> str:
    best = max(entries, key=lambda entry: (countries[entry.country or ""], entry.people + entry.primary, entry.row))
    return best.country or ""


def _places(tree: Tree, taken: set[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for mention in tree.parse.mentions:
        first, last = mention.tokens
        if taken.intersection(range(first, last)):
            continue
        if mention.label == "LOCATION":
            found[first] = _lookup(tree.text(first, last))
        elif mention.label == "ORGANIZATION":
            for at in range(first, last):
                if tree.tokens[at].upos == "PROPN" and len(tree.tokens[at].text) > 3:
                    found[at] = [e for e in _lookup(tree.tokens[at].text) if e.primary and _known(e)]
    return found


def _lookup(name: str) -> list[Entry]:
    return [entry for entry in gazetteer().lookup(name) if entry.country]


def _known(entry: Entry) -> bool:
    return entry.kind in {"division", "region"} or entry.people >= _LARGE
