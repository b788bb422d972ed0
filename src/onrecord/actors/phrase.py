"""A noun phrase that can be somebody, and what its own words tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.actors.roles import Role
    from onrecord.lexicon.actors import Entry

Sort = Literal["name", "noun", "pronoun", "adjective"]


@dataclass(slots=True)
class Phrase:
    """A noun phrase: `first` to `last` (excluded) are its tokens, `name` those of a name in it.

    `code` is what its own words tell; `sector` alone where they tell no country; `wants` says that a country may be put
    in from the context. `owner` is the head of the phrase that it belongs to ("its troops", "Kiev's allies").
    """

    head: int
    first: int
    last: int
    sort: Sort
    name: tuple[int, int] | None = None
    entry: Entry | None = None
    role: Role | None = None
    code: str | None = None
    sector: str | None = None
    wants: bool = False
    former: bool = False
    person: bool = False
    place: bool = False
    owner: int | None = None
    group: bool = False
    scenes: tuple[str, ...] = ()
    countries: list[str] = field(default_factory=list)
