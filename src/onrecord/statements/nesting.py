"""Reports within reports: who quotes whom, and where two cues of one speaker are one statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.drafts import Draft
    from onrecord.statements.quotes import Quotes
    from onrecord.statements.speakers import Speakers
    from onrecord.statements.tree import Tree
    from onrecord.types import Act, Actor

PERSONS = frozenset({"he", "she", "they", "it"})
NEAR = 4
"""Sentences in which a pronoun is taken for who spoke last."""
CLOSED = 0.9
"""Share of a content between marks from which a pronoun behind it speaks on."""
SPEAKING_SELF = frozenset({"i", "we", "my", "our", "us", "me"})


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A draft with its speaker and act; `within` is the report that holds it."""

    draft: Draft
    source: Actor | None
    act: Act
    within: Report | None = None


def same_speaker(tree: Tree, book: CueBook, quotes: Quotes, reports: list[Report]) -> list[Report]:
    """Return the reports in which a pronoun that the cast makes nobody of, or that closes a quotation, speaks on.

    "The dam will hold, the engineer said. ... "It must," he said." is the engineer's, whoever else is mentioned.
    """
    out: list[Report] = []
    last: Report | None = None
    spoken: dict[int, Actor] = {}
    for report in _leads_first(reports):
        lead = spoken.get(id(report.draft.lead)) if not report.draft.source else None
        before = last if last is not None and _distance(tree, last, report) <= NEAR else None
        source = replace(lead, span=None) if lead is not None else _speaker(tree, book, quotes, report, before)
        told = replace(report, source=source)
        out.append(told)
        if source is None:
            continue
        spoken[id(report.draft)] = source
        if not any(r is not report and report.draft.cue and report.draft.cue <= r.draft.content for r in reports):
            last = told
    order = {id(r.draft): n for n, r in enumerate(reports)}
    return sorted(out, key=lambda r: order[id(r.draft)])


def _speaker(tree: Tree, book: CueBook, quotes: Quotes, report: Report, before: Report | None) -> Actor | None:
    """Return the source of a report, or the speaker before it where its source only takes that one up."""
    source, words = report.source, {tree[t].text.lower() for t in report.draft.source}
    if source is None or before is None or before.source is None:
        return source
    pronoun = len(words) == 1 and words <= PERSONS
    closes = quotes.share(set(report.draft.content)) > CLOSED
    vague = source.code is None and source.name[:1].islower()
    paper = "the" in words and tree.lemma(tree.top(report.draft.source)) in book.documents
    return replace(before.source, span=source.span) if (pronoun and (closes or vague)) or paper else source


def _leads_first(reports: list[Report]) -> list[Report]:
    """Return the reports in order, but those that go on from a later one behind it."""
    order = {id(r.draft): n for n, r in enumerate(reports)}
    leads = {id(r.draft): order.get(id(r.draft.lead), -1) for r in reports}

    def place(report: Report) -> tuple[int, bool, int]:
        own, lead = order[id(report.draft)], leads[id(report.draft)]
        return max(own, lead), lead > own, own

    return sorted(reports, key=place)


def _distance(tree: Tree, before: Report, after: Report) -> int:
    return abs(tree.sentence(min(after.draft.content)) - tree.sentence(max(before.draft.content)))


def nest(tree: Tree, speakers: Speakers, reports: list[Report]) -> list[Report]:
    """Return the reports with their `within`; an inner cue of the same speaker gives its act to the outer one and goes.

    "He said he believed X" is one statement under "said", of the act of "believed" (annotation guide, rule 1).
    """
    parents = {id(r): _parent(r, reports) for r in reports}
    acts: dict[int, Act] = {}
    gone: set[int] = set()
    nobody: set[int] = set()
    for report in reports:
        outer = parents[id(report)]
        if outer is None or not _same_speaker(tree, speakers, outer, report):
            continue
        if outer.act == "deny" and _named(report):
            # who denies a claim has not made it: the source was taken from the wrong side
            acts[id(report)] = report.act
            nobody.add(id(report))
            continue
        if _governs(tree, outer, report):
            if outer.act == "state":
                acts.setdefault(id(outer), report.act)
            gone.add(id(report))
        elif report.draft.origin == "syntax":
            gone.add(id(report))
    kept = [r for r in reports if id(r) not in gone]
    made = {id(r): replace(r, act=acts.get(id(r), r.act), source=None if id(r) in nobody else r.source) for r in kept}
    linked: list[Report] = []
    final: dict[int, Report] = {}
    for report in sorted(kept, key=lambda r: -len(r.draft.content)):
        outer = parents[id(report)]
        while outer is not None and id(outer) in gone:
            outer = parents[id(outer)]
        within = final.get(id(outer)) if outer is not None else None
        final[id(report)] = replace(made[id(report)], within=within)
    linked.extend(final[id(r)] for r in kept)
    return linked


def _parent(report: Report, reports: list[Report]) -> Report | None:
    """Return the report with the smallest content that holds this one's cue, or its content where it has no cue."""
    inner = report.draft.cue or report.draft.content
    holders = [
        r
        for r in reports
        if r is not report and inner <= r.draft.content and len(r.draft.content) > len(report.draft.content)
    ]
    return min(holders, key=lambda r: len(r.draft.content)) if holders else None


def _same_speaker(tree: Tree, speakers: Speakers, outer: Report, inner: Report) -> bool:
    if not inner.draft.source:
        if _named(inner):
            return False
        return inner.draft.head is not None and _governs(tree, outer, inner) and inner.draft.origin == "syntax"
    words = {tree[t].text.lower() for t in inner.draft.source}
    if len(words) == 1 and words <= SPEAKING_SELF:
        return True
    entity = speakers.entity(inner.draft)
    if entity is not None and entity == speakers.entity(outer.draft):
        return True
    return inner.source is not None and outer.source is not None and inner.source.name == outer.source.name


def _named(report: Report) -> bool:
    """Tell whether a report stands under a noun: "the claim that"."""
    return report.draft.sense is not None and report.draft.sense.pos == "noun"


def _governs(tree: Tree, outer: Report, inner: Report) -> bool:
    """Tell whether the inner cue is the main word of the outer content."""
    return inner.draft.head is not None and inner.draft.head == tree.top(outer.draft.content)
