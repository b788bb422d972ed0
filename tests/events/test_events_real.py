"""Sentences, each one construction, through the model that ships: the row that must come out."""

from __future__ import annotations

import pytest

import onrecord

# sentence; trigger, type, mode, auxiliary, codes of actors and of recipients, accounts (outlet or code, stance)
ROWS = [
    (
        "Norwegian police arrested two Russian diplomats in Oslo on Monday.",
        ("arrested", "COERCE", "arrest", (), ["NOR COP"], ["RUS GOV"], [("outlet", "asserts")]),
    ),
    (
        "Chile will withdraw its ambassador from Peru next week, the Chilean Foreign Ministry said.",
        ("withdraw", "SANCTION", "withdraw", ("future",), ["CHL"], [], [("CHL GOV", "asserts")]),
    ),
    (
        "Kenya accused Somalia of shelling a border village.",
        ("accused", "ACCUSE", "allege", (), ["KEN"], ["SOM"], [("outlet", "asserts")]),
    ),
    (
        "Turkey and Greece held talks in Geneva on Friday.",
        ("talks", "CONSULT", None, (), ["TUR", "GRC"], [], [("outlet", "asserts")]),
    ),
    (
        "The sanctions against Mali were imposed by France.",
        ("sanctions", "SANCTION", "discontinue", (), ["FRA"], ["MLI"], [("outlet", "asserts")]),
    ),
    (
        "Japan urged China to withdraw its ships from the area.",
        ("withdraw", "RETREAT", "withdraw", ("hypothetical",), ["CHN"], [], [("JPN", "asserts")]),
    ),
    (
        "Ethiopia has no plans to attack Eritrea, its government said.",
        ("attack", "ASSAULT", None, ("negation",), ["ETH"], ["ERI"], [("ETH GOV", "asserts")]),
    ),
    (
        "Soldiers were killed by gunmen in Mali.",
        ("killed", "ASSAULT", "firearms", (), ["MLI UAF"], ["MLI MIL"], [("outlet", "asserts")]),
    ),
    (
        "A court in Cairo sentenced three journalists to seven years in prison.",
        ("sentenced", "SANCTION", "convict", (), ["EGY JUD"], ["EGY JRN"], [("outlet", "asserts")]),
    ),
    (
        "Zambia thanked Canada for its support.",
        ("thanked", "SUPPORT", None, (), ["ZMB"], ["CAN"], [("outlet", "asserts")]),
    ),
    (
        "Workers at the port went on strike.",
        ("strike", "PROTEST", "strike", (), [], [], [("outlet", "asserts")]),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_one_construction_gives_its_row(model, sentence, expected):
    reading = onrecord.read_text(sentence, kind="plain", model=model)
    trigger, type_name, mode, auxiliary, actors, recipients, accounts = expected
    event = next(each for each in reading.events if sentence[slice(*each.trigger)].startswith(trigger))
    assert (event.type, event.mode, event.auxiliary) == (type_name, mode, auxiliary)
    assert ([each.code for each in event.actors], [each.code for each in event.recipients]) == (actors, recipients)
    found = [
        (each.source if each.source in (None, "outlet") else each.source.code, each.stance) for each in event.accounts
    ]
    assert found == accounts


@pytest.mark.parametrize(
    "sentence", ["Sudan rejected the claims as lies.", "The ministry released a report on Tuesday."]
)
def test_a_word_whose_object_makes_it_no_event_gives_no_row(model, sentence):
    assert onrecord.read_text(sentence, kind="plain", model=model).events == ()


def test_what_is_denied_is_denied_by_its_speaker(model):
    (event,) = onrecord.read_text("Kenya denied shelling the village.", kind="plain", model=model).events
    assert (event.type, event.standing) == ("ASSAULT", "disputed")
    assert [(each.source.code, each.stance) for each in event.accounts] == [("KEN", "denies")]
