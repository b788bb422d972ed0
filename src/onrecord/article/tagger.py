"""Which lines of a text scrape belong to the report: a small network over `lines.describe`, then the best segments.

The network (inputs -> tanh -> probability) is made by `training/furniture.py` and lies in `data/furniture.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from onrecord.article.lines import Line, Matrix, describe
from onrecord.errors import BadData

SWITCH = 5.0
"""Words that a change between report and furniture costs: single lines change sides only where the network is sure."""
LEAST = 0.1
"""Probability below which a line inside the report is furniture all the same."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: `mean`, `scale` [inputs]; `first` [inputs, units]; `first_bias`, `second` [units]; `second_bias`."""

    mean: Matrix
    scale: Matrix
    first: Matrix
    first_bias: Matrix
    second: Matrix
    second_bias: float

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return for each row the probability that its line is of the report's body."""
        inputs = np.clip((rows - self.mean) * self.scale, -6.0, 6.0)
        hidden = np.tanh(inputs @ self.first + self.first_bias)
        return np.asarray(1.0 / (1.0 + np.exp(-(hidden @ self.second + self.second_bias))))


@cache
def network() -> Network:
    """Load the weights; raises `BadData` where they do not fit the numbers that describe a line."""
    data = json.loads((resources.files("onrecord") / "data" / "furniture.json").read_text("utf-8"))
    found = Network(
        mean=np.array(data["mean"]),
        scale=np.array(data["scale"]),
        first=np.array(data["first"]),
        first_bias=np.array(data["first_bias"]),
        second=np.array(data["second"]),
        second_bias=float(data["second_bias"]),
    )
    if found.first.shape[0] != describe([Line(0, 1, "A", apart=False)]).shape[1]:
        raise BadData("data/furniture.json was made for other line features; run training/furniture.py again")
    return found


def tag(lines: list[Line]) -> Matrix:
    """Return for each line the probability that it is of the report's body."""
    return network().probabilities(describe(lines)) if lines else np.zeros(0)


def segments(probabilities: Matrix, words: Matrix) -> list[bool]:
    """Return which lines to keep: the segments with the greatest sum of words times (probability - 1/2).

    Each beginning and each end of a segment costs `SWITCH`. Viterbi over two states, linear in the number of lines.
    """
    outside, inside = 0.0, -SWITCH
    steps: list[tuple[bool, bool]] = []
    for gain in (probabilities - 0.5) * words:
        leave, enter = inside - SWITCH > outside, outside - SWITCH > inside
        steps.append((leave, not enter))
        outside, inside = max(outside, inside - SWITCH), max(inside, outside - SWITCH) + gain
    kept, state = [], inside > outside
    for from_inside_out, from_inside_in in reversed(steps):
        kept.append(state)
        state = from_inside_in if state else from_inside_out
    return [keep and bool(p > LEAST) for keep, p in zip(reversed(kept), probabilities, strict=True)]
