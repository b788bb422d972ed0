"""How the candidates of an article's names support one another: by nearness, containment and country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.lexicon.places import Entry, gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

# Weights in decimal orders of population, set on GeoVirus.
SAME_COUNTRY, SAME_COUNTRY_MOST = 0.5, 1.5
NEAR, NEAR_KM, NEAR_MOST = 1.5, 150.0, 3.0


@dataclass(frozen=True, slots=True)
class Company:
    """All candidates of all names of an article, the candidates of a name side by side.

    `alone` is what each scores by itself; `near` and `same` are square: 1 where two candidates lie at one spot (or one
    in the other), or in one country; `starts` is where the candidates of each name begin.
    """

    entries: tuple[Entry, ...]
    numbers: Mapping[str, range]
    alone: Numbers
    near: Numbers
    same: Numbers
    starts: npt.NDArray[np.intp]

    @classmethod
    def of(cls, options: Mapping[str, Sequence[tuple[float, Entry]]]) -> Company:
        """Gather the candidates (score, entry) of each name."""
        entries = tuple(entry for found in options.values() for _, entry in found)
        starts = np.cumsum([0, *(len(found) for found in options.values())])
        numbers = {
            key: range(a, b) for key, a, b in zip(options, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        }
        alone = np.array([score for found in options.values() for score, _ in found])
        states = np.array([entry.kind == "country" for entry in entries])
        countries = np.array([entry.country or "" for entry in entries])
        same = (countries[:, None] == countries[None, :]) & (countries != "")[:, None] & ~states[:, None]
        near = np.where(states[:, None] | states[None, :], 0.0, nearness(entries))
        return cls(entries, numbers, alone, near, same.astype(float), starts[:-1])

    def bonus(self, scores: Numbers) -> Numbers:
        """Return what each candidate gains from the likely candidates of the other names."""
        best = np.repeat(np.maximum.reduceat(scores, self.starts), np.diff([*self.starts, len(scores)]))
        likely = np.exp(scores - best)
        near = np.minimum(self._from_others(self.near * likely), NEAR_MOST)
        same = self._from_others(self.same * likely)
        gain = NEAR * np.log2(1 + near) + np.minimum(SAME_COUNTRY_MOST, SAME_COUNTRY * np.log2(1 + same))
        return np.asarray(gain)

    def picks(self, scores: Numbers) -> dict[str, Entry]:
        """Return the best candidate of each name; the larger place where two are equal."""
        return {
            key: self.entries[max(numbers, key=lambda number: (scores[number], -self.entries[number].row))]
            for key, numbers in self.numbers.items()
        }

    def _from_others(self, support: Numbers) -> Numbers:
        """Sum, over the other names, the support of the candidate that supports most."""
        by_name = np.maximum.reduceat(support, self.starts, axis=1)
        names = [key.rpartition("/")[0] for key in self.numbers]
        for column, name in enumerate(names):
            for numbers, other in zip(self.numbers.values(), names, strict=True):
                if name == other:  # "Kiev" is no witness for "Kiev airport"
                    by_name[numbers.start : numbers.stop, column] = 0
        return np.asarray(by_name.sum(axis=1))


def nearness(entries: Sequence[Entry]) -> Numbers:
    """Return exp(-km / NEAR_KM) of each two entries, 1 where one is the division of the other, 0 for one place."""
    lat = np.radians([entry.latitude for entry in entries])
    lon = np.radians([entry.longitude for entry in entries])
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    near = np.exp(-12742 * np.arcsin(np.minimum(1, np.sqrt(half))) / NEAR_KM)
    rows = np.array([entry.row for entry in entries])
    above = np.array([division.row if (division := gazetteer().division(entry)) else -1 for entry in entries])
    near[rows[:, None] == above[None, :]] = 1.0
    near[rows[:, None] == rows[None, :]] = 0.0
    return np.asarray(near)
