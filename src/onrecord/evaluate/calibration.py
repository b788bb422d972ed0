"""Scores that mean what they say: fits raw scores to how often they are right, and shows how well they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Logistic:
    """A calibration p = 1 / (1 + exp(-(slope * logit(score) + offset))): two numbers, fit for few examples."""

    slope: float
    offset: float

    def __call__(self, score: float) -> float:
        """Return the probability for a raw score between 0 and 1."""
        return float(_sigmoid(self.slope * _logit(np.array([score])) + self.offset)[0])


@dataclass(frozen=True, slots=True)
class Isotonic:
    """A calibration that only rises: `values` at the raw scores `knots`, straight lines between them."""

    knots: tuple[float, ...]
    values: tuple[float, ...]

    def __call__(self, score: float) -> float:
        """Return the probability for a raw score."""
        return float(np.interp(score, self.knots, self.values))


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores of one interval: how many, their mean, and the share that is right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of equal width from 0 to 1; `error` is the expected calibration error, `brier` the mean squared error."""

    bins: tuple[Bin, ...]
    error: float
    brier: float


def fit_logistic(scores: Sequence[float], right: Sequence[bool], *, prior: float = 1.0, steps: int = 50) -> Logistic:
    """Fit slope and offset by Newton's method; `prior` pulls the slope to 1 and the offset to 0 with so much weight.

    Raises `ValueError` where there is no score or the lengths differ.
    """
    x, y = _checked(scores, right)
    design = np.stack([_logit(x), np.ones_like(x)], axis=1)
    start = np.array([1.0, 0.0])
    weights = start.copy()
    for _ in range(steps):
        p = _sigmoid(design @ weights)
        gradient = design.T @ (p - y) + prior * (weights - start)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + prior * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step * min(1.0, 2.0 / max(1e-12, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-9:
            break
    return Logistic(float(weights[0]), float(weights[1]))


def fit_isotonic(scores: Sequence[float], right: Sequence[bool]) -> Isotonic:
    """Fit the rising step values by pooling adjacent violators; each knot is the mean score of a pool.

    Raises `ValueError` where there is no score or the lengths differ.
    """
    x, y = _checked(scores, right)
    pools: list[tuple[float, float, float]] = []  # sum of scores, sum of right, count
    values, which = np.unique(x, return_inverse=True)
    counts, rights = np.bincount(which), np.bincount(which, weights=y)
    for value, hits, count in zip(values.tolist(), rights.tolist(), counts.tolist(), strict=True):
        pools.append((value * count, hits, count))
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            (a, b, c), (d, e, f) = pools.pop(), pools.pop()
            pools.append((a + d, b + e, c + f))
    return Isotonic(tuple(pool[0] / pool[2] for pool in pools), tuple(pool[1] / pool[2] for pool in pools))


def reliability(scores: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> Reliability:
    """Return how often scores are right, by bins of equal width; the last one includes 1."""
    x, y = _checked(scores, right)
    which = np.minimum((x * bins).astype(int), bins - 1)
    rows = []
    for number in range(bins):
        inside = which == number
        if inside.any():
            mean, share = float(x[inside].mean()), float(y[inside].mean())
            rows.append(Bin(number / bins, (number + 1) / bins, int(inside.sum()), mean, share))
    error = sum(row.count * abs(row.score - row.right) for row in rows) / len(x)
    return Reliability(tuple(rows), error, float(((x - y) ** 2).mean()))


def render_reliability(table: Reliability) -> str:
    """Return the table as Markdown, for a model card."""
    lines = ["| score | cases | mean score | right |", "|---|---|---|---|"]
    lines += [f"| {b.low:.1f} to {b.high:.1f} | {b.count} | {b.score:.2f} | {b.right:.2f} |" for b in table.bins]
    return "\n".join([*lines, "", f"Expected calibration error {table.error:.3f}, Brier score {table.brier:.3f}."])


def _checked(scores: Sequence[float], right: Sequence[bool]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if len(scores) != len(right) or not len(scores):
        raise ValueError(f"found {len(scores)} scores and {len(right)} answers, expected as many, and at least one")
    return np.asarray(scores, dtype=np.float64), np.asarray(right, dtype=np.float64)


def _logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped))


def _sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.clip(x, -40, 40)))
