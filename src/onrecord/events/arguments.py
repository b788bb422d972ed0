"""What depends on a trigger: subject, objects, obliques; through passives, control, relatives and light verbs."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.events.tree import RELATIVE, Tree
from onrecord.lexicon import grammar, senses

BLAMING = ("of", "for", "over", "with")
"""Prepositions of what somebody is accused of."""

DEEPEST = 4
"""So many clauses up a subject is looked for."""


@dataclass(slots=True)
class Frame:
    """Tokens around a trigger: heads of phrases. `obliques` gives each with its preposition.

    `lent` are those that hang on the object of a verb ("imposed sanctions against Lima").
    """

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    modifiers: list[int] = field(default_factory=list)
    lent: list[tuple[str, int]] = field(default_factory=list)
    light: int | None = None


def frame(tree: Tree, at: int) -> Frame:
    """Return the frame of a trigger's head token, phrases with all their conjuncts."""
    found = _verb(tree, at) if tree.verbal(at) else _noun(tree, at)
    found.subjects = _spread(tree, found.subjects)
    found.objects = _spread(tree, found.objects)
    found.owners = _spread(tree, found.owners)
    found.obliques = [(case, each) for case, head in found.obliques for each in tree.conjuncts(head)]
    found.lent = [(case, each) for case, head in found.lent for each in tree.conjuncts(head)]
    return found


def _spread(tree: Tree, heads: list[int]) -> list[int]:
    return list(dict.fromkeys(each for head in heads for each in tree.conjuncts(head)))


# --- verbs ----------------------------------------------------------------------------------------------------------


def _verb(tree: Tree, at: int) -> Frame:
    passive = is_passive(tree, at)
    found = Frame(subjects=subjects(tree, at))
    found.objects = tree.kids(at, "obj", "iobj") or _misread_objects(tree, at)
    if passive:
        found.objects = [*found.objects, *found.subjects]
        found.subjects = tree.kids(at, "obl:agent")
    for kid in tree.kids(at, "obl"):
        if tree.relation(kid, "obl:agent"):
            continue
        if passive and tree.case(kid) == "by" and not found.subjects:
            found.subjects = [kid]
        else:
            found.obliques.append((tree.case(kid), kid))
    if passive and not found.subjects:
        found.subjects = [
            kid for _, each in found.obliques for kid in tree.kids(each, "nmod") if tree.case(kid) == "by"
        ]
    found.lent = [(tree.case(kid), kid) for each in found.objects for kid in tree.kids(each, "nmod")]
    if not found.objects:
        found.objects = _object_above(tree, at, passive=passive)
    found.objects = [_antecedent(tree, each) for each in found.objects]
    return found


