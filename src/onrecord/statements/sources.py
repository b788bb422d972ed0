"""Whose words a cue reports: the subject, agent, possessor or controller that syntax names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.frames import RELATIVES, passive

if TYPE_CHECKING:
    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.tree import Tree

MODIFIERS = ("acl", "parataxis", "appos", "punct", "cc:preconj", "advcl", "dep")


def phrase(tree: Tree, head: int) -> set[int]:
    """Return the noun phrase of a head word, without clauses and appositions behind it."""
    return tree.subtree(head, set(tree.children(head, *MODIFIERS)))


def source_of(tree: Tree, book: CueBook, cue: int) -> set[int]:
    """Return the tokens of the source of a cue word, or an empty set where syntax names nobody."""
    pos = tree.pos(cue)
    if pos == "noun":
        head = _of_noun(tree, book, cue)
    elif pos in {"verb", "adjective"}:
        head = _of_verb(tree, cue)
    else:
        head = None
    return phrase(tree, head) if head is not None else set()


def _of_noun(tree: Tree, book: CueBook, noun: int) -> int | None:
    """Return a possessor, "by X", a name before the noun, or the subject of a verb that only carries the noun."""
    for child in tree.children(noun, "nmod:poss"):
        return child
    for child in tree.children(noun, "nmod"):
        if {"by", "from"} & set(tree.prepositions(child)):
            return child
    for child in tree.children(noun, "acl"):
        if tree[child].xpos == "VBN" and (agent := _agent(tree, child)) is not None:
            return agent
    for child in tree.children(noun, "compound", "amod"):
        if tree[child].upos == "PROPN" or tree.lemma(child) in book.media | book.speakers:
            return child
    head = tree[noun].head
    if (
        head >= 0
        and tree.pos(head) == "verb"
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
        return _agent(tree, verb)
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return _referent(tree, verb, subject)
    return _controller(tree, verb, depth)


def _referent(tree: Tree, verb: int, subject: int) -> int | None:
    """Return a subject, the noun that a relative pronoun stands for, or None for an expletive."""
    if tree.lemma(subject) in RELATIVES and tree[subject].upos in {"PRON", "SCONJ", "DET"}:
        above = next((a for a in (verb, *tree.ancestors(verb)) if tree[a].deprel == "acl:relcl"), None)
        return tree[above].head if above is not None and tree[above].head >= 0 else None
    return None if tree[subject].deprel == "expl" else subject


def _controller(tree: Tree, verb: int, depth: int) -> int | None:
    """Return the subject that a participle, infinitive or second predicate shares with the clause above it."""
    head, relation = tree[verb].head, tree.rel(verb)
    if head < 0:
        return None
    if relation == "acl":
        above = _clause_above(tree, verb)
        return _subject(tree, above, depth) if above is not None else head
    if relation != "conj" and not (relation in {"advcl", "xcomp", "parataxis", "ccomp"} and _open(tree, verb)):
        return None
    if relation in {"advcl", "xcomp"} and "as" in tree.prepositions(verb) and tree.lemma(head) in {"quote", "cite"}:
        return _quoted(tree, head)
    receiver = tree.child(head, "obj") if relation == "xcomp" and not _aside(tree, verb) else None
    return receiver if receiver is not None else _subject(tree, head, depth)


def _subject(tree: Tree, verb: int, depth: int) -> int | None:
    if passive(tree, verb):
        return tree.child(verb, "nsubj:pass")
    return _of_verb(tree, verb, depth + 1) if tree[verb].upos in {"VERB", "AUX", "ADJ", "NOUN"} else None


def _aside(tree: Tree, verb: int) -> bool:
    """Tell whether a participle is set off by a comma: "She mocked the mayor, saying ..."."""
    return tree[verb].xpos == "VBG" and verb > 0 and tree[verb - 1].text == ","


def _clause_above(tree: Tree, verb: int) -> int | None:
    """Return the verb whose subject a participle behind a comma shares, though it hangs below a noun."""
    if not _aside(tree, verb):
        return None
    return next((a for a in tree.ancestors(verb) if tree.child(a, "nsubj", "nsubj:pass") is not None), None)


def _open(tree: Tree, verb: int) -> bool:
    """Tell whether a clause has no subject of its own."""
    return tree.child(verb, "nsubj", "nsubj:pass", "csubj", "expl") is None


def _quoted(tree: Tree, verb: int) -> int | None:
    """Return whom a medium quotes: "Interfax quoted him as saying", "he was quoted by Interfax as saying"."""
    return tree.child(verb, "nsubj:pass") if passive(tree, verb) else tree.child(verb, "obj")
