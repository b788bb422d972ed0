"""Who vouches for an event and who disputes it: the statements that carry it, the outlet, and the denials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.lexicon import cues
from onrecord.types import Account, Span, Statement, Token

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

RELAYING = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Types of which the noun in a denial names the words denied ("rejected the accusations"), not an act denied."""


def innermost(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement whose content holds a span most closely, None where the outlet speaks itself.

    Of two contents alike the statement that stands within the other is the closer one.
    """
    holding = [each for each in statements if any(first <= span[0] and span[1] <= last for first, last in each.content)]
    if not holding:
        return None
    depth = {each.id: _depth(each, statements) for each in holding}
    return min(holding, key=lambda each: (-depth[each.id], _length(each, span), each.id))


def _depth(statement: Statement, statements: Sequence[Statement]) -> int:
    outer = {each.id: each.within for each in statements}
    seen = [statement.id]
    above = statement.within
    while above is not None and above not in seen:
        seen.append(above)
        above = outer.get(above)
    return len(seen)


def _length(statement: Statement, span: Span) -> int:
    return min(last - first for first, last in statement.content if first <= span[0] and span[1] <= last)


def own(span: Span, type_name: str, statements: Sequence[Statement], *, deniers: Container[str] = ()) -> Account:
    """Return the account of whoever tells of an event: the innermost statement's source, else the outlet.

    What stands in the content of a cue of denial is denied by its speaker ("denied shelling the town"), unless it is
    the accusation itself ("denied the accusations"), which whoever tells of the denial reports. `deniers` are the ids
    of the statements with such a cue.
    """
    statement = innermost(span, statements)
    while statement is not None and statement.id in deniers and type_name in RELAYING:
        statement = next((each for each in statements if each.id == statement.within), None)
    if statement is None:
        return Account("outlet", "asserts", None)
    return Account(statement.source, "denies" if statement.id in deniers else "asserts", statement.id)


def deniers(statements: Iterable[Statement], tokens: Iterable[Token]) -> frozenset[str]:
    """Return the ids of the statements whose cue is a word of denial; "said" before a denial is none."""
    book, words = cues.cues(), list(tokens)
    denying = {key for key, senses in book.senses.items() if any(each.act == "deny" for each in senses)}
    found = set()
    for each in statements:
        if each.act == "deny" and each.cue is not None:
            first, last = each.cue
            inside = [token for token in words if token.start < last and first < token.end]
            if any((book.lemma(token.text, pos), pos) in denying for token in inside for pos in ("verb", "noun")):
                found.add(each.id)
    return frozenset(found)


def denials(
    told: Iterable[Account], type_name: str, statements: Sequence[Statement], named: Mapping[str, AbstractSet[str]]
) -> list[Account]:
    """Return the denying accounts that answer the statements on which an event rests.

    `named` gives the types of the events in the content of each statement: a denial that names the very act of one of
    the events that it answers denies that one and not its neighbours (annotation guide, section 4, rule 29).
    """
    carriers = {each.statement for each in told if each.stance == "asserts" and each.statement is not None}
    found = []
    for each in statements:
        if each.act == "deny" and carriers & set(each.answers):
            answered = {name for answer in each.answers for name in named.get(answer, ())}
            plain = named.get(each.id, set()) & answered
            if not plain or type_name in plain:
                found.append(Account(each.source, "denies", each.id))
    return found


def merge(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return accounts without repetition: one for each source and stance, the first that names it."""
    found: dict[tuple[object, ...], Account] = {}
    for each in accounts:
        source = each.source if each.source in (None, "outlet") else (each.source.name, each.source.code)  # type: ignore[union-attr]
        found.setdefault((source, each.stance), each)
    return tuple(found.values())
