"""Disputes within one article."""

from onrecord.disputes import match
from onrecord.types import Account, Actor, Dispute, Event, Statement

LIMA, QUITO = Actor("Lima", "PER GOV"), Actor("Quito", "ECU GOV")


def event(name: str, *accounts: Account) -> Event:
    return Event(name, name, "ASSAULT", None, (), (), (0, 6), ((0, 6),), (), (), None, None, None, accounts, 0.9)


def statement(name: str, source: Actor, act="state", answers=()) -> Statement:
    return Statement(name, source, None, None, ((0, 9),), act, "indirect", None, answers, 0.9)


CLAIM = statement("s1", QUITO, "accuse")
DENIAL = statement("s2", LIMA, "deny", ("s1",))


def test_a_denied_event_is_a_dispute_with_both_voices():
    denied = event(
        "e1", Account("outlet", "asserts", None), Account(QUITO, "asserts", "s1"), Account(LIMA, "denies", "s2")
    )
    assert match([denied], [CLAIM, DENIAL]) == (Dispute("e1", ("outlet", "s1"), ("s2",)),)


def test_an_undenied_event_is_none():
    assert match([event("e1", Account(QUITO, "asserts", "s1"))], [CLAIM]) == ()


def test_a_claim_that_is_no_event_is_in_dispute_with_its_answer():
    assert match([], [CLAIM, DENIAL]) == (Dispute(None, ("s1",), ("s2",)),)


def test_answers_to_one_claim_are_one_dispute_and_stand_after_those_over_events():
    second = statement("s3", Actor("Oslo", "NOR GOV"), "deny", ("s1",))
    other = statement("s4", QUITO)
    denial = statement("s5", LIMA, "deny", ("s4",))
    denied = event("e1", Account(QUITO, "asserts", "s4"), Account(LIMA, "denies", "s5"))
    found = match([denied], [CLAIM, DENIAL, second, other, denial])
    assert found == (Dispute("e1", ("s4",), ("s5",)), Dispute(None, ("s1",), ("s2", "s3")))
