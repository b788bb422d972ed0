"""The order of stage 6: triggers, parties, scene, auxiliary, mode, accounts, and mentions into rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.events import accounts, auxiliary, casualties, merging, modes, places, roles, scene, times, triggers
from onrecord.events.drafts import Draft
from onrecord.events.tree import Tree, grow
from onrecord.types import Event

if TYPE_CHECKING:
    from onrecord.events.merging import Row
    from onrecord.events.scene import Found, Hit
    from onrecord.events.triggers import Candidate
    from onrecord.types import Cast, Parse, Place, Statement, When


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
        if not (type_name == "REJECT" and _denial(setting, candidate))
    ]
    rows = merging.gather(drafts)
    named = _named(drafts)
    return tuple(_event(setting, row, named, number) for number, row in enumerate(rows, start=1))


def _denial(setting: Setting, candidate: Candidate) -> bool:
    """Tell whether a word denies what somebody says: a statement, no event (annotation guide, section 2)."""
    said = roles.speaker(setting.statements, setting.tree, candidate.tokens)
    return said is not None and said.act == "deny"


def _named(drafts: list[Draft]) -> dict[str, set[str]]:
    """Return the types of the events that each statement tells of."""
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
    return Setting(
        grow(parse),
        cast,
        statements,
        places.resolve(parse),
        found,
        day or latest,
        accounts.deniers(statements, parse.tokens),
    )


def _draft(setting: Setting, candidate: Candidate, type_name: str, score: float) -> Draft:
    tree, at = setting.tree, candidate.head
    span = tree.span(candidate.tokens)
    actors, recipients, hit = roles.parties(tree, setting.cast, setting.statements, candidate, type_name)
    when = scene.when(tree, candidate, setting.times)
    carrier = accounts.innermost(span, setting.statements)
    aux = auxiliary.decide(
        candidate.trigger.auxiliaries if candidate.trigger is not None else {},
        auxiliary.signs(tree, at),
        factuality=tree.tokens[at].factuality,
        carrier=carrier,
        historical=auxiliary.long_ago(None if when is None else when[0], setting.today),
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
        actors=tuple(actors),
        recipients=tuple(recipients),
        place=scene.place(tree, candidate, setting.places, hit),
        when=when,
        casualties=casualties.count(tree.parse, candidate.tokens),
        accounts=(account,),
        sentence=tree.sentence[at],
        nominal=not tree.verbal(at),
    )


def _surest(hits: list[Hit[Found] | None]) -> Found | None:
    """Return the place or time that is tied most surely to one of the mentions, no country where a part is named."""
    found = [hit for hit in hits if hit is not None]
    return max(found, key=lambda hit: (hit[1], hit[0].precision != "country"))[0] if found else None


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
        place=_surest([draft.place for draft in row.drafts]),
        when=_surest([draft.when for draft in row.drafts]),
        casualties=next((draft.casualties for draft in row.drafts if draft.casualties is not None), None),
        accounts=accounts.merge([*vouching, *accounts.denials(vouching, first.type, setting.statements, named)]),
        score=round(best.score, 4),
    )
