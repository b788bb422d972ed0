"""Whether a place name stands for those who rule there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.actors.tree import Tree
    from onrecord.lexicon.actors import Roles


def stands_for_rulers(tree: Tree, head: int, roles: Roles) -> bool:
    """Return whether a place acts or is acted upon as a power: "Kiev denies", "blamed Moscow", "talks with Kiev"."""
    token = tree.tokens[head]
    relation, case = token.deprel, tree.case(head)
    above = tree.lemma(token.head) if token.head >= 0 else ""
    if relation == "conj" and token.head >= 0:
        return stands_for_rulers(tree, token.head, roles)
    if relation == "nsubj":
        return _acts(tree, token.head, roles)
    if relation in {"obj", "iobj", "nsubj:pass"}:
        return above in roles.words["metonymy.objects"]
    if relation == "nmod:poss":
        return above not in roles.words["metonymy.places"]
    if case in {"from", "to", "between", "of"} or relation in {"compound", "nmod:unmarked"}:
        return above in roles.words["metonymy.partners"]
    return relation == "obl:agent" or case in {"by", "against", "with", "according to"}


def _acts(tree: Tree, verb: int, roles: Roles) -> bool:
    """Return whether a verb is more than a state of a place ("Kiev lies", "Kiev is calm")."""
    if tree.kids(verb, "cop"):
        return tree.tokens[verb].upos != "NOUN" and bool(tree.kids(verb, "ccomp", "xcomp"))
    return tree.lemma(verb) not in roles.words["metonymy.states"]
