"""Entities, factuality, calibration and the kinds of figures."""

from __future__ import annotations

import itertools
import random

import pytest

from onrecord.evaluate.calibration import fit_isotonic, fit_logistic, reliability, render_reliability
from onrecord.evaluate.entities import entity_figures, of_parse
from onrecord.evaluate.factuality import pearson
from onrecord.evaluate.figures import F1, Share, render_figures, total
from onrecord.types import Article, Mention, Parse, Token

LABELS = {"PERSON": "PERSON", "LOC": "LOCATION", "FACILITY": "LOCATION", "LOCATION": "LOCATION"}


@pytest.mark.parametrize(
    ("gold", "read", "right", "read_count", "gold_count"),
    [
        ([(0, 4, "PERSON")], [(0, 4, "PERSON")], 1, 1, 1),
        ([(0, 4, "FACILITY")], [(0, 4, "LOCATION")], 1, 1, 1),
        ([(0, 4, "PERSON")], [(0, 5, "PERSON")], 0, 1, 1),
        ([(0, 4, "PERSON")], [(0, 4, "LOC")], 0, 1, 1),
        ([(0, 4, "MONEY"), (5, 9, "LOC")], [(0, 4, "MISC"), (5, 9, "LOCATION")], 1, 1, 1),
    ],
)
def test_entities(gold, read, right, read_count, gold_count):
    assert entity_figures([(gold, read)], LABELS)["all"] == F1(right, read_count, gold_count)


def test_entities_of_a_parse():
    tokens = (Token(0, 4, "Ines", "", "", "", 1, ""), Token(5, 9, "Farr", "", "", "", -1, ""))
    parse = Parse(Article("", "", "Ines Farr", ""), tokens, ((0, 2),), mentions=(Mention((0, 2), "PERSON", 0.9),))
    assert of_parse(parse) == [(0, 9, "PERSON")]


@pytest.mark.parametrize(
    ("gold", "read", "r"),
    [
        ([1, 2, 3], [2, 4, 6], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3], [5, 5, 5], 0.0),
        ([1, 2, 3, 4], [1, 3, 2, 4], 0.8),
    ],
)
def test_pearson(gold, read, r):
    assert pearson(gold, read) == pytest.approx(r)


def test_pearson_wants_as_many_values():
    with pytest.raises(ValueError, match="found 2 gold and 1 read"):
        pearson([1, 2], [1])


def _overconfident(count: int) -> tuple[list[float], list[bool]]:
    """Scores that are right half as often as they say."""
    rng = random.Random(11)
    scores = [rng.random() for _ in range(count)]
    return scores, [rng.random() < score / 2 for score in scores]


@pytest.mark.parametrize("fit", [fit_logistic, fit_isotonic])
def test_calibration_lowers_the_error(fit):
    scores, right = _overconfident(2000)
    fitted = fit(scores, right)
    calibrated = [fitted(score) for score in scores]
    assert reliability(scores, right).error > 0.2
    assert reliability(calibrated, right).error < 0.06
    order = sorted(range(len(scores)), key=scores.__getitem__)
    assert all(calibrated[a] <= calibrated[b] + 1e-12 for a, b in itertools.pairwise(order))


def test_calibration_on_few_cases_stays_close_to_the_score():
    assert fit_logistic([0.8], [True])(0.8) == pytest.approx(0.8, abs=0.1)


def test_isotonic_pools_by_hand():
    fitted = fit_isotonic([0.1, 0.2, 0.3, 0.4], [False, True, False, True])
    assert (fitted.knots, fitted.values) == (pytest.approx((0.1, 0.25, 0.4)), (0.0, 0.5, 1.0))
    assert fitted(0.175) == pytest.approx(0.25)


def test_reliability_by_hand():
    table = reliability([0.05, 0.95, 1.0, 0.91], [False, True, True, False])
    assert [(b.low, b.count, b.right) for b in table.bins] == [(0.0, 1, 0.0), (0.9, 3, pytest.approx(2 / 3))]
    assert table.error == pytest.approx((0.05 + 3 * (2.86 / 3 - 2 / 3)) / 4)
    assert "| 0.9 to 1.0 | 3 | 0.95 | 0.67 |" in render_reliability(table)


def test_nothing_to_calibrate_on():
    with pytest.raises(ValueError, match="at least one"):
        fit_logistic([], [])


def test_figures_add_up_before_the_ratio():
    figures = total([{"a": F1(1, 1, 2), "b": Share(1, 1)}, {"a": F1(0, 1, 0), "b": Share(0, 3)}])
    assert figures == {"a": F1(1, 2, 2), "b": Share(1, 4)}
    assert render_figures(figures) == "a  P 0.500 R 0.500 F1 0.500  gold 2 read 2\nb  0.250"


def test_figures_of_nothing_are_zero():
    assert (F1(0, 0, 0).value, Share(0, 0).value) == (0, 0)
