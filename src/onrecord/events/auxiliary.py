"""Whether an event is said to have happened, to be coming, to be supposed, not to be, or to lie long back."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from onrecord.events.arguments import light_verb
from onrecord.types import Auxiliary, Statement, When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.events.tree import Tree
from onrecord.lexicon import grammar

WEIGHT = 2.0
"""How much, in log odds, one sign of the syntax weighs against the model."""

LONG_AGO = timedelta(days=60)
"""From here on an event is historical (annotation guide, section 4, rule 13)."""

CONTENT: Mapping[str, Auxiliary] = {"demand": "hypothetical", "threaten": "hypothetical", "commit": "future"}
"""What the act of a statement makes of the acts in its content (rule 6)."""


def signs(tree: Tree, at: int) -> dict[Auxiliary, float]:
    """Return how strongly the syntax around a trigger speaks for each auxiliary, 1 being a plain sign."""
    found: dict[Auxiliary, float] = {}
    verb = at
    if not tree.verbal(at):
        _noun_signs(tree, at, found)
        carrier = light_verb(tree, tree.first(at))
        verb = carrier if carrier is not None else at
    for step, each in enumerate(_chain(tree, verb)):
        _verb_signs(tree, each, found, weight=1.0 if step < 3 else 0.5)
    return found


def _chain(tree: Tree, at: int) -> list[int]:
    """The trigger and what governs it without a report between: "has no plans to attack" -> attack, plans, has."""
    chain = [at]
    for above in tree.up(at):
        below = chain[-1]
        if tree.relation(below, "ccomp", "parataxis", "acl:relcl", "nsubj:", "advcl", "root", "appos", "obl"):
            if tree.relation(below, "advcl") and grammar.load().conditions & {
                tree.lemma(kid) for kid in tree.kids(below, "mark")
            }:
                break
            break
        chain.append(above)
    return chain


def _add(found: dict[Auxiliary, float], label: Auxiliary, weight: float) -> None:
    found[label] = max(found.get(label, 0.0), weight)


def _noun_signs(tree: Tree, at: int, found: dict[Auxiliary, float]) -> None:
    for kid in tree.kids(at, "amod", "det", "compound"):
        lemma = tree.lemma(kid)
        if lemma in grammar.load().negative:
            _add(found, "negation", 1.5)
        elif lemma in grammar.load().modifiers:
            _add(found, grammar.load().modifiers[lemma], 0.7)
    if tree.case(at) == "without":
        _add(found, "negation", 1.0)


def _verb_signs(tree: Tree, at: int, found: dict[Auxiliary, float], *, weight: float) -> None:
    for kid in tree.kids(at):
        lemma = tree.lemma(kid)
        if tree.relation(kid, "advmod", "det", "cc:preconj") and lemma in grammar.load().negative:
            _add(found, "negation", 1.5 * weight)
        elif tree.relation(kid, "nsubj") and lemma in grammar.load().negative:
            _add(found, "negation", weight)
        elif tree.relation(kid, "aux") and lemma in grammar.load().modals:
            _add(found, grammar.load().modals[lemma], weight)
        elif tree.relation(kid, "mark") and lemma in grammar.load().conditions:
            _add(found, "hypothetical", weight)
        elif tree.relation(kid, "advcl") and grammar.load().conditions & {
            tree.lemma(mark) for mark in tree.kids(kid, "mark")
        }:
            _add(found, "hypothetical", 0.5 * weight)
        elif tree.relation(kid, "obj") and any(tree.lemma(det) == "no" for det in tree.kids(kid, "det")):
            _add(found, "negation", weight)
    head = tree.tokens[at].head
    if head < 0:
        if any(tree.lemma(kid) == "to" for kid in tree.kids(at, "mark")):
            _add(found, "future", weight)  # a headline: "Norway to reopen its embassy"
        return
    if not tree.relation(at, "xcomp", "acl:", "ccomp", "obj", "obl", "nmod", "advcl"):
        return
    above = tree.lemma(head)
    infinitive = any(tree.lemma(kid) == "to" for kid in tree.kids(at, "mark"))
    if above in grammar.load().failing and tree.relation(at, "xcomp", "obj", "obl", "advcl"):
        _add(found, "negation", 0.8 * weight)
    elif above in grammar.load().coming and (infinitive or not tree.verbal(at)):
        _add(found, "future", weight)
    elif above in grammar.load().supposed and (infinitive or not tree.verbal(at)):
        _add(found, "hypothetical", weight)
    elif infinitive and tree.relation(at, "advcl"):
        _add(found, "hypothetical", 0.5 * weight)


def long_ago(when: When | None, reference: date | None) -> bool:
    """Return whether a dated event lies two months or more before the report."""
    if when is None or when.last is None or reference is None:
        return False
    return reference - when.last >= LONG_AGO


def decide(
    model: Mapping[str, float],
    found: Mapping[Auxiliary, float],
    *,
    factuality: float,
    carrier: Statement | None,
    historical: bool,
) -> tuple[Auxiliary, ...]:
    """Return the auxiliary of an event, () where it is said to have happened.

    `model` gives the model's probability of each auxiliary or "none", empty where it saw no trigger; `carrier` is the
    statement that tells of the event, `factuality` the model's -3 to 3 for the trigger.
    """
    scores = {name: math.log(max(model.get(name, 0.02), 0.02)) for name in ("none", *get_args(Auxiliary))}
    if not model:
        scores = dict.fromkeys(scores, -1.5)
        scores["none"] = 0.0
        scores["historical"] = -3.0
    for name, weight in found.items():
        scores[name] += WEIGHT * weight
    if carrier is not None and carrier.act in CONTENT:
        scores[CONTENT[carrier.act]] += 0.8
    scores["none"] += 0.3 * max(-2.0, min(2.0, factuality))
    if historical:
        scores["historical"] += 3.0
    best = max(scores, key=lambda name: (scores[name], name))
    return () if best == "none" else (best,)  # type: ignore[return-value]
