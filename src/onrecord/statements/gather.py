"""Putting the model's attributions and the readings of syntax together, each cue once."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.statements.drafts import NOBODY, Draft, cue_head, readings, same_words, stands_alone
from onrecord.statements.sources import phrase
from onrecord.statements.tree import Interval, Tree, intervals, members

if TYPE_CHECKING:
    from onrecord.lexicon.cues import Cue, CueBook
    from onrecord.statements.quotes import Quotes
    from onrecord.types import Attribution

SAME_CONTENT = 0.6
"""Overlap of words from which two drafts report the same content."""
FRAGMENTS = frozenset({"amod", "compound", "det", "nummod", "nmod:desc", "flat", "case"})
"""Relations of words that are no source without the noun above them."""
GAP = 3
"""Tokens that the model may leave out in the middle of a content."""
TOUCHING = 0.3
"""Overlap from which a content without a cue is that of a cue found by syntax."""
TRUSTED = 0.8
"""Score from which the model's content stands against another one that syntax offers."""
LIKELY = 0.3
"""Score that a content without cue, speaker and marks needs."""


def gather(tree: Tree, book: CueBook, quotes: Quotes) -> list[Draft]:
    """Return the drafts of an article: one for each cue, and the contents for which none was found."""
    read = readings(tree, book)
    attributions = tree.parse.attributions
    cued = [d for a in attributions if a.cue and (d := _cued(tree, book, quotes, read, a)) is not None]
    drafts = _once(cued)
    known = {t for d in drafts for t in d.cue}
    free = {head: draft for head, draft in read.items() if head not in known}
    for attribution in attributions:
        if not attribution.cue:
            drafts += _uncued(tree, quotes, attribution, drafts, free)
    for draft in free.values():
        if stands_alone(tree, draft) and not _known(draft, drafts):
            drafts.append(draft)
    return _cut(tree, read, drafts)


