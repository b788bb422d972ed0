"""The kinds of figures, summed over documents before the ratio is taken (micro-average)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class F1:
    """What was found against what there is: `right` of the `read` things are among the `gold` ones."""

    right: int
    read: int
    gold: int

    @property
    def precision(self) -> float:
        """Return the share of what was read that is right; 0 where nothing was read."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """Return the harmonic mean of precision and recall, 0 to 1."""
        return harmonic(self.precision, self.recall)

    def __add__(self, other: F1) -> F1:
        """Return the figure over both."""
        return F1(self.right + other.right, self.read + other.read, self.gold + other.gold)

    def as_json(self) -> dict[str, float]:
        """Return precision, recall, F1 and the counts by short names."""
        return {"p": self.precision, "r": self.recall, "f1": self.value, "gold": self.gold, "pred": self.read}

    def __str__(self) -> str:
        """Return the figure for a line of a report."""
        return _line(self)


@dataclass(frozen=True, slots=True)
class Share:
    """How many are right `of` all that could be."""

    right: float
    of: int

    @property
    def value(self) -> float:
        """Return the share, 0 to 1; 0 where there is nothing."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: Share) -> Share:
        """Return the figure over both."""
        return Share(self.right + other.right, self.of + other.of)

    def as_json(self) -> float:
        """Return the share."""
        return self.value

    def __str__(self) -> str:
        """Return the figure for a line of a report."""
        return f"{self.value:.3f}"


@dataclass(frozen=True, slots=True)
class Partial:
    """What was found in part.

    `right` sums over the `read` things the share of each that is right, `found` over the `gold` ones what was found.
    """

    right: float
    read: int
    found: float
    gold: int

    @property
    def precision(self) -> float:
        """Return the mean share of what was read that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Return the mean share of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """Return the harmonic mean of precision and recall, 0 to 1."""
        return harmonic(self.precision, self.recall)

    def __add__(self, other: Partial) -> Partial:
        """Return the figure over both."""
        return Partial(
            self.right + other.right, self.read + other.read, self.found + other.found, self.gold + other.gold
        )

    def as_json(self) -> dict[str, float]:
        """Return precision, recall, F1 and the counts by short names."""
        return {"p": self.precision, "r": self.recall, "f1": self.value, "gold": self.gold, "pred": self.read}

    def __str__(self) -> str:
        """Return the figure for a line of a report."""
        return _line(self)


Figure = F1 | Share | Partial
Figures = Mapping[str, Figure]


def _line(figure: F1 | Partial) -> str:
    p, r, value = figure.precision, figure.recall, figure.value
    return f"P {p:.3f} R {r:.3f} F1 {value:.3f}  gold {figure.gold} read {figure.read}"


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(parts: Iterable[Figures]) -> dict[str, Figure]:
    """Return the figures over all documents, in the order in which they come first."""
    out: dict[str, Figure] = {}
    for part in parts:
        for name, figure in part.items():
            # one name always carries one kind of figure
            out[name] = out[name] + figure if name in out else figure  # type: ignore[operator]
    return out


def render_figures(figures: Figures) -> str:
    """Return one line a figure, names in a column."""
    width = max((len(name) for name in figures), default=0)
    return "\n".join(f"{name:{width}s}  {figure}" for name, figure in figures.items())