def is_passive(tree: Tree, at: int) -> bool:
    """Tell whether a verb is passive: by subject or auxiliary, or as a participle behind a noun ("those killed")."""
    if tree.kids(at, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
        return True
    token = tree.tokens[at]
    if token.xpos == "VBN" and any(tree.lemma(kid) in ("be", "get") for kid in tree.kids(at, "aux")):
        return True
    if tree.relation(at, "conj") and not tree.kids(at, "nsubj", "aux"):
        first = tree.first(at)
        return token.xpos == "VBN" and tree.verbal(first) and is_passive(tree, first)
    return token.xpos == "VBN" and tree.relation(at, "acl:", "amod", "advcl") and not tree.kids(at, "obj", "aux")


def subjects(tree: Tree, at: int, depth: int = 0) -> list[int]:
    """Return the heads of a verb's subject, its own or that of the clause that shares it; [] where nobody is named."""
    misread = _misread_objects(tree, at)
    own = [kid for kid in tree.kids(at, "nsubj") if kid not in misread]
    if own:
        return [_antecedent(tree, each) for each in own]
    head = tree.tokens[at].head
    if head < 0 or depth > DEEPEST:
        return []
    if tree.relation(at, "conj"):
        return subjects(tree, head, depth + 1) if tree.verbal(head) or tree.kids(head, "nsubj") else []
    if tree.relation(at, "acl"):
        return _subject_of_modifier(tree, at, head, depth)
    if tree.relation(at, "amod"):
        return [head]
    return _shared(tree, at, head, depth)


def _misread_objects(tree: Tree, at: int) -> list[int]:
    """Return Lima in "accusing Lima of arming rebels" where the parse takes it for a subject of either verb."""
    if tree.lemma(at) not in grammar.load().object_control or tree.kids(at, "obj"):
        return []
    behind = [kid for kid in tree.kids(at, "nsubj") if kid > at]
    if behind and tree.tokens[at].xpos == "VBG" and not tree.kids(at, "aux"):
        return behind
    clauses = [kid for kid in tree.kids(at, "xcomp", "advcl", "ccomp") if {"of", "to"} & _marks(tree, kid) and kid > at]
    return [subject for clause in clauses for subject in tree.kids(clause, "nsubj") if at < subject < clause]


def _marks(tree: Tree, at: int) -> set[str]:
    return {tree.lemma(kid) for kid in tree.kids(at, "mark")}


def _shared(tree: Tree, at: int, head: int, depth: int) -> list[int]:
    """Return the subject of a clause that has none of its own: the object or the subject of the verb above it."""
    if not tree.relation(at, "xcomp", "advcl", "ccomp", "obl", "csubj"):
        governing = next((each for each in tree.up(at) if tree.verbal(each)), None)
        return subjects(tree, governing, depth + 1) if governing is not None and tree.tokens[at].xpos == "VBG" else []
    controlled = tree.kids(head, "obj", "iobj")
    if controlled and _object_controls(tree, at, head):
        return controlled
    called = [kid for kid in tree.kids(head, "obl") if tree.case(kid) in ("on", "upon")]
    if called and _controls_object(tree, head):
        return called  # "called on the council to investigate"
    return subjects(tree, head, depth + 1)


def _controls_object(tree: Tree, verb: int) -> bool:
    return verb >= 0 and tree.lemma(verb) in grammar.load().object_control


def _object_controls(tree: Tree, at: int, head: int) -> bool:
    if tree.relation(at, "xcomp"):
        return tree.lemma(head) != "promise"
    marks = {tree.lemma(kid) for kid in tree.kids(at, "mark", "case")}
    return _controls_object(tree, head) and bool(marks & {"of", "for", "from", "to", "over"})


def _subject_of_modifier(tree: Tree, at: int, noun: int, depth: int) -> list[int]:
    """Return the subject of a clause behind a noun: "men carrying arms", "people killed", "no plans to attack"."""
    marks = _marks(tree, at)
    blamed = tree.relation(noun, "obj", "nsubj:pass") and _controls_object(tree, tree.tokens[noun].head)
    if not marks & {"to", "of", "that", "for"} or (blamed and "of" in marks):
        return [noun]  # "men carrying arms"; "accused the army of shelling", its clause hung on the noun
    owners = tree.kids(noun, "nmod:poss")
    if owners:
        return owners
    of = [kid for kid in tree.kids(noun, "nmod") if tree.case(kid) in ("of", "by", "from")]
    head = tree.tokens[noun].head
    if of and "to" in marks:
        return of
    if head >= 0 and tree.verbal(head):
        return subjects(tree, head, depth + 1)
    return []


def _antecedent(tree: Tree, at: int) -> int:
    """Return the noun that a relative pronoun stands for: "militants who attacked"."""
    if tree.lemma(at) not in RELATIVE or tree.tokens[at].upos not in ("PRON", "SCONJ", "DET"):
        return at
    for above in tree.up(at):
        if tree.relation(above, "acl"):
            return tree.tokens[above].head
    return at


def _object_above(tree: Tree, at: int, *, passive: bool) -> list[int]:
    """Return the object that a verb shares or has lost: "attacked and burned the bus", "the town they seized"."""
    if passive:
        return []
    if tree.relation(at, "acl:relcl") and tree.kids(at, "nsubj"):
        noun = tree.tokens[at].head
        own = {_antecedent(tree, each) for each in tree.kids(at, "nsubj")}
        return [] if noun in own else [noun]
    for conjunct in tree.kids(at, "conj"):
        if tree.verbal(conjunct) and not tree.kids(conjunct, "nsubj"):
            return tree.kids(conjunct, "obj")
    return []


# --- nouns ----------------------------------------------------------------------------------------------------------


def _noun(tree: Tree, at: int) -> Frame:
    found = Frame(owners=tree.kids(at, "nmod:poss"))
    found.modifiers = [*tree.kids(at, "compound"), *tree.kids(at, "amod")]
    hanging = [kid for kid in tree.kids(at, "nmod", "obl") if not tree.relation(kid, "nmod:poss")]
    found.obliques = [(tree.case(kid), kid) for kid in hanging]
    shared = tree.first(at)
    if shared != at and not found.owners and not found.modifiers:
        found.owners = [kid for kid in tree.kids(shared, "nmod:poss") if kid < at]
    last = tree.conjuncts(shared)[-1]
    if last != at and not found.obliques:
        found.obliques = [(tree.case(kid), kid) for kid in tree.kids(last, "nmod") if tree.case(kid) != "of"]
    _lend(tree, shared, found)
    return found


def _lend(tree: Tree, at: int, found: Frame) -> None:
    """Add what the verb lends to the noun that it carries: "Moscow launched an attack on the town"."""
    head = tree.tokens[at].head
    if head < 0 or not tree.verbal(head):
        return
    lent = _verb(tree, head)
    if tree.relation(at, "obl") and tree.lemma(head) in grammar.load().object_control and tree.case(at) in BLAMING:
        found.subjects = lent.objects  # "was accused of the murder"
        return
    if light_verb(tree, at) is None:
        return
    found.light = head
    found.obliques += [pair for pair in lent.obliques if pair[1] != at]
    if tree.relation(at, "nsubj") and not is_passive(tree, head):
        return  # "the invasion took place in May"
    found.subjects = lent.subjects
    found.objects = [each for each in lent.objects if each != at and tree.first(each) != at]


def light_verb(tree: Tree, at: int) -> int | None:
    """Return the verb that carries a noun as its object or passive subject and says no more than that it is done."""
    head = tree.tokens[at].head
    if head < 0 or not tree.verbal(head) or tree.lemma(head) not in senses.load().light:
        return None
    return head if tree.relation(at, "obj", "nsubj") else None
