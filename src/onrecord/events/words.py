"""What the lexicon makes of a word in its place: the senses whose conditions hold, and how likely each type is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.events import weights
from onrecord.lexicon import counts, senses
from onrecord.lexicon.senses import NOTHING, Pos, Sense

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.events.arguments import Frame
    from onrecord.events.tree import Tree

CLAUSES = ("xcomp", "ccomp", "advcl", "acl:")
OTHER_SENSE = 0.4
"""What is left of a plain sense where a sense of another type finds its arguments."""
NO_EVENT = 0.15
"""What is left of every sense where the use is known to be no event."""


def pos(tree: Tree, at: int) -> Pos | None:
    """Return the part of speech under which the lexicon holds a token, None for one that it does not hold."""
    upos = tree.tokens[at].upos
    if upos == "VERB":
        return "verb"
    return "noun" if upos in ("NOUN", "PROPN") else None


def holding(tree: Tree, at: int, frame: Frame) -> list[Sense]:
    """Return the senses of a token whose companion and conditions are found around it."""
    part = pos(tree, at)
    return (
        []
        if part is None
        else [each for each in senses.load().of(tree.lemma(at), part) if _holds(tree, at, frame, each)]
    )


def _holds(tree: Tree, at: int, frame: Frame, sense: Sense) -> bool:
    if sense.companion is not None and sense.companion not in _companions(tree, at, frame):
        return False
    if sense.object and not sense.object & _names(tree, _objects(tree, at, frame)):
        return False
    if sense.subject and not sense.subject & _names(tree, _subjects(frame)):
        return False
    if sense.oblique and not sense.oblique & _names(tree, [*_heads(frame), *tree.kids(at, *CLAUSES)]):
        return False
    if sense.clause:
        below = tree.kids(at, *CLAUSES)
        if not ("ANY" in sense.clause and below) and not sense.clause & _names(tree, below):
            return False
    return not (sense.unless and sense.unless & _companions(tree, at, frame))


def _objects(tree: Tree, at: int, frame: Frame) -> list[int]:
    if tree.verbal(at):
        return [*frame.objects, *(kid for kid in tree.kids(at, "compound", "xcomp"))]
    of = [head for case, head in frame.obliques if case in ("of", "on", "for", "against", "in", "to")]
    return [*of, *frame.modifiers, *frame.owners]


def _subjects(frame: Frame) -> list[int]:
    return [*frame.subjects, *frame.owners, *(head for case, head in frame.obliques if case == "by"), *frame.modifiers]


def _heads(frame: Frame) -> list[int]:
    return [head for _, head in frame.obliques]


def _names(tree: Tree, heads: Iterable[int]) -> set[str]:
    names: set[str] = set()
    for head in heads:
        names.add(tree.lemma(head))
        names |= {tree.lemma(kid) for kid in tree.kids(head, "compound")}
        if tree.tokens[head].upos == "PROPN":
            names.add("PROPN")
    return names


def _companions(tree: Tree, at: int, frame: Frame) -> set[str]:
    """Lemmas and forms of all that hangs on a token, with the prepositions of its nouns."""
    found: set[str] = set()
    for kid in [*tree.kids(at), *frame.objects, *_heads(frame)]:
        found |= {tree.lemma(kid), tree.tokens[kid].text.lower()}
        found |= {tree.lemma(mark) for mark in tree.kids(kid, "case", "compound")}
    return found


def likely(tree: Tree, at: int, held: list[Sense]) -> dict[str, float]:
    """Return how likely each type is for a token by its senses and by what its word meant in the training articles.

    Of senses of several types those that find more of their arguments count fully, the others in part.
    """
    part = pos(tree, at)
    most = max((_weight(each) for each in held), default=0)
    found: dict[str, float] = {}
    for each in held:
        prior = each.prior * (1 if _weight(each) == most else OTHER_SENSE)
        if each.type != NOTHING:
            found[each.type] = max(found.get(each.type, 0.0), prior)
    seen = None if part is None else counts.load().get((tree.lemma(at), part))
    if seen is not None:
        best = {each.type for each in held if _weight(each) == most > 1}
        for name in {*found, *seen.types}:
            prior = found.get(name, weights.UNKNOWN / 4)
            value = (seen.types.get(name, 0) + weights.TRUST_COUNTS * prior) / (seen.total + weights.TRUST_COUNTS)
            found[name] = max(value, prior) if name in best else value * (OTHER_SENSE if best else 1)
    spoilt = any(each.type == NOTHING for each in held)
    return {name: value * NO_EVENT for name, value in found.items()} if spoilt else found


def _weight(sense: Sense) -> int:
    """Return how much a sense says about its place: a noun that it hits or a companion more than who does it."""
    return 2 * bool(sense.companion or sense.object or sense.clause) + bool(sense.subject or sense.oblique)
