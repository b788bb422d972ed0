"""Mode and contexts: from the sense of the trigger, the words around it, and the demand or threat that it voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.lexicon import modes, ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.events.arguments import Frame
    from onrecord.events.tree import Tree
    from onrecord.lexicon.senses import Sense


def mode(tree: Tree, at: int, frame: Frame, held: Iterable[Sense], type_name: str) -> str | None:
    """Return the mode of an event, None where its type has none or the text shows none.

    A demand, a refusal and a threat take theirs from what is demanded, refused or threatened.
    """
    around = _around(tree, at, frame)
    named = [each.mode for each in held if each.type == type_name and each.mode is not None]
    if named and type_name not in ("REQUEST", "REJECT", "THREATEN", "CONSULT"):
        return named[-1]
    for each in modes.load().modes.get(type_name, ()):
        if each.words & around:
            return each.name
    return named[-1] if named else modes.load().usual.get(type_name)


def contexts(tree: Tree, at: int, held: Iterable[Sense], type_name: str) -> tuple[str, ...]:
    """Return the contexts of an event by the words of its sentence, in the order of the ontology."""
    first, last = tree.parse.sentences[tree.sentence[at]]
    lemmas = {tree.lemma(each) for each in range(first, last)} | {tree.tokens[each].text for each in range(first, last)}
    book: Mapping[str, frozenset[str]] = modes.load().contexts
    found = {name for name, words in book.items() if words & lemmas}
    for each in held:
        if each.type == type_name:
            found |= set(each.contexts)
    return tuple(name for name in ontology.load().contexts if name in found)


def _around(tree: Tree, at: int, frame: Frame) -> set[str]:
    heads = [at, *frame.objects, *frame.modifiers, *(head for _, head in frame.obliques)]
    heads += tree.kids(at, "xcomp", "ccomp", "advcl", "acl", "obj", "nmod", "compound", "advmod")
    if frame.light is not None:
        heads += [frame.light, *tree.kids(frame.light, "obl", "advmod")]
    below = [
        kid for head in heads for kid in tree.kids(head, "compound", "amod", "obj", "nmod", "xcomp", "obl", "conj")
    ]
    return {tree.lemma(each) for each in [*heads, *below]}
