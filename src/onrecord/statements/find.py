"""Assembling the statements of one article, step by step."""

from __future__ import annotations

from onrecord.lexicon.cues import CueBook, cues
from onrecord.statements.acts import act_of
from onrecord.statements.answers import answers
from onrecord.statements.carry import blocks, carry, split
from onrecord.statements.drafts import Draft, same_words
from onrecord.statements.gather import SAME_CONTENT, gather
from onrecord.statements.headline import headline
from onrecord.statements.nesting import Report, nest, same_speaker
from onrecord.statements.quotes import Quotes
from onrecord.statements.speakers import Speakers
from onrecord.statements.transcripts import behind_colon, transcript
from onrecord.statements.tree import Tree
from onrecord.types import Cast, Parse, Statement


def find(parse: Parse, cast: Cast) -> tuple[Statement, ...]:
    """Return the statements of an article in the order of their contents, numbered s1, s2, ...

    The model's attributions come first; cue words of the lexicon add statements and complete sources and contents;
    quotations that go on are given sentence by sentence to whoever speaks.
    """
    book = cues()
    tree = Tree(parse, book.lemma)
    quotes, speakers = Quotes(tree), Speakers(tree, book, cast)
    drafts = split(tree, quotes, transcript(tree, behind_colon(tree, quotes, _drafts(tree, book, quotes, cast))))
    drafts = blocks(tree, quotes, carry(tree, quotes, drafts))
    reports = [Report(d, speakers.of(d), act_of(tree, book, d)) for d in drafts if tree.spans(d.content)]
    reports = same_speaker(tree, book, quotes, sorted(reports, key=lambda r: _place(tree, r)))
    reports = nest(tree, speakers, reports)
    return _statements(tree, book, quotes, speakers, reports)


def _drafts(tree: Tree, book: CueBook, quotes: Quotes, cast: Cast) -> list[Draft]:
    """Return the drafts of model and syntax, and that of the headline."""
    drafts = gather(tree, book, quotes)
    titled = headline(tree, book, cast)
    if titled is not None and not any(same_words(titled.content, d.content) > SAME_CONTENT for d in drafts):
        drafts.append(titled)
    return drafts


def _place(tree: Tree, report: Report) -> tuple[int, int, int]:
    spans = tree.spans(report.draft.content)
    return (spans[0][0], -spans[-1][1], min(report.draft.cue, default=-1))


def _statements(
    tree: Tree, book: CueBook, quotes: Quotes, speakers: Speakers, reports: list[Report]
) -> tuple[Statement, ...]:
    numbers = {id(r): f"s{n}" for n, r in enumerate(reports, start=1)}
    by_draft = {id(r.draft): r for r in reports}
    tied = answers(tree, book, speakers, reports)
    made = []
    for report in reports:
        draft = report.draft
        cue = tree.spans(draft.cue) if draft.cue else ()
        within = by_draft.get(id(report.within.draft)) if report.within is not None else None
        made.append(
            Statement(
                id=numbers[id(report)],
                source=report.source,
                via=speakers.via(draft),
                cue=(cue[0][0], cue[-1][1]) if cue else None,
                content=tree.spans(draft.content),
                act=report.act,
                quotation=quotes.kind(set(draft.content)),
                within=numbers[id(within)] if within is not None else None,
                answers=tuple(numbers[id(r)] for r in reports if r in tied.get(id(report), ())),
                score=round(draft.score, 4),
            )
        )
    return tuple(made)
