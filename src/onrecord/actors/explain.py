"""What the lists know of a name: the answer to "why this code?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.lexicon.actors import Entry, Knowledge, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path


def explain(name: str, *, on: date | None = None, lists: Iterable[str | Path] = ()) -> tuple[Entry, ...]:
    """Return the entries of the lists for a name, valid on a day (any day, if none is given), with their sources.

    A last name alone finds the persons that bear it. An empty tuple: the lists do not know the name.
    """
    knowledge = load(*lists)
    found = knowledge.find(name) or _capitalised(knowledge, name) or knowledge.by_surname(name)
    return tuple(entry for entry in found if entry.holds(on))


def _capitalised(knowledge: Knowledge, name: str) -> tuple[Entry, ...]:
    return knowledge.find(name.title()) or knowledge.find(name.upper())
