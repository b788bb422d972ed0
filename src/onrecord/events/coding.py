"""The order of stage 6: triggers, parties, scene, auxiliary, mode, accounts, and mentions into rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.events import accounts, auxiliary, casualties, merging, modes, places, roles, scene, times, triggers
from onrecord.events.drafts import Draft
from onrecord.events.tree import Tree, grow
from onrecord.types import Actor, Cast, Event, Parse, Place, Statement, When

if TYPE_CHECKING:
    from onrecord.events.merging import Row
    from onrecord.events.triggers import Candidate


@dataclass(frozen=True, slots=True)
class Setting:
    """What all events of one article share."""

    tree: Tree
    cast: Cast
    statements: tuple[Statement, ...]
    places: tuple[Place, ...]
    times: tuple[When, ...]
    today: date | None
    deniers: frozenset[str]


def code(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return the events of an article in the order of their first mention, one row for each.

    Offsets are code points into `article.text`; `score` is the probability of the best of an event's mentions.
    """
    setting = _setting(parse, cast, statements)
    drafts = [
        _draft(setting, candidate, type_name, score)
        for candidate in triggers.find(setting.tree)
        for type_name, score in triggers.types(candidate)
    ]
    rows = merging.gather(drafts)
    named = _named(drafts)
    return tuple(_event(setting, row, named, number) for number, row in enumerate(rows, start=1))


def _named(drafts: list[Draft]) -> dict[str, set[str]]:
    """The types of the events that each statement tells of."""
    found: dict[str, set[str]] = {}
    for draft in drafts:
        for account in draft.accounts:
            if account.statement is not None:
                found.setdefault(account.statement, set()).add(draft.type)
    return found


def _setting(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Setting:
    published = parse.article.published
    day = published.date() if isinstance(published, datetime) else published
    found = times.resolve(parse)
    latest = max((each.last for each in found if each.last is not None), default=None)
    return Setting(grow(parse), cast, statements, places.resolve(parse), found, day or latest, accounts.deniers(statements, parse.tokens))


def _draft(setting: Setting, candidate: Candidate, type_name: str, score: float) -> Draft:
    tree, at = setting.tree, candidate.head
    span = tree.span(candidate.tokens)
    actors, recipients, hit = _parties(setting, candidate, type_name)
    when = scene.when(tree, at, candidate.frame, candidate.trigger, setting.times)
    carrier = accounts.innermost(span, setting.statements)
    aux = auxiliary.decide(
        candidate.trigger.auxiliaries if candidate.trigger is not None else {},
        auxiliary.signs(tree, at),
        factuality=tree.tokens[at].factuality,
        carrier=carrier,
        historical=auxiliary.long_ago(when, setting.today),
    )
    account = accounts.own(span, type_name, setting.statements, deniers=setting.deniers)
    return Draft(
        head=at,
        tokens=candidate.tokens,
        span=span,
        type=type_name,
        score=score,
        stem=merging.stem(tree.lemma(at)),
        mode=modes.mode(tree, at, candidate.frame, candidate.held, type_name),
        contexts=modes.contexts(tree, at, candidate.held, type_name),
        auxiliary=aux,
        actors=actors,
        recipients=recipients,
        place=scene.place(tree, at, candidate.frame, candidate.trigger, setting.places, hit),
        when=when,
        casualties=casualties.count(tree.parse, candidate.tokens),
        accounts=(account,),
        sentence=tree.sentence[at],
        nominal=not tree.verbal(at),
    )


def _parties(
    setting: Setting, candidate: Candidate, type_name: str
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], list[int]]:
    """Actors, recipients, and the head tokens of the recipients."""
    tree, cast = setting.tree, setting.cast
    heads = roles.choose(tree, candidate.head, candidate.frame, candidate.trigger, type_name)
    acting = [roles.party(tree, cast, at, owner=False) for at in heads[0]]
    suffering = [roles.party(tree, cast, at, owner=True) for at in heads[1]]
    if not any(each.code for each in acting):
        said = roles.speaker(setting.statements, tree, candidate.tokens)
        if said is not None and said.source is not None and type_name in roles.UTTERED:
            acting = [said.source]
    return tuple(roles.known(acting)), tuple(roles.known(suffering)), heads[1]


def _event(setting: Setting, row: Row, named: dict[str, set[str]], number: int) -> Event:
    first = row.first
    vouching = [account for draft in row.drafts for account in draft.accounts]
    best = max(row.drafts, key=lambda draft: draft.score)
    article = setting.tree.parse.article
    name = f"{article.id}\n{first.type}\n{first.span[0]}:{first.span[1]}"
    return Event(
        id=f"e{number}",
        key=hashlib.sha256(name.encode()).hexdigest(),
        type=first.type,
        mode=next((draft.mode for draft in row.drafts if draft.mode is not None), None),
        contexts=tuple(dict.fromkeys(name for draft in row.drafts for name in draft.contexts)),
        auxiliary=first.auxiliary,
        trigger=first.span,
        mentions=tuple(draft.span for draft in row.drafts),
        actors=tuple(row.parties("actors")),
        recipients=tuple(row.parties("recipients")),
        place=next((draft.place for draft in row.drafts if draft.place is not None), None),
        when=next((draft.when for draft in row.drafts if draft.when is not None), None),
        casualties=next((draft.casualties for draft in row.drafts if draft.casualties is not None), None),
        accounts=accounts.merge([*vouching, *accounts.denials(vouching, first.type, setting.statements, named)]),
        score=round(best.score, 4),
    )
