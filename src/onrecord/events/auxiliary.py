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

Sign = tuple[Auxiliary, float]
"""An auxiliary and how plainly a word shows it, 1 being plain."""

CLAUSE_ENDS = ("ccomp", "parataxis", "acl:relcl", "nsubj:", "advcl", "root", "appos", "obl")
"""Relations across which what governs a clause says nothing of it."""

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
    if found.get("negation", 0.0) >= 1:
        return {"negation": found["negation"]}  # "has no plans to", "will not"
    return found


def _chain(tree: Tree, at: int) -> list[int]:
    """Return the trigger and what governs it, up to a report: "has no plans to attack" -> attack, plans, has."""
    chain = [at]
    for above in tree.up(at):
        if tree.relation(chain[-1], *CLAUSE_ENDS):
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
            _add(found, grammar.load().modifiers[lemma], 1.0)
    if tree.case(at) == "without":
        _add(found, "negation", 1.0)


def _verb_signs(tree: Tree, at: int, found: dict[Auxiliary, float], *, weight: float) -> None:
    for kid in tree.kids(at):
        sign = _sign_of_child(tree, kid)
        if sign is not None:
            _add(found, sign[0], sign[1] * weight)
    sign = _sign_of_head(tree, at)
    if sign is not None:
        _add(found, sign[0], sign[1] * weight)


def _sign_of_child(tree: Tree, kid: int) -> Sign | None:
    """Return what a word below the verb says: "not", "will", "if", an if-clause, "no plans"."""
    book, lemma = grammar.load(), tree.lemma(kid)
    if tree.relation(kid, "advmod", "det", "cc:preconj", "nsubj") and lemma in book.negative:
        return "negation", 1.5
    if tree.relation(kid, "aux") and lemma in book.modals:
        return book.modals[lemma], 1.0
    if tree.relation(kid, "mark") and lemma in book.conditions:
        return "hypothetical", 1.0
    if tree.relation(kid, "advcl") and book.conditions & _marks(tree, kid):
        return "hypothetical", 0.5
    if tree.relation(kid, "obj") and any(tree.lemma(det) == "no" for det in tree.kids(kid, "det")):
        return "negation", 1.0
    return None


def _sign_of_head(tree: Tree, at: int) -> Sign | None:
    """Return what the word above says: "failed to", "plans to"; and the infinitive of a headline."""
    book, head = grammar.load(), tree.tokens[at].head
    infinitive = "to" in _marks(tree, at)
    if head < 0:
        return ("future", 1.0) if infinitive else None  # "Norway to reopen its embassy"
    governed = infinitive or not tree.verbal(at)
    if not tree.relation(at, "xcomp", "acl:", "ccomp", "obj", "obl", "nmod", "advcl"):
        return None
    above = tree.lemma(head)
    if above in book.failing and tree.relation(at, "xcomp", "obj", "obl", "advcl"):
        return "negation", 0.8
    if above in book.coming and governed:
        return "future", 1.0
    if above in book.supposed and governed:
        return "hypothetical", 1.0
    return ("hypothetical", 0.5) if infinitive and tree.relation(at, "advcl") else None


def _marks(tree: Tree, at: int) -> set[str]:
    return {tree.lemma(mark) for mark in tree.kids(at, "mark")}


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
    return () if best == "none" else (best,)
