"""Who vouches for an event and who disputes it: the statements that carry it, the outlet, and the denials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types import Account, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def own(span: Span, type_name: str, statements: Sequence[Statement], *, negated: bool = False) -> Account:
    """Return the account of whoever tells of an event: the innermost statement's source, else the outlet.

    What stands in the content of a denial is denied by its speaker ("denied shelling the town"), unless it is the
    accusation itself ("denied the accusations"), which whoever tells of the denial reports. `negated` says that the
    speaker's own words negate the act: then he asserts that it did not happen.
    """
    statement = innermost(span, statements)
    while statement is not None and statement.act == "deny" and type_name in RELAYING:
        statement = next((each for each in statements if each.id == statement.within), None)
    if statement is None:
        return Account("outlet", "asserts", None)
    stance = "denies" if statement.act == "deny" and not negated else "asserts"
    return Account(statement.source, stance, statement.id)


def denials(account: Iterable[Account], statements: Sequence[Statement]) -> list[Account]:
    """Return the denying accounts that answer the statements on which an event rests."""
    carriers = {each.statement for each in account if each.stance == "asserts" and each.statement is not None}
    return [
        Account(each.source, "denies", each.id)
        for each in statements
        if each.act == "deny" and carriers & set(each.answers)
    ]


def merge(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return accounts without repetition: one for each source and stance, the first that names it."""
    found: dict[tuple[object, ...], Account] = {}
    for each in accounts:
        source = each.source if each.source in (None, "outlet") else (each.source.name, each.source.code)  # type: ignore[union-attr]
        found.setdefault((source, each.stance), each)
    return tuple(found.values())
