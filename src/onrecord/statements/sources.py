"""Whose words a cue reports: the subject, agent, possessor or controller that syntax names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.frames import RELATIVES, passive, pos_of

if TYPE_CHECKING:
    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.tree import Tree

MODIFIERS = ("acl", "parataxis", "appos", "punct", "cc:preconj", "advcl", "dep")


def phrase(tree: Tree, head: int) -> set[int]:
    """Return the noun phrase of a head word, without clauses and appositions behind it."""
    return tree.subtree(head, set(tree.children(head, *MODIFIERS)))


def source_of(tree: Tree, book: CueBook, cue: int) -> set[int]:
    """Return the tokens of the source of a cue word, or an empty set where syntax names nobody."""
    pos = pos_of(tree, cue)
    if pos == "noun":
        head = _of_noun(tree, book, cue)
    elif pos in {"verb", "adjective"}:
        head = _of_verb(tree, cue)
    else:
        head = None
    return phrase(tree, head) if head is not None else set()


def _of_noun(tree: Tree, book: CueBook, noun: int) -> int | None:
    """Possessor, "by X", a name before the noun ("IS claims"), or the subject of a verb that only carries the noun."""
    for child in tree.children(noun, "nmod:poss"):
        return child
    for child in tree.children(noun, "nmod"):
        if {"by", "from"} & set(tree.prepositions(child)):
            return child
    for child in tree.children(noun, "acl"):
        if tree[child].xpos == "VBN" and (agent := _agent(tree, child)) is not None:
            return agent
    for child in tree.children(noun, "compound", "amod"):
        if tree[child].upos == "PROPN":
            return child
    head = tree[noun].head
    if (
        head >= 0
        and pos_of(tree, head) == "verb"
        and tree.lemma(head) in book.carriers
        and tree.rel(noun) in {"obj", "obl"}
    ):
        return _of_verb(tree, head)
    return None


def _agent(tree: Tree, verb: int) -> int | None:
    for child in tree.children(verb, "obl"):
        if tree[child].deprel == "obl:agent" or "by" in tree.prepositions(child):
            return child
    return None


def _of_verb(tree: Tree, verb: int, depth: int = 0) -> int | None:
    if depth > 6:
        return None
    if passive(tree, verb):
        agent = _agent(tree, verb)
        # "X is expected to say": the infinitive has a subject though its head is passive
        return agent
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return _referent(tree, verb, subject)
    return _controller(tree, verb, depth)


def _referent(tree: Tree, verb: int, subject: int) -> int | None:
    """A relative pronoun stands for the noun that its clause hangs below; an expletive for nobody."""
    if tree.lemma(subject) in RELATIVES and tree[subject].upos in {"PRON", "SCONJ", "DET"}:
        above = next((a for a in (verb, *tree.ancestors(verb)) if tree[a].deprel == "acl:relcl"), None)
        return tree[above].head if above is not None and tree[above].head >= 0 else None
    return None if tree[subject].deprel == "expl" else subject


def _controller(tree: Tree, verb: int, depth: int) -> int | None:
    """The subject that a participle, infinitive or second predicate shares with the clause above it."""
    head, relation = tree[verb].head, tree.rel(verb)
    if head < 0:
        return None
    if relation == "acl":
        return head
    if relation == "conj" or (relation in {"advcl", "xcomp", "parataxis", "ccomp"} and _open(tree, verb)):
        if relation in {"advcl", "xcomp"} and "as" in tree.prepositions(verb) and tree.lemma(head) in {"quote", "cite"}:
            return _quoted(tree, head)
        if relation == "xcomp" and (receiver := tree.child(head, "obj")) is not None:
            return receiver
        if passive(tree, head):
            return tree.child(head, "nsubj:pass")
        return _of_verb(tree, head, depth + 1) if tree[head].upos in {"VERB", "AUX", "ADJ", "NOUN"} else None
    return None


def _open(tree: Tree, verb: int) -> bool:
    """A clause without a subject of its own."""
    return tree.child(verb, "nsubj", "nsubj:pass", "csubj", "expl") is None


def _quoted(tree: Tree, verb: int) -> int | None:
    """Whom a medium quotes: "Interfax quoted him as saying", "he was quoted by Interfax as saying"."""
    return tree.child(verb, "nsubj:pass") if passive(tree, verb) else tree.child(verb, "obj")
