"""Who acts and who suffers: heads of phrases from the syntax around a trigger and from the model's arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.lexicon import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.events.arguments import Frame
    from onrecord.events.tree import Tree
    from onrecord.events.triggers import Candidate
    from onrecord.types import Actor, Cast, Role, Statement, Trigger

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties all act (annotation guide, section 4, rule 8)."""

UTTERED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that a reporting act can be: then its speaker acts (annotation guide, section 2)."""

REACHING = frozenset({"REJECT", "THREATEN", "ACCUSE", "SANCTION"})
"""Types whose recipient may stand deep in what is refused, threatened or blamed."""

CONFIDENT = 0.35


def by_syntax(tree: Tree, at: int, frame: Frame, type_name: str) -> tuple[list[int], list[int]]:
    """Return the head tokens of actors and of recipients that the syntax gives."""
    verbal = tree.verbal(at)
    towards = grammar.load().towards.get(type_name, frozenset())
    actors = list(frame.subjects)
    recipients = list(frame.objects) if verbal else []
    if not verbal:
        actors, recipients = _nominal(tree, at, frame, type_name, (actors, recipients))
    for case, head in frame.obliques:
        if (
            case in ("between", "among")
            or (case == "by" and not verbal)
            or (case == "from" and not verbal and type_name == "ASSAULT")  # "assaults from government forces"
            or (case == "with" and (type_name in SYMMETRIC or tree.lemma(at) in grammar.load().mutual))
        ):
            actors.append(head)
        elif case in towards and (not recipients or case in ("against", "on")):
            recipients.append(head)
    recipients = recipients or (frame.objects if frame.light is not None else [])
    if type_name == "CONSULT" and verbal and tree.lemma(at) not in grammar.load().hosted:
        return _once([*actors, *recipients]), []
    return _once(actors), _once(each for each in recipients if each not in actors)


def _nominal(
    tree: Tree, at: int, frame: Frame, type_name: str, parties: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    actors, recipients = parties
    of = [head for case, head in frame.obliques if case == "of"]
    owners = frame.owners
    if owners and tree.lemma(at) in grammar.load().suffered and not of:
        return actors, [*recipients, *owners]
    named = [kid for kid in frame.modifiers if tree.tokens[kid].upos in ("PROPN", "ADJ")]
    if type_name == "SANCTION" and not frame.obliques:
        hit = [kid for kid in named if tree.relation(kid, "compound")]  # "Russia sanctions"
        return [*owners, *actors], [*recipients, *hit]
    return [*owners, *actors] if owners else (actors or named), recipients


def _once(heads: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(heads))


def by_model(tree: Tree, trigger: Trigger | None, role: Role, floor: float = CONFIDENT) -> list[int]:
    """Return the head tokens of the arguments that the model ties to a trigger in a role, conjuncts included."""
    if trigger is None:
        return []
    spans = [each.tokens for each in trigger.arguments if each.role == role and each.score >= floor]
    inside = {span: range(*span) for span in sorted(spans)}
    return _once(each for span in inside for each in tree.conjuncts(tree.head_of(span)) if each in inside[span])


def parties(
    tree: Tree, cast: Cast, statements: Sequence[Statement], candidate: Candidate, type_name: str
) -> tuple[list[Actor], list[Actor], list[int]]:
    """Return the actors and recipients of an event, and the head tokens of all that suffers it, known or not.

    The syntax comes first, the model's arguments where it names nobody known; then the speaker of a reporting act, and
    for recipients those whose things are hit ("their cars") or who stand deeper in what is refused or threatened.
    """
    at, around = candidate.head, candidate.frame
    acting, suffering = by_syntax(tree, at, around, type_name)
    actors = _known(cast, acting) or _known(cast, by_model(tree, candidate.trigger, "actor"))
    recipients = _known(cast, suffering) or _known(cast, by_model(tree, candidate.trigger, "recipient"))
    if not recipients:
        lent = {"by"} if type_name == "ACCUSE" else {"on", "against"}
        recipients = _known(cast, [head for case, head in around.lent if case in lent])
    if not recipients:
        recipients = _owners(tree, cast, suffering)
    said = speaker(statements, tree, candidate.tokens) if type_name in UTTERED and not actors else None
    if said is not None and said.source is not None and said.source.code is not None:
        actors = [said.source]
    if type_name == "MOBILIZE" or (type_name == "RETREAT" and not _freed(candidate)):
        against = _known(cast, [head for case, head in around.obliques if case == "against"])
        actors, recipients = actors or recipients, against  # "troops were deployed": they are who moves
    if not recipients and type_name in REACHING:
        recipients = _below(tree, cast, at, around, {each.code for each in actors})
    if any(each.type == "SANCTION" and each.mode == "withdraw" for each in candidate.held):
        recipients = []  # "recalled its ambassador": one's own people suffer nothing
    ours = {each.code for each in actors}
    return actors, [each for each in recipients if each.code not in ours], suffering


def _freed(candidate: Candidate) -> bool:
    """Return whether a word of retreat can have somebody else let go or let in."""
    return any(each.mode in ("release", "access") for each in candidate.held)


def _known(cast: Cast, heads: Iterable[int]) -> list[Actor]:
    found = (cast.actors.get(at) for at in heads)
    return [each for each in found if each is not None and each.code is not None]


def _owners(tree: Tree, cast: Cast, heads: Iterable[int]) -> list[Actor]:
    """Whose the things are that are hit: "their cars", "Russia's takeover", "Kerch airport"."""
    found: list[Actor] = []
    for at in heads:
        below = [*tree.kids(at, "nmod:poss"), *tree.kids(at, "compound", "amod"), *tree.kids(at, "nmod")]
        found += _known(cast, below)[:1]
    return found


def _below(tree: Tree, cast: Cast, at: int, around: Frame, taken: AbstractSet[str | None]) -> list[Actor]:
    """Who stands first in what is refused, threatened, condemned: "refused to recognise Lima's claim"."""
    roots = [*around.objects, *(head for _, head in around.obliques), *tree.kids(at, "xcomp", "ccomp", "acl", "advcl")]
    for root in roots:
        for each in _known(cast, tree.subtree(root)):
            if each.code not in taken:
                return [each]
    return []


def speaker(statements: Sequence[Statement], tree: Tree, tokens: tuple[int, int]) -> Statement | None:
    """Return the statement whose cue a trigger is ("accused", "urged")."""
    first, last = tree.span(tokens)
    for each in statements:
        if each.cue is not None and each.cue[0] < last and first < each.cue[1]:
            return each
    return None
