"""Where and when an event took place: what hangs on its trigger, else the nearest of its sentence, else nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from onrecord.events.roles import by_model
from onrecord.lexicon import grammar
from onrecord.types import Place, Role, Span, Trigger, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.events.arguments import Frame
    from onrecord.events.tree import Tree

Found = TypeVar("Found", Place, When)


def place(
    tree: Tree, at: int, frame: Frame, trigger: Trigger | None, places: Sequence[Place], suffering: Sequence[int]
) -> Place | None:
    """Return where an event took place: the model's argument, a place that hangs on the trigger, one that it hits.

    `suffering` are the head tokens of the recipients ("the invasion of Ukraine", "attacked the village").
    """
    heads = by_model(tree, trigger, "place")
    hit = _at(tree, heads, places) or _at(tree, _adjuncts(tree, at, frame), places) or _at(tree, suffering, places)
    return hit or _nearest(tree, at, places)


def when(tree: Tree, at: int, frame: Frame, trigger: Trigger | None, times: Sequence[When]) -> When | None:
    """Return when an event took place: the model's argument, a time that hangs on the trigger or on what governs it."""
    heads = by_model(tree, trigger, "when")
    hit = _at(tree, heads, times) or _at(tree, _all_below(tree, at), times)
    if hit is not None:
        return hit
    carrier = frame.light if frame.light is not None else tree.tokens[at].head
    return _at(tree, _all_below(tree, carrier), times) if carrier >= 0 and tree.verbal(carrier) else None


def _adjuncts(tree: Tree, at: int, frame: Frame) -> list[int]:
    named = [head for case, head in frame.obliques if case in grammar.load().locative]
    return [*named, *frame.modifiers]


def _all_below(tree: Tree, at: int) -> list[int]:
    return [
        kid
        for kid in tree.children[at]
        if tree.relation(kid, "obl", "nmod", "advmod", "compound", "amod", "nummod", "det")
    ]


def _at(tree: Tree, heads: Sequence[int], found: Sequence[Found]) -> Found | None:
    """Return the first of the places or times whose words lie in the phrase of one of these heads, nearest head first."""
    for head in heads:
        token = tree.tokens[head]
        for each in found:
            if each.span[0] < token.end and token.start < each.span[1]:
                return each
        below = [tree.tokens[kid] for kid in tree.subtree(head)] if len(tree.children[head]) < 8 else []
        for each in found:
            if any(each.span[0] < token.end and token.start < each.span[1] for token in below):
                return each
    return None


def _nearest(tree: Tree, at: int, places: Sequence[Place]) -> Place | None:
    first, last = tree.parse.sentences[tree.sentence[at]]
    bounds: Span = (tree.tokens[first].start, tree.tokens[last - 1].end)
    here = [each for each in places if bounds[0] <= each.span[0] and each.span[1] <= bounds[1]]
    middle = tree.tokens[at].start
    return min(here, key=lambda each: (abs(each.span[0] - middle), each.span), default=None)


def role_spans(trigger: Trigger | None, role: Role) -> list[tuple[int, int]]:
    """Return the token intervals that the model gives for a role."""
    return [] if trigger is None else [each.tokens for each in trigger.arguments if each.role == role]
