from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from made import TEXT, at
from rich.console import Console

from onrecord.glance import casualty_words, day_words, glance, parties, place_words, quote, when_words
from onrecord.report import render
from onrecord.types import Account, Casualties, Count, When


def shown(reading, *, width=80, auxiliary="any", **console):
    buffer = io.StringIO()
    render(glance(reading, auxiliary=auxiliary), Console(file=buffer, width=width, highlight=False, **console))
    return buffer.getvalue()


def squeezed(text):
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(reading, width):
    assert max(map(len, shown(reading, width=width).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_everything_is_said_without_colour(reading, width):
    text = squeezed(shown(reading, width=width))
    for words in (
        "✗ DISPUTED 2",
        "● NARRATED 3",
        "○ CLAIMED 2",
        "[FUTURE]",
        "[HYPOTHETICAL]",
        "who denies it",
        "SDN GOV?",
        "14 Mar 2021, 09:40",
        "9 statements · 7 events: 2 disputed, 3 narrated, 2 claimed",
        "in Gallabat · on Friday (12 Mar 2021) · 3 killed" if width > 80 else "in Gallabat",
        "2 events, planned",
    ):
        assert words in text, words
    assert "\x1b" not in text


def test_colours_are_there_on_a_terminal_and_say_nothing_new(reading):
    coloured = shown(reading, force_terminal=True, color_system="truecolor", no_color=False)
    assert "\x1b[" in coloured
    bare = shown(reading, force_terminal=True, color_system="truecolor", no_color=True)
    assert "\x1b[31" not in bare
    assert "\x1b[1;31" not in bare


def test_claim_and_denial_stand_side_by_side(reading):
    lines = shown(reading, width=100).splitlines()
    assert any("Ethiopian officials" in line and "Sudanese army" in line and "│" in line for line in lines)


def test_what_did_not_happen_is_marked_or_left_out_and_counted(reading):
    text = squeezed(shown(reading, auxiliary="happened"))
    assert "[FUTURE]" not in text
    assert "2 planned, hypothetical or negated events left out" in text
    historical = replace(reading, events=(replace(reading.events[5], auxiliary=("historical",)),), disputes=())
    assert "[HISTORICAL]" in shown(historical, auxiliary="happened")


def test_an_escape_sequence_in_a_report_does_not_reach_the_terminal(reading):
    hostile = replace(reading, article=replace(reading.article, title="a\x1b]0;x\x07b\x9b31m", outlet="[red]x[/red]"))
    text = shown(hostile)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "[red]x[/red]" in text


def test_an_empty_reading_is_shown(reading):
    empty = replace(reading, statements=(), events=(), disputes=())
    assert "0 statements · 0 events" in shown(empty)


def test_who_is_named_once_and_the_outlet_first(reading):
    outlet, ministry = reading.events[0].accounts
    event = replace(reading.events[0], accounts=(ministry, outlet, replace(ministry, statement="s3")))
    (row,) = glance(replace(reading, events=(event,))).rows
    assert [who.name for who in row.said_by] == ["the outlet", "Sudanese Foreign Ministry"]


def test_nobody_named_is_said(reading):
    event = replace(reading.events[3], accounts=(Account(None, "asserts", "s4"),))
    (row,) = glance(replace(reading, events=(event,))).rows
    assert [who.name for who in row.said_by] == ["nobody named"]


def test_disputes_between_the_same_statements_are_one_pair(reading):
    twice = replace(reading.disputes[0], event="e4")
    pairs = glance(replace(reading, disputes=(reading.disputes[0], twice))).pairs
    assert [[event.id for event in pair.events] for pair in pairs] == [["e3", "e4"]]


def test_the_outlet_can_be_a_side(reading):
    dispute = replace(reading.disputes[0], event="e6", asserted_by=("outlet",), denied_by=("s8",))
    (pair,) = glance(replace(reading, disputes=(dispute,))).pairs
    assert pair.claims[0].who.name == "the outlet"
    assert pair.claims[0].words == "Two days earlier Ethiopian police arrested nine Sudanese traders in Metemma."


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("recall", "Sudan to ", " its ambassador from Ethiopia"),
        ("burned", "“Houses were ", ",” it added."),
        ("denied", "The Sudanese army has ", " any involvement in the attack."),
        (
            "close",
            "If the shelling does not stop, Sudan will ",
            " the border, the Sudanese information minister warned.",
        ),
    ],
)
def test_a_quote_is_the_sentence(words, before, after):
    found = quote(TEXT, at(words))
    assert (found.before, found.words, found.after) == (before, words, after)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 3, 12), date(2021, 3, 12), "then (12 Mar 2021)"),
        (date(2021, 3, 1), date(2021, 3, 12), "then (1 Mar 2021 to 12 Mar 2021)"),
        (date(2021, 3, 1), None, "then (1 Mar 2021 to …)"),
        (None, None, "then"),
    ],
)
def test_when(first, last, expected):
    assert when_words(When("then", first, last, None, None, (0, 4))) == expected


def test_days():
    assert day_words(date(2021, 3, 4)) == "4 Mar 2021"
    assert day_words(datetime(2021, 3, 4, 7, 5)) == "4 Mar 2021, 07:05"


def test_casualties():
    counts = Casualties(killed=Count(1200, "at_least", (0, 1)), detained=Count(3, "about", (0, 1)))
    assert casualty_words(counts) == ["at least 1,200 killed", "about 3 detained"]


def test_parties(reading):
    assert parties(reading.events[0]) == "Sudan → Ethiopia"
    assert parties(replace(reading.events[0], actors=())) == "? → Ethiopia"
    assert parties(replace(reading.events[0], recipients=())) == "Sudan"
    assert parties(replace(reading.events[0], actors=(), recipients=())) == ""


@pytest.mark.parametrize(
    ("precision", "contested", "expected"),
    [("city", False, "in Gallabat"), ("point", False, "at Gallabat"), (None, True, "at Gallabat (contested)")],
)
def test_places(reading, precision, contested, expected):
    assert place_words(replace(reading.events[2].place, precision=precision, contested=contested)) == expected
