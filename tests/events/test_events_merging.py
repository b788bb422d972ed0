"""Which mentions are one event, and what the one row says."""

from datetime import date

import pytest

from onrecord.events.drafts import Draft
from onrecord.events.merging import gather, stem
from onrecord.types import Actor, When

LIMA, QUITO, OSLO = Actor("Lima", "PER GOV"), Actor("Quito", "ECU GOV"), Actor("Oslo", "NOR GOV")


def draft(word: str, sentence: int, *, actors=(), recipients=(), **more) -> Draft:
    tokens = (10 * sentence, 10 * sentence + 1)
    return Draft(
        head=tokens[0],
        tokens=tokens,
        span=(100 * sentence, 100 * sentence + len(word)),
        type=more.pop("type", "ASSAULT"),
        score=0.9,
        stem=stem(word),
        actors=tuple(actors),
        recipients=tuple(recipients),
        sentence=sentence,
        **more,
    )


def day(number: int) -> tuple[When, int]:
    at = date(2023, 5, number)
    return When("then", at, at, "day", at.isoformat(), (0, 4)), 2


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (draft("attack", 0, actors=[LIMA]), draft("attacked", 3, actors=[LIMA]), True),
        (draft("attack", 0, actors=[LIMA]), draft("attacked", 3), True),
        (draft("attack", 0, actors=[LIMA]), draft("attacked", 3, actors=[QUITO]), False),
        (draft("attack", 0), draft("arrest", 3, type="COERCE"), False),
        (draft("attack", 0), draft("attacks", 0), False),
        (draft("attack", 0, actors=[LIMA]), draft("attacks", 0, actors=[LIMA]), True),
        (draft("attack", 0, when=day(1)), draft("attack", 3, when=day(9)), False),
        (draft("attack", 0), draft("attack", 3, auxiliary=("negation",)), False),
        (draft("attack", 0, auxiliary=("future",)), draft("attack", 3), True),
        (
            draft("bombing", 0, actors=[LIMA], mode="explosives"),
            draft("blast", 3, actors=[LIMA], mode="explosives"),
            True,
        ),
        (draft("bombing", 0, mode="explosives"), draft("blast", 3, mode="explosives"), False),
    ],
)
def test_mentions_of_one_act_are_one_row(first, second, together):
    assert len(gather([first, second])) == (1 if together else 2)


def test_a_row_has_the_parties_that_its_mentions_name_most_often():
    mentions = [
        draft("attack", 0, recipients=[QUITO]),
        draft("attack", 2, actors=[LIMA, OSLO]),
        draft("attacked", 4, actors=[LIMA]),
        draft("attacked", 6, actors=[LIMA]),
    ]
    (row,) = gather(mentions)
    assert row.parties("actors") == [LIMA]
    assert row.parties("recipients") == [QUITO]
