"""Reports within reports: who quotes whom, and where two cues of one speaker are one statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.statements.drafts import Draft
    from onrecord.statements.speakers import Speakers
    from onrecord.statements.tree import Tree
    from onrecord.types import Act, Actor

SPEAKING_SELF = frozenset({"i", "we", "my", "our", "us", "me"})


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A draft with its speaker and act; `within` is the report that holds it."""

    draft: Draft
    source: Actor | None
    act: Act
    within: Report | None = None


def nest(tree: Tree, speakers: Speakers, reports: list[Report]) -> list[Report]:
    """Return the reports with their `within`; an inner cue of the same speaker gives its act to the outer one and goes.

    "He said he believed X" is one statement under "said", of the act of "believed" (annotation guide, rule 1).
    """
    parents = {id(r): _parent(r, reports) for r in reports}
    acts: dict[int, Act] = {}
    gone: set[int] = set()
    for report in reports:
        outer = parents[id(report)]
        if outer is None or not _same_speaker(tree, speakers, outer, report):
            continue
        if _governs(tree, outer, report):
            if outer.act == "state":
                acts.setdefault(id(outer), report.act)
            gone.add(id(report))
        elif report.draft.origin == "syntax":
            gone.add(id(report))
    kept = [r for r in reports if id(r) not in gone]
    made = {id(r): replace(r, act=acts.get(id(r), r.act)) for r in kept}
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
        return inner.draft.head is not None and _governs(tree, outer, inner) and inner.draft.origin == "syntax"
    words = {tree[t].text.lower() for t in inner.draft.source}
    if len(words) == 1 and words <= SPEAKING_SELF:
        return True
    entity = speakers.entity(inner.draft)
    if entity is not None and entity == speakers.entity(outer.draft):
        return True
    return inner.source is not None and outer.source is not None and inner.source.name == outer.source.name


def _governs(tree: Tree, outer: Report, inner: Report) -> bool:
    """Tell whether the inner cue is the main word of the outer content."""
    return inner.draft.head is not None and inner.draft.head == tree.top(outer.draft.content)
