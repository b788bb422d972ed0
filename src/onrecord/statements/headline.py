"""Headlines that name their source with a colon: "Kiev: no plans to attack", "Two dead in raid: police"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.drafts import NOBODY, SYNTAX_SCORE, Draft

if TYPE_CHECKING:
    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.tree import Tree
    from onrecord.types import Cast

LONGEST = 6
"""Words that a source set off by a colon may have."""
SHORTEST = 4
"""Tokens that its claim must have."""


def headline(tree: Tree, book: CueBook, cast: Cast) -> Draft | None:
    """Return the draft of a headline with a colon; None where what stands at the colon is nobody who could speak.

    A country before a colon ("Syria: 20 dead in strike") says where, not who.
    """
    first, last = _first_line(tree)
    for colon in range(first + 1, last - 1):
        if tree[colon].text != ":":
            continue
        before, behind = range(first, colon), range(colon + 1, last)
        for source, content in ((before, behind), (behind, before)):
            if len(source) <= LONGEST and len(content) >= SHORTEST and _speaks(tree, book, cast, set(source)):
                return Draft(
                    NOBODY, None, frozenset(source), frozenset(content), {"state": 1.0}, SYNTAX_SCORE, "headline"
                )
    return None


def _first_line(tree: Tree) -> tuple[int, int]:
    """Return the tokens of the first line, if it is no running text."""
    end = tree.text.find("\n")
    if end < 0:
        end = len(tree.text)
    last = sum(token.start < end for token in tree.tokens)
    return (0, last if last and tree[last - 1].text != "." else 0)


def _speaks(tree: Tree, book: CueBook, cast: Cast, tokens: set[int]) -> bool:
    """Tell whether words are somebody with an office, an organisation or a person, and nothing else."""
    if any(tree[t].upos in {"VERB", "AUX"} for t in tokens):
        return False
    if tree.lemma(tree.top(tokens)) in book.speakers:
        return True
    actor = cast.actors.get(tree.top(tokens))
    if actor is not None and " " in (actor.code or ""):
        return True
    named = [m for m in tree.parse.mentions if m.label in {"PERSON", "ORGANIZATION"}]
    return any(set(range(*m.tokens)) == tokens for m in named)
