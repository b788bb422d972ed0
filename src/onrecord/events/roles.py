"""Who acts and who suffers: heads of phrases from the syntax around a trigger and from the model's arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types import Actor, Cast, Role, Statement, Trigger

if TYPE_CHECKING:
    from onrecord.events.arguments import Frame
    from onrecord.events.tree import Tree
from onrecord.lexicon import grammar

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties all act (annotation guide, section 4, rule 8)."""

CONFIDENT = 0.5


def by_syntax(tree: Tree, at: int, frame: Frame, type_name: str) -> tuple[list[int], list[int]]:
    """Return the head tokens of actors and of recipients that the syntax gives."""
    verbal = tree.verbal(at)
    towards = grammar.load().towards.get(type_name, frozenset())
    actors = list(frame.subjects)
    recipients = list(frame.objects) if verbal or frame.light is not None else []
    if not verbal:
        actors, recipients = _nominal(tree, at, frame, actors, recipients)
    for case, head in frame.obliques:
        if (
            case in ("between", "among")
            or (case == "by" and not verbal)
            or (case == "with" and (type_name in SYMMETRIC or tree.lemma(at) in grammar.load().mutual))
        ):
            actors.append(head)
        elif case in towards and (not recipients or case in ("against", "on")):
            recipients.append(head)
    if type_name == "CONSULT" and verbal:
        return _once([*actors, *recipients]), []
    return _once(actors), _once(each for each in recipients if each not in actors)


def _nominal(
    tree: Tree, at: int, frame: Frame, actors: list[int], recipients: list[int]
) -> tuple[list[int], list[int]]:
    of = [head for case, head in frame.obliques if case == "of"]
    owners = frame.owners
    if owners and tree.lemma(at) in grammar.load().suffered and not of:
        return actors, [*recipients, *owners]
    named = [kid for kid in frame.modifiers if tree.tokens[kid].upos in ("PROPN", "ADJ")]
    return [*owners, *actors] if owners else (actors or named), recipients


def _once(heads: object) -> list[int]:
    return list(dict.fromkeys(heads))  # type: ignore[call-overload, no-any-return]


def by_model(tree: Tree, trigger: Trigger | None, role: Role, floor: float = CONFIDENT) -> list[int]:
    """Return the head tokens of the arguments that the model ties to a trigger in a role, conjuncts included."""
    if trigger is None:
        return []
    spans = [each for each in trigger.arguments if each.role == role and each.score >= floor]
    return _once(tree.head_of(each.tokens) for each in sorted(spans, key=lambda each: each.tokens))


def party(tree: Tree, cast: Cast, at: int, *, owner: bool) -> Actor:
    """Return who a phrase is; where nobody knows it and `owner` holds, whose it is ("their cars")."""
    known = cast.actors.get(at)
    if known is not None and known.code is not None:
        return known
    if owner:
        for kid in [*tree.kids(at, "nmod:poss"), *tree.kids(at, "compound", "amod"), *tree.kids(at, "nmod")]:
            held = cast.actors.get(kid)
            if held is not None and held.code is not None:
                return held
    return known or Actor(_text(tree, at), None, tree.noun_phrase(at))


def _text(tree: Tree, at: int) -> str:
    first, last = tree.noun_phrase(at)
    return tree.parse.article.text[first:last]


def speaker(statements: tuple[Statement, ...], tree: Tree, tokens: tuple[int, int]) -> Statement | None:
    """Return the statement whose cue a trigger is ("accused", "urged")."""
    first, last = tree.span(tokens)
    for each in statements:
        if each.cue is not None and each.cue[0] < last and first < each.cue[1]:
            return each
    return None


UTTERED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that a reporting act can be: then its speaker acts (annotation guide, section 2)."""


def choose(tree: Tree, at: int, frame: Frame, trigger: Trigger | None, type_name: str) -> tuple[list[int], list[int]]:
    """Return the head tokens of actors and recipients: the model's arguments where it gives any, else the syntax."""
    actors, recipients = by_syntax(tree, at, frame, type_name)
    seen = by_model(tree, trigger, "actor"), by_model(tree, trigger, "recipient")
    return seen[0] or actors, seen[1] or recipients


def known(parties: list[Actor]) -> list[Actor]:
    """Return the parties that somebody can be: with a code, or named in the article."""
    return [each for each in parties if each.code is not None]
