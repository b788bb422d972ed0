"""Which words name events, and of which type: the model's triggers and the lexicon's words decided together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.events import weights, words
from onrecord.events.arguments import Frame, frame
from onrecord.lexicon.senses import NOTHING, Sense

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.events.tree import Tree
    from onrecord.types import Trigger


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may name an event, with all that is known of it: `types` are probabilities after the decision."""

    head: int
    tokens: tuple[int, int]
    frame: Frame
    held: tuple[Sense, ...]
    trigger: Trigger | None
    types: Mapping[str, float]


def find(tree: Tree) -> list[Candidate]:
    """Return the candidates of an article that name at least one event, in the order of the text."""
    found: dict[int, Candidate] = {}
    covered: set[int] = set()
    for trigger in tree.parse.triggers:
        head = tree.head_of(trigger.tokens)
        covered.update(range(*trigger.tokens))
        found[head] = _candidate(tree, head, trigger.tokens, trigger)
    for at in range(len(tree.tokens)):
        if at not in covered and words.pos(tree, at) is not None:
            found[at] = _candidate(tree, at, (at, at + 1), None)
    kept = {head: each for head, each in found.items() if max(each.types.values(), default=0.0) >= weights.KEEP}
    return [kept[head] for head in sorted(kept) if not _carried(tree, kept, head)]


def _candidate(tree: Tree, head: int, tokens: tuple[int, int], trigger: Trigger | None) -> Candidate:
    around = frame(tree, head)
    held = words.holding(tree, head, around)
    lexical = words.likely(tree, head, held)
    seen = trigger.types if trigger is not None else {}
    known = bool(lexical) or bool(held)
    types = {name: decide(seen.get(name), lexical.get(name), known=known) for name in {*seen, *lexical} - {NOTHING}}
    return Candidate(head, tokens, around, tuple(held), trigger, types)


def decide(model: float | None, lexical: float | None, *, known: bool) -> float:
    """Return the probability of a type from the model's (None: it saw none) and the lexicon's (None: it has none).

    A word that the lexicon does not hold speaks neither for nor against; one that it holds for other types (`known`)
    speaks a little against.
    """
    seen = weights.MODEL * _logit(weights.UNSEEN if model is None else model)
    if lexical is None:
        lexical = weights.UNKNOWN if known else 2 * weights.UNKNOWN
    return _expit(seen + weights.LEXICON * _logit(lexical) + weights.BIAS)


def _logit(probability: float) -> float:
    bounded = min(max(probability, 0.005), 0.995)
    return math.log(bounded / (1 - bounded))


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _carried(tree: Tree, kept: Mapping[int, Candidate], head: int) -> bool:
    """Whether another candidate names the same act better: the noun of a light verb, the cue "launched an attack"."""
    mine = kept[head]
    best = _best(mine)
    for other in kept.values():
        if other.head != head and _best(other) == best and other.frame.light == head:
            return True
        if other.head != head and other.tokens[0] <= head < other.tokens[1]:
            return True
        named = {each.companion for each in mine.held}
        if _best(other) == best and tree.tokens[other.head].head == head and tree.lemma(other.head) in named:
            return True  # "went on strike": the noun says it
    above = tree.tokens[head].head
    modifies = tree.relation(head, "compound", "amod") and above in kept
    return bool(modifies and _best(kept[above]) == best)


def _best(candidate: Candidate) -> str:
    return max(candidate.types, key=lambda name: (candidate.types[name], name))


def types(candidate: Candidate) -> list[tuple[str, float]]:
    """Return the types that a candidate names, best first: one, or two where both are plain."""
    ranked = sorted(candidate.types.items(), key=lambda pair: (-pair[1], pair[0]))
    return [ranked[0], *(pair for pair in ranked[1:2] if pair[1] >= weights.KEEP_SECOND)]
