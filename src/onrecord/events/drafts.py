"""A mention of an event while it is being read, before the mentions of one event become one row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types import Account, Actor, Auxiliary, Casualties, Place, Span, When


@dataclass(slots=True)
class Draft:
    """One trigger with one type. `head` and `tokens` are token indices, `stem` what names of the same act share."""

    head: int
    tokens: tuple[int, int]
    span: Span
    type: str
    score: float
    stem: str = ""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: tuple[Place, int] | None = None
    when: tuple[When, int] | None = None
    casualties: Casualties | None = None
    accounts: tuple[Account, ...] = field(default_factory=tuple)
    sentence: int = 0
    nominal: bool = False
