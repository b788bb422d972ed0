"""Scores of one window -> what they say: sentences, trees, mentions, attributions, triggers.

Indices count in the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np

from onrecord.model.decode import bio_spans, bio_transitions, runs, softmax, tree, viterbi
from onrecord.types import Argument, Attribution, Mention, Trigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.model.network import Labels, Scores
    from onrecord.types import Act, Role

    Floats = NDArray[np.float32]
    Interval = tuple[int, int]

OWNED = 0.35
"""A span belongs to a cue from this mean probability on."""
NESTED = 0.5
"""Words belong to a cue without a span of their own (nested reports) from this probability on."""
WORTH = 0.12
"""Words are worth telling as a trigger from this probability of any type on; stage 6 decides."""
SHOULDER = 0.75
"""A word belongs to a trigger from this share of the probability of its surest word on."""
ARGUMENT = 0.3
"""Words are worth telling as an argument from this probability on."""
_START = np.array([0.0, 0.0, -2.0], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Trees:
    """Heads (index in the window, -1 for roots) and relations of the words of a window."""

    heads: list[int]
    deprels: list[str]


def sentences(scores: Scores, paragraph_starts: set[int]) -> list[int]:
    """Return the words that start a sentence: by the network's word, and wherever a paragraph starts."""
    starts = scores.sentence[:, 1] > scores.sentence[:, 0]
    return [k for k in range(len(starts)) if k == 0 or starts[k] or k in paragraph_starts]


def trees(scores: Scores, starts: Sequence[int], labels: Labels) -> Trees:
    """Return the best tree of every sentence, with relations."""
    heads: list[int] = []
    total = len(scores.sentence)
    for first, last in zip(starts, [*starts[1:], total], strict=True):
        arcs = np.concatenate(
            [scores.arc[first + 1 : last + 1, :1], scores.arc[first + 1 : last + 1, first + 1 : last + 1]], 1
        )
        heads.extend(h + first if h >= 0 else -1 for h in tree(arcs))
    at = np.array(heads) + 1
    relation = np.einsum("wld,wd->wl", scores.rel_dependent[1:], scores.rel_head[at]) + scores.rel_bias[at]
    root = labels.deprel.index("root")
    relation[:, root] = np.where(at == 0, 1e4, -1e4)
    return Trees(heads, [labels.deprel[k] for k in relation.argmax(1)])


def mentions(scores: Scores, labels: Labels) -> list[Mention]:
    """Return the named entities and dates."""
    transitions, start = bio_transitions(labels.entity)
    path = viterbi(scores.entity[:, None], transitions[None], start)[:, 0]
    probability = softmax(scores.entity)
    found = []
    for first, last in bio_spans(np.where(path == 0, 0, 2 - path % 2)):
        label = labels.entity[path[first]][2:]
        score = float(probability[np.arange(first, last), path[first:last]].mean())
        found.append(Mention((first, last), label, round(score, 4)))
    return found


def attributions(scores: Scores, labels: Labels) -> list[Attribution]:
    """Return sources, cues and contents that belong together, by the spans and the links between them."""
    emissions = scores.layers.reshape(len(scores.layers), 3, 3)
    allowed = labels.transitions.copy()
    allowed[:, 0, 2] = -1e4
    path = viterbi(emissions, allowed, _START)
    sources, cues, contents = (bio_spans(path[:, layer]) for layer in range(3))
    inside = 1 - softmax(emissions)[:, 1, 0]
    link, acts = softmax(scores.link, 0), softmax(scores.act)
    claimed = np.zeros(len(path), dtype=np.float32)
    found = []
    for cue in cues:
        owner = link[:, 1:, cue[0] + 1]
        content = _owned(owner[2], contents, cue)
        if not content:
            continue
        for first, last in content:
            claimed[first:last] = np.maximum(claimed[first:last], 1.0)
        certain = float(inside[cue[0] : cue[1]].mean() * np.mean([owner[2][a:b].mean() for a, b in content]))
        source = _owned(owner[1], sources, cue)
        found.append(Attribution(source, (cue,), content, _acts(acts[cue[0]], labels), round(certain, 4)))
    for first, last in contents:
        for a, b in runs(claimed[first:last] == 0):
            if b - a >= 3:
                certain = float(link[2, first + a + 1 : first + b + 1, 0].mean())
                piece = (first + a, first + b)
                found.append(Attribution((), (), (piece,), _acts(acts[piece[0]], labels), round(certain, 4)))
    return sorted(found, key=lambda a: (a.content[0], a.cue))