def _known(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether another draft reports the same words; a cue inside the words of the other reports them anew."""
    return any(
        same_words(draft.content, d.content) > SAME_CONTENT
        and not draft.cue <= d.content
        and not (d.cue and d.cue <= draft.content)
        for d in drafts
    )


def _cut(tree: Tree, read: dict[int, Draft], drafts: list[Draft]) -> list[Draft]:
    """Take a second cue of a speaker out of the content of the first: "said it was false and insisted that ..."."""
    out = []
    for draft in drafts:
        content = draft.content
        for head in sorted(content):
            if head in read and draft.head is not None and _second(tree, read[head], head, draft):
                content -= tree.subtree(head) | set(tree.children(head, "cc"))
        out.append(replace(draft, content=content) if content else draft)
    return out


def _second(tree: Tree, reading: Draft, head: int, draft: Draft) -> bool:
    """Tell whether a cue without subject goes with the cue of a content rather than with its words.

    It is coordinated and of the same form, or a participle set off by a comma: "accused X of lying, alleging that ..."
    """
    if tree.child(head, "nsubj", "nsubj:pass", "expl") is not None or draft.head is None:
        return False
    speaks = reading.sense is not None and reading.sense.pos == "verb" and reading.sense.alone
    tag = tree[head].xpos
    coordinated = tree.rel(head) == "conj" and tag == tree[draft.head].xpos and tag in {"VBD", "VBZ", "VBG"}
    aside = tag == "VBG" and head > 0 and tree[head - 1].text == "," and draft.frame.startswith("obj")
    return speaks and (coordinated or aside)


def _once(drafts: list[Draft]) -> list[Draft]:
    """Drop a draft whose content a surer draft of the same speaker and sentence reports already."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not _known(draft, kept):
            kept.append(draft)
    return kept


def _cued(tree: Tree, book: CueBook, quotes: Quotes, read: dict[int, Draft], attribution: Attribution) -> Draft | None:
    cue = frozenset(members(attribution.cue))
    head = cue_head(tree, book, cue)
    reading = read.get(head) if head is not None else None
    content = frozenset(members(attribution.content))
    source = _whole(tree, _nearest(members(attribution.source), min(cue)), cue)
    if head is not None and _refused(tree, book, head):
        return None
    if reading is not None and _swallowed(tree, book, reading, cue, content):
        cue, content = reading.cue, reading.content
    if reading is not None and reading.frame == "that" and tree.pos(reading.head or 0) == "noun":
        content = reading.content
    if reading is not None:
        content = _content(tree, quotes, content - cue, reading, attribution.score)
        if not source or (tree[reading.head or 0].xpos == "VBG" and reading.source):
            source = reading.source
        content -= reading.source
    if not content or head is None:
        return None
    sense, frame = (reading.sense, reading.frame) if reading is not None else (_only_sense(tree, book, head), "")
    return Draft(cue, head, source, content, attribution.acts, attribution.score, "model", sense, frame)


def _swallowed(tree: Tree, book: CueBook, reading: Draft, cue: frozenset[int], content: frozenset[int]) -> bool:
    """Tell whether the word for a claim is missing from the content of a verb that has it as its object."""
    if not reading.frame.startswith("obj"):
        return False
    rest = reading.content - content if content < reading.content else frozenset()
    return _names_claim(tree, book, cue - reading.cue) or _names_claim(tree, book, rest)


def _names_claim(tree: Tree, book: CueBook, cue: frozenset[int]) -> bool:
    """Tell whether a cue has swallowed its object: "refuted the rumour" of "refuted the rumour that ..."."""
    return any(tree.pos(t) == "noun" and tree.lemma(t) in book.labels for t in cue)


def _refused(tree: Tree, book: CueBook, head: int) -> bool:
    """Tell whether somebody is refused a thing rather than contradicted: "denied the reporter entry"."""
    things = [tree.lemma(c) for c in tree.children(head, "obj", "iobj", "nsubj:pass")]
    return any(t in s.excepts for s in book.of(tree.lemma(head), tree.pos(head)) for t in things)


def _only_sense(tree: Tree, book: CueBook, head: int) -> Cue | None:
    """Return the sense of a cue word that has one act in whatever frame."""
    senses = book.of(tree.lemma(head), tree.pos(head))
    return senses[0] if len({s.act for s in senses}) == 1 else None


def _nearest(source: set[int], cue: int) -> frozenset[int]:
    """Of a source in several runs keep the one next to the cue: one cue has one speaker."""
    runs = intervals(source)
    if not runs:
        return NOBODY
    best = min(runs, key=lambda run: min(abs(run[0] - cue), abs(run[1] - 1 - cue)))
    return frozenset(members([best]))


def _whole(tree: Tree, source: frozenset[int], cue: frozenset[int]) -> frozenset[int]:
    """Return the noun phrase of a source of which the model has marked a modifier only: "the Russian ministry"."""
    if not source:
        return source
    top = tree.top(source)
    while tree[top].deprel in FRAGMENTS and tree[top].head >= 0 and tree[tree[top].head].upos in {"NOUN", "PROPN"}:
        top = tree[top].head
    words = frozenset(phrase(tree, top)) if top not in source else source
    return words if not words & cue else source


def _content(tree: Tree, quotes: Quotes, model: frozenset[int], reading: Draft, score: float) -> frozenset[int]:
    """Return the content of a cue where model and syntax may differ.

    In the sentence of the cue, what syntax does not hold is kept if it is quoted or hangs on to what it holds; in
    other sentences, what is quoted.
    """
    assert reading.head is not None
    first, last = tree.sentences[tree.sentence(reading.head)]
    own = frozenset(t for t in model if first <= t < last)
    others = frozenset(t for t in model - own if quotes.inside(t) or tree[t].upos == "PUNCT")
    if not own & reading.content:
        firm = own and (score >= TRUSTED or quotes.share(set(own)) > SAME_CONTENT or reading.frame.startswith("obj"))
        return (own if firm else reading.content) | others
    runs = [run for run in intervals(own) if _belongs(tree, quotes, run, reading)]
    return _filled(members(runs), reading.cue | reading.source) | others


def _filled(content: set[int], aside: frozenset[int]) -> frozenset[int]:
    """Return a content with small gaps closed, where neither cue nor source stands in them."""
    filled = set(content)
    runs = intervals(content)
    for (_, end), (start, _) in itertools.pairwise(runs):
        gap = set(range(end, start))
        if len(gap) <= GAP and not gap & aside:
            filled |= gap
    return frozenset(filled)


def _belongs(tree: Tree, quotes: Quotes, run: Interval, reading: Draft) -> bool:
    tokens = members([run])
    return any(tree[t].upos != "PUNCT" for t in tokens & reading.content) or quotes.share(tokens) > SAME_CONTENT


def _uncued(
    tree: Tree, quotes: Quotes, attribution: Attribution, drafts: list[Draft], free: dict[int, Draft]
) -> list[Draft]:
    """Return the drafts of a content without a cue: under a cue that syntax finds for it, else sentence by sentence."""
    made: list[Draft] = []
    pieces: dict[int, set[int]] = {}
    for token in members(attribution.content):
        pieces.setdefault(tree.sentence(token), set()).add(token)
    for words in pieces.values():
        content = frozenset(words)
        piece = Draft(NOBODY, None, NOBODY, content, attribution.acts, attribution.score, "model")
        if any(same_words(content, d.content) > SAME_CONTENT and not d.cue <= content for d in [*drafts, *made]):
            continue
        head = max(free, key=lambda h: (same_words(content, free[h].content), -h), default=None)
        if head is not None and same_words(content, free[head].content) >= TOUCHING:
            reading = free.pop(head)
            source = _nearest(members(attribution.source), head) or reading.source
            aside = reading.cue | reading.source | set(tree.children(head, "aux"))
            made.append(replace(reading, source=source, content=content - aside, score=attribution.score))
        elif quotes.share(words) > SAME_CONTENT or attribution.score >= LIKELY or attribution.source:
            made.append(replace(piece, source=frozenset(members(attribution.source))))
    return made
