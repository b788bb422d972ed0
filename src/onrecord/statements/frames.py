"""What a cue word reports: the content that its syntax offers, frame by frame.

The frames are those of cues.toml. Each is found in the tree (Universal Dependencies v2, conventions of EWT and GUM)
and gives the tokens of the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.lexicon.cues import Cue, CueBook
    from onrecord.statements.tree import Tree

RELATIVES = frozenset({"which", "who", "whom", "that"})
QUESTION_WORDS = frozenset({"who", "what", "when", "where", "why", "how", "which", "whether", "if", "whose", "whom"})
BEHIND = frozenset({"advcl", "xcomp", "acl", "appos", "dep", "obl", "nmod"})
"""Relations under which a parse may hang "..., she said" other than parataxis."""
Frames = Mapping[str, set[int]]


def passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is passive: "was accused", "claims made by"."""
    if any(tree[c].deprel in {"nsubj:pass", "aux:pass", "csubj:pass"} for c in tree.children(verb)):
        return True
    return tree[verb].xpos == "VBN" and tree.rel(verb) in {"acl", "advcl"} and not tree.children(verb, "aux")


def frames(tree: Tree, index: int) -> Frames:
    """Return the contents that a cue word could have, by frame."""
    pos = tree.pos(index)
    if pos == "verb":
        return _verb(tree, index)
    if pos in {"noun", "adjective"}:
        return _noun(tree, index)
    return _adverb(tree, index) if pos == "adverb" else {}


def choose(book: CueBook, tree: Tree, index: int, found: Frames) -> tuple[Cue, str] | None:
    """Return the sense of a cue word that its frames bear out best, with the frame; None where none fits."""
    fitting = []
    for place, sense in enumerate(book.of(tree.lemma(index), tree.pos(index))):
        if not _particle_fits(tree, index, sense):
            continue
        for frame in sense.frames:
            if frame in found and _object_fits(book, tree, index, sense):
                weight = (bool(sense.particle), frame.count("-") + (frame != "obj"), sense.needs is not None, -place)
                fitting.append((weight, sense, frame))
    return max(fitting, key=lambda f: f[0])[1:] if fitting else None


def thing(tree: Tree, verb: int) -> int | None:
    """Return what a verb acts on: its object, or the subject or noun of a passive."""
    found = tree.child(verb, "obj", "iobj")
    if found is None and passive(tree, verb):
        found = tree.child(verb, "nsubj:pass")
        if found is None and tree.rel(verb) == "acl":
            found = tree[verb].head
    return found


def _particle_fits(tree: Tree, index: int, sense: Cue) -> bool:
    words = {tree[c].text.lower() for c in tree.children(index, "compound:prt", "advmod")}
    for child in tree.children(index, "obl", "advcl"):
        words.update(tree.prepositions(child))
    if sense.particle is None:
        return not any(tree[c].deprel == "compound:prt" for c in tree.children(index))
    return sense.particle.split()[0] in words


def _object_fits(book: CueBook, tree: Tree, index: int, sense: Cue) -> bool:
    if sense.needs is None and not sense.excepts and not sense.light:
        return True
    head = thing(tree, index)
    if head is None:
        return sense.needs is None and not sense.light
    lemma = tree.lemma(head)
    if sense.light:
        return any(not noun.light for noun in book.of(lemma, "noun"))
    if sense.needs == "label":
        return lemma in RELATIVES or lemma in book.pointers or lemma in book.labels or "ing" in _clauses(tree, index)
    return lemma not in sense.excepts and not (tree.child(index, "iobj") is not None)


def clause_frame(tree: Tree, head: int) -> str:
    """Return the frame of a complement clause: that, whether, to, ing or obj-to."""
    marks = {tree[c].text.lower() for c in tree.children(head, "mark")}
    subject = tree.child(head, "nsubj", "csubj", "expl")
    if "to" in marks and "whether" not in marks:
        return "obj-to" if subject is not None else "to"
    first = min(tree.subtree(head))
    if marks & {"if", "whether"} or tree[first].text.lower() in QUESTION_WORDS:
        return "whether"
    if tree[head].xpos == "VBG" and subject is None and not tree.children(head, "aux"):
        return "ing"
    return "that"


