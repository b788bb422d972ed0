"""Quotations that go on: over several sentences, over paragraphs, and where the page lost the marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.statements.drafts import NOBODY, SYNTAX_SCORE, Draft

if TYPE_CHECKING:
    from onrecord.statements.quotes import Quotes
    from onrecord.statements.tree import Tree

FIRST_PERSON = frozenset({"we", "our", "us", "i", "my", "ours", "ourselves", "me", "mine"})
QUOTED_SHARE = 0.85
COVERED_SHARE = 0.34
SHORTEST = 2
"""Words that a sentence needs to be taken for a continued quotation."""


def split(tree: Tree, quotes: Quotes, drafts: list[Draft]) -> list[Draft]:
    """Give each sentence of a content a draft of its own: the cue stays with the sentence that it stands in.

    A cue whose own sentence holds no content (a colon, then the quotation) stays with the nearest that does.
    """
    out = []
    for draft in drafts:
        pieces = _sentences(tree, draft.content)
        pieces = {s: words for s, words in pieces.items() if _worth(tree, words)} or pieces
        home = tree.sentence(draft.head) if draft.head is not None else min(pieces)
        first = min(pieces, key=lambda s: (abs(s - home), s))
        if not (draft.cue or draft.source or draft.lead):
            out += [replace(draft, content=frozenset(words)) for words in pieces.values()]
            continue
        lead = replace(draft, content=frozenset(pieces.pop(first)))
        out.append(lead)
        out.extend(
            _following(lead, _rest(tree, quotes, n, words), "continued", lead.score) for n, words in pieces.items()
        )
    return _once_a_sentence(out)


def _rest(tree: Tree, quotes: Quotes, number: int, words: set[int]) -> set[int]:
    """Return the whole sentence where all of it is quoted, else the words that were marked in it."""
    tokens = set(range(*tree.sentences[number]))
    return tokens if quotes.share(tokens) >= QUOTED_SHARE else words


def _once_a_sentence(drafts: list[Draft]) -> list[Draft]:
    """Drop a continued sentence that a draft with a cue, or one before it in the list, holds already."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.head is None, d.lead is not None)):
        if draft.lead is not None and any(len(draft.content & d.content) * 2 > len(draft.content) for d in kept):
            continue
        kept.append(draft)
    return sorted(kept, key=lambda d: min(d.content))


def _sentences(tree: Tree, content: frozenset[int]) -> dict[int, set[int]]:
    """Return the tokens of a content by sentence."""
    pieces: dict[int, set[int]] = {}
    for token in sorted(content):
        pieces.setdefault(tree.sentence(token), set()).add(token)
    return pieces


def _following(lead: Draft, words: set[int], origin: str, score: float) -> Draft:
    return Draft(NOBODY, None, NOBODY, frozenset(words), {}, score, origin, lead=lead)


def _worth(tree: Tree, words: set[int]) -> bool:
    return sum(tree[t].upos != "PUNCT" for t in words) >= SHORTEST


