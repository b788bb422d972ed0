"""Which statements a denial, rejection or rebuttal answers.

Two things make an answer: somebody denies (a cue like "rejected", a predicate like "is false", a negation), and what is
denied is what somebody else has said. That is taken up by a word for it ("these accusations", "the reports"), named in
the same breath ("rejected claims that ...", "Tan's claims"), told in the same words, or about the one who denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.propositions import Propositions, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.nesting import Report
    from onrecord.statements.speakers import Speakers
    from onrecord.statements.tree import Tree

SAME = 0.2
"""Overlap from which a denial and a claim have one proposition."""
SAME_WEIGHT = 1.5
"""Weight of the shared words that this takes; a word that stands in one sentence of twenty weighs about 1.6."""
BARE = 4
"""A denial with no more content words of its own than this takes up what was said before it."""
REACH = 2
"""Sentences that "these accusations" reaches back."""
TURNED_WEIGHT = 1.5
"""Weight of the words that a denial must share with a claim about the one who denies."""
TURNED_REACH = 4
NEGATED = 0.5
"""Overlap from which a mere negation in what is stated answers a claim."""
NEGATED_WEIGHT = 2.0
NEGATED_REACH = 4
FOLLOWS = 0
"""Sentences after a denial in which the same speaker is taken to go on rebutting."""
LEAD = 7
"""Sentences in which an article tells what it is about."""
ACCUSATIONS = frozenset({"accusation", "allegation", "charge", "complaint", "criticism", "insinuation", "smear"})
ANSWERABLE = frozenset({"state", "accuse", "believe"})


def answers(tree: Tree, book: CueBook, speakers: Speakers, reports: Sequence[Report]) -> dict[int, list[Report]]:
    """Return what each report answers, by the identity of the report."""
    pairs = Propositions(tree, book, speakers, reports)
    tied: dict[int, list[Side]] = {}
    for denial in pairs.sides:
        found = _denied(pairs, denial) if denial.rejects else _negated(pairs, denial)
        if found:
            tied[id(denial.report)] = found
    _go_on(pairs, tied)
    _keep_to(pairs, tied)
    return {key: [side.report for side in sides] for key, sides in tied.items()}


def _claims(pairs: Propositions, denial: Side) -> list[Side]:
    """Return what others say that a denial could answer: not what reports it, and no other denial."""
    above = set()
    outer = denial.report.within
    while outer is not None:
        above.add(id(outer))
        outer = outer.within
    # of a report within a report the inner one is the claim
    above |= {id(s.report.within) for s in pairs.sides if s.report.within is not None and not s.rejects}
    return [
        c
        for c in pairs.sides
        if c is not denial
        and c.report.act in ANSWERABLE
        and c.sentence <= denial.sentence
        and not (c.rejects or c.evaluates)
        and id(c.report) not in above
        and not pairs.same_source(denial, c)
    ]


def _denied(pairs: Propositions, denial: Side) -> list[Side]:
    claims = _claims(pairs, denial)
    named = [c for c in claims if c.report.draft.cue and c.report.draft.cue <= denial.report.draft.content]
    words = denial.words.union(*(c.words for c in named))
    seeds = [*named, *(c for c in claims if pairs.overlap(words, c.words, SAME_WEIGHT) >= SAME)]
    if not seeds and (denial.label or denial.points) and len(words) <= BARE:
        seeds = _taken_up(denial, claims)
    if not seeds:
        seeds = [c for c in claims if _turned(pairs, denial, c)] or _beside(pairs, denial, claims)
    return [c for c in claims if c in seeds]


def _beside(pairs: Propositions, denial: Side, claims: list[Side]) -> list[Side]:
    """Return an accusation next to a denial with a word in common: "denied holding them after X accused it of ..."."""
    return [
        c
        for c in claims
        if c.report.act == "accuse"
        and abs(c.sentence - denial.sentence) <= 1
        and pairs.overlap(denial.words, c.words, 0.0) > 0
    ][:1]


def _turned(pairs: Propositions, denial: Side, claim: Side) -> bool:
    """Tell whether a claim is about who denies: "Moscow denies a role" answers "the Russian army was involved"."""
    if claim.negated:
        return False
    about = denial.country != "" and denial.country in claim.countries and claim.country != denial.country
    related = claim.report.act == "accuse" or pairs.overlap(denial.words, claim.words, TURNED_WEIGHT) > 0
    return about and related and 0 <= denial.sentence - claim.sentence <= TURNED_REACH


def _taken_up(denial: Side, claims: list[Side]) -> list[Side]:
    """Return what "these accusations" or "it" stand for: of the claims before it the nearest, of the kind it names."""
    claims = [c for c in claims if not c.negated]
    by_name = [c for c in claims if c.names & denial.names_inside]
    claims = by_name or claims
    if denial.label and not denial.points:
        # "the reports", "Alhakim's claims": what the article opens with, unless it has just been told
        opening = by_name[:1] or [c for c in claims if c.sentence <= LEAD]
        if opening:
            return opening
    reach = REACH if not by_name else len(claims) + denial.sentence
    before = [c for c in claims if 0 <= denial.sentence - c.sentence <= reach]
    accusations = [c for c in before if c.report.act == "accuse"]
    if denial.label in ACCUSATIONS and accusations:
        before = accusations
    nearest = max((c.sentence for c in before), default=-1)
    return [c for c in before if c.sentence == nearest]


def _negated(pairs: Propositions, denial: Side) -> list[Side]:
    """Return what is answered by stating the contrary: "claiming that it had no plans to attack"."""
    if not denial.negated or denial.report.act not in {"state", "accuse"}:
        return []
    return [
        c
        for c in _claims(pairs, denial)
        if c.report.act == "accuse"
        and 0 <= denial.sentence - c.sentence <= NEGATED_REACH
        and not c.negated
        and pairs.overlap(denial.words, c.words, NEGATED_WEIGHT) >= NEGATED
    ]


def _keep_to(pairs: Propositions, tied: dict[int, list[Side]]) -> None:
    """Let one who has denied a claim answer it with every later negation that speaks of it: "It had no part in it"."""
    deniers = [s for s in pairs.sides if id(s.report) in tied and s.rejects]
    for side in pairs.sides:
        if id(side.report) in tied or not side.negated or side.report.act != "state":
            continue
        claims = [c for d in deniers if pairs.same_source(d, side) for c in tied[id(d.report)]]
        again = [c for c in pairs.sides if c in claims and pairs.overlap(side.words, c.words, 0.0) > 0]
        if again:
            tied[id(side.report)] = again


def _go_on(pairs: Propositions, tied: dict[int, list[Side]]) -> None:
    """Let one who has just denied go on to rebut: "This is a lie. We were not even there.", "..., saying that ..."."""
    for denial in [s for s in pairs.sides if id(s.report) in tied and s.rejects]:
        for later in pairs.sides:
            if id(later.report) in tied or later.report.act not in {"state", "accuse"}:
                continue
            follows = 0 <= later.sentence - denial.sentence <= FOLLOWS and later is not denial
            if follows and pairs.same_source(denial, later) and later.report.within is denial.report.within:
                tied[id(later.report)] = tied[id(denial.report)]
