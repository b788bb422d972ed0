"""Words that stand without cue and marks under the name of who speaks: interviews, and statements behind a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.carry import first_person, new_paragraph
from onrecord.statements.drafts import NOBODY, SYNTAX_SCORE, Draft

if TYPE_CHECKING:
    from onrecord.statements.quotes import Quotes
    from onrecord.statements.tree import Tree

ROLES = frozenset({"host", "q", "a", "question", "answer", "interviewer", "moderator", "journalist", "reporter"})
LONGEST_LABEL = 5
"""Tokens that the name before the colon may have."""
FEWEST = 3
"""Names before colons that make an article a transcript."""
PARAGRAPHS = 8
"""Paragraphs that a statement behind a colon may run over."""


def transcript(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with a statement for each sentence of an interview under its speaker's name."""
    labels = dict(_labels(tree))
    if len(labels) < FEWEST:
        return drafts
    covered = {t for d in drafts for t in d.content if not d.cue}
    added: list[Draft] = []
    source = NOBODY
    for first, last in tree.sentences:
        start = first
        for token in range(first, last):
            if token in labels:
                _add(tree, added, source, range(start, min(labels[token])), covered)
                source, start = frozenset(labels[token]), token + 1
        _add(tree, added, source, range(start, last), covered)
    return [*drafts, *added]


def _add(tree: Tree, added: list[Draft], source: frozenset[int], words: range, covered: set[int]) -> None:
    content = frozenset(words)
    if source and len([t for t in content if tree[t].upos != "PUNCT"]) > 1 and not content & covered:
        added.append(Draft(NOBODY, None, source, content, {}, SYNTAX_SCORE, "transcript"))


def _labels(tree: Tree) -> list[tuple[int, range]]:
    """Return the colons behind a speaker's name at the head of a line or sentence, with the name."""
    people = {t for m in tree.parse.mentions if m.label == "PERSON" for t in range(*m.tokens)}
    found = []
    for colon, token in enumerate(tree.tokens):
        if token.text != ":":
            continue
        start = colon
        while start and colon - start < LONGEST_LABEL and not _boundary(tree, start):
            start -= 1
        name = range(start, colon)
        if (
            name
            and _boundary(tree, start)
            and (set(name) <= people or (len(name) == 1 and tree[start].text.lower() in ROLES))
        ):
            found.append((colon, name))
    return found


def _boundary(tree: Tree, token: int) -> bool:
    return (
        token == 0
        or "\n" in tree.text[tree[token - 1].end : tree[token].start]
        or tree[token - 1].text in {"?", "!", "."}
    )


def behind_colon(tree: Tree, quotes: Quotes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the unmarked paragraphs behind "The minister said:" given to the minister.

    They run on to the next paragraph with a cue of its own, if the first of them speaks in the first person.
    """
    out = list(drafts)
    for number, (first, last) in enumerate(tree.sentences):
        if tree[last - 1].text != ":" or number + 1 >= len(tree.sentences) or not new_paragraph(tree, number + 1):
            continue
        lead = next((d for d in drafts if d.cue and first <= min(d.cue) < last and d.source), None)
        if lead is None:
            continue
        run = _run(tree, quotes, drafts, number + 1)
        if any(first_person(tree, quotes, n) for n in run[:3]):
            done = {tree.sentence(t) for d in out for t in d.content if not d.cue or d is lead}
            for n in run:
                if n not in done:
                    words = frozenset(range(*tree.sentences[n]))
                    out.append(Draft(NOBODY, None, NOBODY, words, {}, SYNTAX_SCORE, "block", lead=lead))
    return out


def _run(tree: Tree, quotes: Quotes, drafts: list[Draft], number: int) -> list[int]:
    """Return the sentences from one on, to the end of the paragraphs that no other voice marks."""
    cues = {tree.sentence(min(d.cue)) for d in drafts if d.cue and not _own_words(tree, d)}
    run, paragraphs = [], 0
    for n in range(number, len(tree.sentences)):
        paragraphs += new_paragraph(tree, n)
        if paragraphs > PARAGRAPHS or n in cues or any(quotes.inside(t) for t in range(*tree.sentences[n])):
            break
        run.append(n)
    return run


def _own_words(tree: Tree, draft: Draft) -> bool:
    """Tell whether a cue has the speaker of a block as its own: "I welcome", or another's words that he reports."""
    return bool({tree[t].text.lower() for t in draft.source} & {"i", "we"}) or "report" in {
        tree.lemma(t) for t in draft.source
    }
