"""Where and when an event took place: what hangs on its trigger, else the nearest in its sentence, else nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from onrecord.events.roles import by_model
from onrecord.lexicon import grammar
from onrecord.types import Place, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.events.tree import Tree
    from onrecord.events.triggers import Candidate

Found = TypeVar("Found", Place, When)
Hit = tuple[Found, int]
"""What was found, and how surely: 3 the model ties it to the trigger, 2 the syntax, 1 it only stands near."""

REPORTED = ("ccomp", "parataxis", "acl:relcl", "root")
"""Relations that part a clause from the time of the clause above ("said on Monday that ...")."""

FAR = 4
"""So many steps through the tree a time may stand from the trigger."""


def place(tree: Tree, candidate: Candidate, places: Sequence[Place], suffering: Sequence[int]) -> Hit[Place] | None:
    """Return where an event took place and how surely.

    `suffering` are the head tokens of the recipients ("the invasion of Ukraine", "attacked the village").
    """
    found = _at(tree, by_model(tree, candidate.trigger, "place"), places)
    if found is not None:
        return found, 3
    around = candidate.frame
    named = [head for case, head in around.obliques if case in grammar.load().locative]
    found = _at(tree, [*named, *around.modifiers], places) or _at(tree, suffering, places)
    if found is not None:
        return found, 2
    near = _nearest(tree, candidate.head, places)
    return None if near is None else (near, 1)


def when(tree: Tree, candidate: Candidate, times: Sequence[When]) -> Hit[When] | None:
    """Return when an event took place and how surely; a time that belongs to a report of the event is none."""
    found = _at(tree, by_model(tree, candidate.trigger, "when"), times)
    if found is not None:
        return found, 3
    found = _at(tree, tree.kids(candidate.head, "obl", "nmod", "advmod", "compound", "amod", "nummod", "det"), times)
    if found is not None:
        return found, 2
    steps = _upwards(tree, candidate.head)
    here = _same_sentence(tree, candidate.head, times)
    ranked = [(distance, each.span, each) for each in here if (distance := _distance(tree, each, steps)) <= FAR]
    return (min(ranked, key=lambda row: row[:2])[2], 1) if ranked else None


def _upwards(tree: Tree, at: int) -> dict[int, int]:
    """Return the trigger and what governs it up to the end of what is reported, with the steps up to each."""
    steps = {at: 0}
    below = at
    for above in tree.up(at):
        if tree.relation(below, *REPORTED):
            break
        steps[above] = steps[below] + 1
        below = above
    return steps


def _distance(tree: Tree, found: When, steps: dict[int, int]) -> int:
    """Count the steps from the trigger to a time that hangs on it or on what governs it; FAR + 1 if farther."""
    inside = [at for at, token in enumerate(tree.tokens) if found.span[0] <= token.start < found.span[1]]
    if not inside:
        return FAR + 1
    head = tree.head_of((inside[0], inside[-1] + 1))
    for down, above in enumerate(tree.up(head), 1):
        if above in steps:
            return down + steps[above]
        if tree.verbal(above):
            break
    return FAR + 1


def _at(tree: Tree, heads: Iterable[int], found: Sequence[Found]) -> Found | None:
    """Return the first of the places or times whose words lie in the phrase of one of these heads."""
    top: int
    for top in heads:
        phrase = [top, *tree.kids(top, "compound", "flat", "amod", "nmod", "nummod", "det", "appos", "advmod")]
        for at in phrase:
            token = tree.tokens[at]
            for each in found:
                if each.span[0] < token.end and token.start < each.span[1]:
                    return each
    return None


def _same_sentence(tree: Tree, at: int, found: Sequence[Found]) -> list[Found]:
    first, last = tree.parse.sentences[tree.sentence[at]]
    begin, end = tree.tokens[first].start, tree.tokens[last - 1].end
    return [each for each in found if begin <= each.span[0] and each.span[1] <= end]


def _nearest(tree: Tree, at: int, places: Sequence[Place]) -> Place | None:
    """Return the place of the sentence that stands nearest in the text, one named by a noun before an adjective."""
    start = tree.tokens[at].start
    adjectives = {token.start for token in tree.tokens if token.upos == "ADJ"}
    here = _same_sentence(tree, at, places)
    return min(here, key=lambda each: (each.span[0] in adjectives, abs(each.span[0] - start), each.span), default=None)
