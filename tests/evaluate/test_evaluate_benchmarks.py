"""The parts of the benchmarks that need neither weights nor corpora."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from onrecord.types import Account, Actor, Event

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(REPOSITORY))

    def load(name):
        return import_module(f"benchmarks.{name}")

    yield load
    for name in [each for each in sys.modules if each.partition(".")[0] == "benchmarks"]:
        monkeypatch.delitem(sys.modules, name)


def test_the_fastest_round_counts_after_one_text_to_warm_up(benchmark):
    seen = []
    timing = benchmark("speed").fastest(seen.append, ["one two", "three"], 2)
    assert seen == ["one two", "one two", "three", "one two", "three"]
    assert timing.words_a_second > 0
    assert timing.peak_mb > 1


def test_words_between_blanks_are_found_by_their_place(benchmark):
    row = {"text": "Boats were seen .", "events": [{"start": 11, "end": 15, "score": 2.5}]}
    judged = benchmark("corpora")._judged(row)
    assert judged.words == ("Boats", "were", "seen", ".")
    assert judged.events == ((2, 2.5),)


def test_data_that_is_not_there_is_named(benchmark):
    corpora = benchmark("corpora")
    with pytest.raises(corpora.Missing, match="no-such-corpus"):
        corpora.path_of("no-such-corpus")


@pytest.mark.parametrize(
    ("auxiliary", "accounts", "line"),
    [
        (
            (),
            (Account("outlet", "asserts", None), Account(Actor("Ines Farr", None), "denies", "s1")),
            "Norland [NOR GOV] ASSAULT ? | disputed: the outlet asserts; Ines Farr denies",
        ),
        (("future",), (), "Norland [NOR GOV] ASSAULT (future) ? | claimed: nobody"),
        ((), (Account(None, "asserts", "s1"),), "Norland [NOR GOV] ASSAULT ? | claimed: nobody named asserts"),
    ],
)
def test_a_row_beside_the_peers(benchmark, auxiliary, accounts, line):
    norland = (Actor("Norland", "NOR GOV"),)
    event = Event("e1", "", "ASSAULT", None, (), auxiliary, (0, 4), (), norland, (), None, None, None, accounts, 1.0)
    assert benchmark("peers").row(event) == line


def test_ten_sentences_of_different_kinds(benchmark):
    cases = benchmark("peers").CASES
    assert len({case.kind for case in cases}) == len({case.sentence for case in cases}) == 10
