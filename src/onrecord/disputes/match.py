"""What somebody asserts and somebody denies, within one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types import Account, Dispute, Event, Stance, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def match(events: Sequence[Event], statements: Sequence[Statement]) -> tuple[Dispute, ...]:
    """Return the disputes of an article: first over events, in their order, then over claims that are no events.

    A claim that is no event ("she is his wife") is in dispute where a statement answers it and carries no denial of an
    event; claims that share an answer are one dispute.
    """
    over_events = tuple(_over(event) for event in events if event.standing == "disputed")
    spent = {denier for dispute in over_events for denier in dispute.denied_by}
    return (
        *over_events,
        *_over_claims([each for each in statements if each.answers and each.id not in spent], statements),
    )


def _over(event: Event) -> Dispute:
    return Dispute(event.id, _voices(event.accounts, "asserts"), _voices(event.accounts, "denies"))


def _voices(accounts: Iterable[Account], stance: Stance) -> tuple[str, ...]:
    """Ids of the statements of one stance; "outlet" for the outlet's own voice."""
    named = (each.statement or "outlet" for each in accounts if each.stance == stance)
    return tuple(dict.fromkeys(named))


def _over_claims(answers: Sequence[Statement], statements: Sequence[Statement]) -> tuple[Dispute, ...]:
    groups: list[tuple[set[str], set[str]]] = []
    for answer in answers:
        claims, deniers = set(answer.answers), {answer.id}
        shared = [group for group in groups if group[0] & claims]
        for group in shared:
            claims |= group[0]
            deniers |= group[1]
        groups = [group for group in groups if group not in shared] + [(claims, deniers)]
    order = {each.id: at for at, each in enumerate(statements)}
    found = [(_sorted(claims, order), _sorted(deniers, order)) for claims, deniers in groups]
    return tuple(Dispute(None, *each) for each in sorted(found, key=lambda pair: order.get(pair[0][0], -1)))


def _sorted(ids: Iterable[str], order: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=lambda each: (order.get(each, len(order)), each)))