def _owned(probability: Floats, spans: Sequence[Interval], cue: Interval) -> tuple[Interval, ...]:
    """Return the spans that belong to a cue, and runs of words that do without a span of their own."""
    chosen = [s for s in spans if probability[s[0] : s[1]].mean() >= OWNED and not (s[0] < cue[1] and cue[0] < s[1])]
    free = probability >= NESTED
    for first, last in chosen:
        free[first:last] = False
    free[cue[0] : cue[1]] = False
    chosen += [r for r in runs(free) if not any(a <= r[1] and r[0] <= b for a, b in chosen)]
    return tuple(sorted(chosen))


def _acts(probability: Floats, labels: Labels) -> dict[Act, float]:
    return {cast("Act", act): round(float(p), 4) for act, p in zip(labels.acts, probability, strict=True)}


def triggers(scores: Scores, labels: Labels, starts: Sequence[int]) -> list[Trigger]:
    """Return the words that may name an event, with the probability of each type, and their arguments.

    Types and arguments are those of the surest word of a trigger; `types` leaves out what is below 1 %.
    """
    probability = softmax(scores.trigger)
    auxiliary = softmax(scores.auxiliary)
    found = []
    for first, last in pairwise([*starts, len(probability)]):
        for a, b in _peaks(probability[first:last]):
            interval = (first + a, first + b)
            anchor = first + a + int(probability[interval[0] : interval[1], 0].argmin())
            found.append(
                Trigger(
                    interval,
                    {
                        t: round(float(p), 4)
                        for t, p in zip(labels.types, probability[anchor, 1:], strict=True)
                        if p >= 0.01
                    },
                    {t: round(float(p), 4) for t, p in zip(labels.auxiliaries, auxiliary[anchor], strict=True)},
                    _arguments(scores, labels, interval[1] - 1, (first, last)),
                )
            )
    return found


def _peaks(probability: Floats) -> list[Interval]:
    """Return the runs of words of one type that may name an event; a word far below its neighbour is none of it.

    In "held talks" the noun names the meeting; "held" alone is likelier to be part of it than most words are.
    """
    mass, kind = 1 - probability[:, 0], probability[:, 1:].argmax(1)
    found = []
    for first, last in runs(mass >= WORTH):
        cuts = [first, *(k for k in range(first + 1, last) if kind[k] != kind[k - 1]), last]
        for a, b in pairwise(cuts):
            found += [(a + c, a + d) for c, d in runs(mass[a:b] >= SHOULDER * mass[a:b].max())]
    return found


def _arguments(scores: Scores, labels: Labels, anchor: int, sentence: Interval) -> tuple[Argument, ...]:
    probability = softmax(scores.argument[:, sentence[0] + 1 : sentence[1] + 1, anchor + 1], 0)
    found = []
    for r, role in enumerate(labels.roles, 1):
        for a, b in runs(probability[r] >= ARGUMENT):
            interval = (sentence[0] + a, sentence[0] + b)
            found.append(Argument(cast("Role", role), interval, round(float(probability[r, a:b].mean()), 4)))
    return tuple(found)


def antecedents(scores: Scores) -> dict[int, tuple[int, float]]:
    """Return for each word that refers back the word it refers to, with a probability above one half."""
    size = len(scores.sentence)
    masked = np.where(np.tri(size, size + 1, dtype=bool), scores.antecedent[1:], -1e4)
    probability = softmax(masked.astype(np.float32))
    best = probability.argmax(1)
    return {
        k: (int(best[k]) - 1, round(float(probability[k, best[k]]), 4))
        for k in range(size)
        if best[k] > 0 and probability[k, best[k]] >= 0.5
    }