def _clauses(tree: Tree, index: int) -> dict[str, set[int]]:
    """Return contents that are clauses of their own below a verb, noun or adjective."""
    found: dict[str, set[int]] = {}
    for child in tree.children(index, "ccomp", "xcomp"):
        words = tree.subtree(child)
        if (
            tree.rel(child) == "xcomp"
            and tree[child].upos not in {"VERB", "AUX"}
            and not tree.children(child, "mark", "cop")
        ):
            found.setdefault("pred", words)
            continue
        frame = clause_frame(tree, child)
        found.setdefault(frame, words)
        if frame == "whether":
            found.setdefault("that", words)
    for child in tree.children(index, "advcl"):
        # "Islamabad denied sheltering the group": the gerund behind a verb without an object may hang as adverbial
        if child == index + 1 and clause_frame(tree, child) == "ing" and not tree.children(index, "obj"):
            found.setdefault("ing", tree.subtree(child))
    return found


def _obliques(tree: Tree, index: int) -> dict[str, set[int]]:
    """Return contents that are prepositional phrases, or gerunds with a preposition ("of shelling")."""
    found: dict[str, set[int]] = {}
    for child in tree.children(index, "obl", "nmod", "advcl", "acl"):
        if tree[child].deprel in {"acl:relcl", "obl:agent", "nmod:poss"}:
            continue
        words = tree.subtree(child)
        for word in tree.prepositions(child)[:1]:
            if tree.rel(child) in {"advcl", "acl"} and (word in {"to", "that"} or tree[child].xpos != "VBG"):
                continue
            found.setdefault(word, words)
    return found


def _verb(tree: Tree, verb: int) -> Frames:
    clauses, phrases = _clauses(tree, verb), _obliques(tree, verb)
    found = dict(phrases)
    found.update(clauses)
    if "that" in clauses:
        found["quote"] = clauses["that"]
    _purpose(tree, verb, found, phrases)
    _with_object(tree, verb, found, clauses, phrases)
    if not clauses:
        quotation = _parataxis(tree, verb)
        if quotation:
            found["quote"] = found["that"] = quotation
    return found


def _purpose(tree: Tree, verb: int, found: dict[str, set[int]], phrases: Mapping[str, set[int]]) -> None:
    """Add what somebody is called on to do: "called on Kyiv to withdraw" may hang below the verb as adverbial."""
    to_clauses = [c for c in tree.children(verb, "advcl", "xcomp") if "to" in tree.prepositions(c)]
    for word, words in phrases.items():
        if to_clauses and to_clauses[0] > max(words):
            found[f"{word}-to"] = words | tree.subtree(to_clauses[0])
        elif word == "for" and any(tree[w].deprel == "mark" and tree[w].text == "to" for w in words):
            found["for-to"] = words
    for child in tree.children(verb, "advcl", "ccomp"):
        if {"for", "to"} <= set(tree.prepositions(child)):
            found["for-to"] = tree.subtree(child)


def _with_object(
    tree: Tree,
    verb: int,
    found: dict[str, set[int]],
    clauses: Mapping[str, set[int]],
    phrases: Mapping[str, set[int]],
) -> None:
    """Add frames with an object; a relative pronoun as object gives way to what it stands for."""
    head = thing(tree, verb)
    if head is None:
        if _gap(tree, verb) and not clauses:
            found["obj"] = tree.subtree(tree[verb].head, {verb})
        return
    words, beside = _object(tree, verb, head)
    blamed = passive(tree, verb)
    for word, phrase in phrases.items():
        found[f"obj-{word}"] = phrase | (set() if blamed and word in {"of", "for", "with"} else beside)
    for frame, clause in clauses.items():
        if frame in {"that", "whether"}:
            found["obj-that"] = found["obj-quote"] = clause
        elif frame in {"to", "pred"}:
            found[f"obj-{frame}"] = clause | beside
    if words and "that" not in clauses:
        found["obj"] = words


