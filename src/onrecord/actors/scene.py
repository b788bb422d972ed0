"""Which country an article is about: overall, and around each sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.lexicon.actors import BODIES, SECTORS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onrecord.actors.recognise import Match
    from onrecord.actors.tree import Tree

_WEIGHT = {"state": 1.0, "people": 1.0, "capital": 1.0, "metonym": 0.7, "area": 1.0, "city": 1.0, "entity": 1.0}
_HEADLINE = 3.0
_NEAR = 0.5
"""How much the sentence itself counts beside the whole article; it fades by half with every sentence further back."""


class Scene:
    """Scores of countries in an article."""

    def __init__(self, tree: Tree, matches: Iterable[Match], places: Mapping[int, str] | None = None) -> None:
        self.tree = tree
        self.whole: dict[str, float] = defaultdict(float)
        self.by_sentence: list[dict[str, float]] = [defaultdict(float) for _ in tree.parse.sentences]
        for match in matches:
            self._count(match.first, match.entry.code, _WEIGHT.get(match.entry.kind, 0.4))
        for index, country in (places or {}).items():
            self._count(index, country, 1.0)
        total = sum(self.whole.values()) or 1.0
        self.share = {country: weight / total for country, weight in self.whole.items()}

    def _count(self, token: int, code: str | None, weight: float) -> None:
        country = (code or "").partition(" ")[0]
        if not country or country in BODIES or country in SECTORS:
            return
        sentence = self.tree.sentence[token]
        self.whole[country] += weight * (_HEADLINE if sentence == 0 else 1.0)
        self.by_sentence[sentence][country] += weight

    def country(self, token: int, among: Collection[str] = ()) -> str | None:
        """Return the country that the context of a token speaks of (of some countries only, where these are given)."""
        sentence = self.tree.sentence[token]
        scores = dict(self.share)
        fade = _NEAR
        for at in range(sentence, max(-1, sentence - 4), -1):
            local = self.by_sentence[at]
            total = sum(local.values())
            for country, weight in local.items():
                scores[country] = scores.get(country, 0.0) + fade * weight / total
            fade /= 2
        fitting = {country: score for country, score in scores.items() if not among or country in among}
        return max(fitting, key=lambda country: (fitting[country], country)) if fitting else None