def carry(tree: Tree, quotes: Quotes, drafts: list[Draft]) -> list[Draft]:
    """Add a draft for each quoted sentence without one, and give each draft without a speaker the one who speaks."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(tree.sentence(min(draft.content)), []).append(draft)
    for number, (first, last) in enumerate(tree.sentences):
        tokens = set(range(first, last))
        here = by_sentence.get(number, [])
        open_ends = [d for d in here if d.head is None and not d.source and d.lead is None]
        if open_ends:
            by_sentence[number] = [d for d in here if d not in open_ends]
            for draft in open_ends:
                lead = _speaker_near(tree, quotes, by_sentence, number)
                whole = not by_sentence[number] and quotes.share(tokens) >= QUOTED_SHARE
                words = frozenset(tokens) if whole else draft.content
                by_sentence[number].append(replace(draft, content=words, lead=lead))
        elif _worth(tree, tokens) and quotes.share(tokens) >= QUOTED_SHARE and not _covered(tokens, here):
            lead = _speaker_near(tree, quotes, by_sentence, number)
            if lead is not None:
                by_sentence.setdefault(number, []).append(_following(lead, tokens, "carried", SYNTAX_SCORE))
    return [draft for number in sorted(by_sentence) for draft in by_sentence[number]]


def _covered(tokens: set[int], drafts: list[Draft]) -> bool:
    return bool(drafts) and len(tokens & frozenset.union(*(d.content for d in drafts))) > COVERED_SHARE * len(tokens)


def _speaker_near(tree: Tree, quotes: Quotes, drafts: dict[int, list[Draft]], number: int) -> Draft | None:
    """Return the draft whose speaker utters a sentence that names none.

    Inside one run of marks the sentence with the cue decides, be it before or behind; between runs the speaker before
    in the same paragraph, then the one behind in it, then the last speaker of the paragraph before.
    """
    before = _outer(drafts.get(number - 1, []))
    behind = _next_with_cue(tree, quotes, drafts, number)
    if number and _joined(tree, quotes, number - 1):
        return before or behind
    if _joined(tree, quotes, number) and behind is not None:
        return behind
    same_before = number > 0 and not new_paragraph(tree, number)
    if before is not None and same_before:
        return before
    return behind or before


def _outer(drafts: list[Draft]) -> Draft | None:
    """Return, of several statements of one sentence, the last that is not inside another."""
    outer = [d for d in drafts if not any(d is not o and d.cue and d.cue <= o.content for o in drafts)]
    return outer[-1] if outer else None


def _next_with_cue(tree: Tree, quotes: Quotes, drafts: dict[int, list[Draft]], number: int) -> Draft | None:
    """Return the speaker named behind, as far as the quotation or the paragraph runs."""
    for later in range(number + 1, len(tree.sentences)):
        if new_paragraph(tree, later) and not _joined(tree, quotes, later - 1):
            return None
        outer = _outer([d for d in drafts.get(later, []) if d.cue and quotes.share(set(d.content)) > 0.5])
        if outer is not None:
            return outer
        if quotes.share(set(range(*tree.sentences[later]))) < QUOTED_SHARE:
            return None
    return None


def new_paragraph(tree: Tree, number: int) -> bool:
    """Tell whether a sentence opens a paragraph."""
    first = tree.sentences[number][0]
    return first == 0 or "\n" in tree.text[tree[first - 1].end : tree[first].start]


def _joined(tree: Tree, quotes: Quotes, number: int) -> bool:
    """Tell whether a sentence and the next stand within one pair of marks."""
    last = tree.sentences[number][1] - 1
    return last + 1 < len(tree.tokens) and quotes.inside(last) and quotes.inside(last + 1)


def blocks(tree: Tree, quotes: Quotes, drafts: list[Draft]) -> list[Draft]:
    """Add drafts for block quotations that lost their marks.

    A paragraph in the first person, without marks and cues, right behind a source's words in an article whose outlet
    does not itself say "we", belongs to that source (annotation guide, rule 19).
    """
    bare = [n for n in range(len(tree.sentences)) if not _told(tree, drafts, n)]
    speaking = {n for n in bare if first_person(tree, quotes, n)}
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(tree.sentence(min(draft.content)), []).append(draft)
    added = []
    for number in bare:
        if number not in speaking or not new_paragraph(tree, number):
            continue
        lead = _outer(by_sentence.get(number - 1, []))
        rest = _paragraph(tree, number)
        if lead is None or not (lead.source or lead.lead) or not set(rest) <= set(bare):
            continue
        added += [_following(lead, set(range(*tree.sentences[n])), "block", SYNTAX_SCORE) for n in rest]
    return sorted([*drafts, *added], key=lambda d: min(d.content))


def _told(tree: Tree, drafts: list[Draft], number: int) -> bool:
    """Tell whether a draft reports the better part of a sentence."""
    first, last = tree.sentences[number]
    return any(len([t for t in d.content if first <= t < last]) * 2 > last - first for d in drafts)


def _paragraph(tree: Tree, number: int) -> list[int]:
    """Return the sentences from here to the end of the paragraph."""
    last = number + 1
    while last < len(tree.sentences) and not new_paragraph(tree, last):
        last += 1
    return list(range(number, last))


def first_person(tree: Tree, quotes: Quotes, number: int) -> bool:
    """Tell whether a sentence says "we" or "I" outside of quotation marks."""
    return any(
        tree[t].text.lower() in FIRST_PERSON and tree[t].text != "US" and not quotes.inside(t)
        for t in range(*tree.sentences[number])
    )