def _gap(tree: Tree, verb: int) -> bool:
    """Tell whether the noun above is the object of a relative clause without pronoun: "a deal the union criticised"."""
    return tree[verb].deprel == "acl:relcl" and tree.child(verb, "nsubj") is not None and tree[verb].head >= 0


def _object(tree: Tree, verb: int, head: int) -> tuple[set[int], set[int]]:
    """Return the words of an object alone, and those that it lends to a frame with more than the object."""
    words = tree.subtree(head, {verb})
    if tree.lemma(head) in RELATIVES and tree[verb].deprel == "acl:relcl" and tree[verb].head >= 0:
        return tree.subtree(tree[verb].head, {verb}), set()
    if passive(tree, verb) and tree.rel(verb) == "acl" and tree.child(verb, "nsubj:pass") is None:
        return set(), set()
    return words, words


def _parataxis(tree: Tree, verb: int) -> set[int]:
    """Return the words around a speech verb put in after or between them: "It rained, she said, all day"."""
    head, relation = tree[verb].head, tree.rel(verb)
    subject = tree.child(verb, "nsubj")
    if relation == "parataxis" and head >= 0 and not tree.children(verb, "obj"):
        return tree.subtree(head, {verb}) if subject is not None or passive(tree, verb) else set()
    if relation in BEHIND and 0 <= head < verb and subject is not None and not tree.children(verb, "mark", "obj"):
        # whatever the tree calls it: words, a comma, somebody, a speech verb
        first = min(tree.subtree(subject))
        return tree.subtree(head, {verb}) if first and tree[first - 1].text in {",", "”", '"'} else set()
    below = [c for c in tree.children(verb, "parataxis") if tree[c].upos in {"VERB", "AUX", "NOUN", "ADJ"}]
    return tree.subtree(below[0]) if below and tree.child(verb, "obj") is None else set()


def _noun(tree: Tree, noun: int) -> Frames:
    found = dict(_obliques(tree, noun))
    found.update(_clauses(tree, noun))
    for child in tree.children(noun, "acl"):
        if tree[child].deprel == "acl:relcl" and not _content_clause(tree, child):
            continue
        frame = clause_frame(tree, child)
        if frame in {"that", "to", "whether"} and not (
            frame == "that" and tree[child].xpos in {"VBN", "VBG"} and not _finite(tree, child)
        ):
            found.setdefault(frame, tree.subtree(child))
    if "that" in found and noun + 1 < len(tree.tokens) and tree[noun + 1].text.lower() == "that":
        # "the claim that people who fled had ...": one stretch, whatever the tree makes of its middle
        found["that"] = set(range(noun + 1, max(found["that"]) + 1))
    return found


def _finite(tree: Tree, head: int) -> bool:
    return bool(tree.children(head, "aux", "cop", "nsubj"))


def _content_clause(tree: Tree, head: int) -> bool:
    """Tell a clause that says what a noun means ("that" and all parts) from a relative clause, which lacks one."""
    below = tree.children(head)
    that = [c for c in below if tree[c].text.lower() == "that" and tree.rel(c) in {"mark", "obj", "nsubj"}]
    subjects = [c for c in tree.children(head, "nsubj", "csubj") if c not in that]
    return bool(that) and bool(subjects) and that[0] < subjects[0]


def _adverb(tree: Tree, adverb: int) -> Frames:
    head = tree[adverb].head
    if head < 0 or tree.rel(adverb) != "advmod":
        return {}
    words = tree.subtree(head, {adverb, *tree.children(head, "cc", "punct", "mark")})
    subject = tree.child(head, "nsubj")
    if tree.rel(head) == "acl" and subject is not None and tree.lemma(subject) in RELATIVES:
        words.discard(subject)
    return {"clause": words}
