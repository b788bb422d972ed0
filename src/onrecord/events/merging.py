"""One row for one event: the mentions of an act are found and share their parties and accounts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.events.drafts import Draft
    from onrecord.types import Actor

SHARED_LETTERS = 4
"""Words that begin alike name the same act ("attack", "attacked", "attackers")."""


@dataclass(slots=True)
class Row:
    """Mentions of one event, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def first(self) -> Draft:
        """The first mention."""
        return self.drafts[0]

    def parties(self, role: Literal["actors", "recipients"]) -> list[Actor]:
        """Return the actors or recipients of the event: those that its mentions name most often together.

        Of sets named equally often the first counts: one misread mention must not give an event a wrong party.
        """
        named = [each for each in (getattr(draft, role) for draft in self.drafts) if each]
        sets = Counter(frozenset(each.code for each in actors) for actors in named)
        most = max(sets.values(), default=0)
        return next((once(actors) for actors in named if sets[frozenset(each.code for each in actors)] == most), [])


def once(actors: Iterable[Actor]) -> list[Actor]:
    """Return actors without repetition, by name and by code."""
    found: dict[tuple[str, str | None], Actor] = {}
    for each in actors:
        found.setdefault((each.name, each.code), each)
    return list(found.values())


def gather(drafts: Sequence[Draft]) -> list[Row]:
    """Return the events that the mentions of an article make."""
    rows: list[Row] = []
    for draft in drafts:
        row = next((row for row in reversed(rows) if same(row, draft)), None)
        if row is None:
            rows.append(Row([draft]))
        else:
            row.drafts.append(draft)
    return rows


def same(row: Row, draft: Draft) -> bool:
    """Return whether a mention names the event of a row.

    Its word names the same act, or its mode is the same and a party too; no party, day or tense speaks against it; and
    two words of one sentence are two events unless they share a party.
    """
    if row.first.type != draft.type or not (_times_agree(row, draft) and _tense_agrees(row, draft)):
        return False
    actors = _agree(_sides(row.parties("actors")), _sides(draft.actors))
    recipients = _agree(_sides(row.parties("recipients")), _sides(draft.recipients))
    if actors < 0 or recipients < 0:
        return False
    shared = actors + recipients >= 1
    if not shared and any(draft.sentence == each.sentence for each in row.drafts):
        return False
    if any(draft.stem == each.stem for each in row.drafts):
        return True
    return shared and draft.mode is not None and any(draft.mode == each.mode for each in row.drafts)


def stem(lemma: str) -> str:
    """Return the letters that a verb shares with its nouns."""
    return lemma.lower()[:SHARED_LETTERS]


def _sides(actors: Iterable[Actor]) -> set[str]:
    return {each.code for each in actors if each.code is not None}


def _agree(ours: set[str], theirs: set[str]) -> int:
    """1 where a party is shared, 0 where one side names nobody, -1 where both name others."""
    if not ours or not theirs:
        return 0
    if ours & theirs:
        return 1
    return 0 if {code.split()[0] for code in ours} & {code.split()[0] for code in theirs} else -1


def _times_agree(row: Row, draft: Draft) -> bool:
    """Return whether a day that the mention names is not another than the one that the row has."""
    if draft.when is None or draft.when[1] < 2 or draft.when[0].precision != "day":
        return True
    dated = [each.when[0] for each in row.drafts if each.when is not None and each.when[0].precision == "day"]
    return not dated or any(each.first == draft.when[0].first for each in dated)


def _tense_agrees(row: Row, draft: Draft) -> bool:
    """Return whether neither is negated or long past while the other is not; a plan and its deed may be one event."""
    hard = {"negation", "historical"}
    ours = {name for each in row.drafts for name in each.auxiliary} & hard
    theirs = set(draft.auxiliary) & hard
    return ours == theirs or bool(ours & theirs)
