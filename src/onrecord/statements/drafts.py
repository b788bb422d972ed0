"""Statements in the making: what the model's attributions and the syntax of cue words offer, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.statements.frames import choose, frames, passive
from onrecord.statements.sources import phrase, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.lexicon.cues import Cue, CueBook
    from onrecord.statements.tree import Tree
    from onrecord.types import Act

Tokens = frozenset[int]
NOBODY: Tokens = frozenset()
FIRST_OR_SECOND = frozenset({"i", "we", "you", "one", "us"})
SYNTAX_SCORE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A statement in the making, as sets of tokens.

    `head` is the word of the cue that governs, `sense` and `frame` say how the lexicon reads it, `lead` is the
    draft whose speaker goes on speaking here, `origin` names what made it: model, syntax, continued, carried, block.
    """

    cue: Tokens
    head: int | None
    source: Tokens
    content: Tokens
    acts: Mapping[Act, float]
    score: float
    origin: str
    sense: Cue | None = None
    frame: str = ""
    lead: Draft | None = None


def cue_head(tree: Tree, book: CueBook, cue: Iterable[int]) -> int | None:
    """Return the governing word of a cue: a verb or noun of the lexicon before anything else."""
    tokens = sorted(cue)
    if not tokens:
        return None
    known = [t for t in tokens if book.of(tree.lemma(t), tree.pos(t)) and tree.rel(t) not in {"aux", "cop"}]
    verbs = [t for t in known if tree.pos(t) == "verb"]
    return (verbs or known or [tree.top(tokens)])[0]


def readings(tree: Tree, book: CueBook) -> dict[int, Draft]:
    """Return what syntax makes of each cue word of the lexicon, by the word; statement or not."""
    found = {}
    for index in range(len(tree.tokens)):
        draft = _according(tree, index) or _by_lexicon(tree, book, index)
        if draft is not None:
            found[index] = draft
    return found


def _by_lexicon(tree: Tree, book: CueBook, index: int) -> Draft | None:
    if not book.of(tree.lemma(index), tree.pos(index)):
        return None
    found = frames(tree, index)
    chosen = choose(book, tree, index, found)
    if chosen is None:
        return None
    sense, frame = chosen
    cue = frozenset({index, *tree.children(index, "compound:prt")})
    content = frozenset(found[frame] - cue)
    if not content:
        return None
    source = frozenset(source_of(tree, book, index) - content - cue)
    return Draft(cue, index, source, content, {sense.act: 1.0}, SYNTAX_SCORE, "syntax", sense, frame)


def stands_alone(tree: Tree, draft: Draft) -> bool:
    """Tell whether a reading of syntax is a statement though the model saw none.

    A verb needs a speaker, or the passive of nobody in particular; "I think" in running text reports nothing, nor does
    a negated cue, but for denials.
    """
    sense, head = draft.sense, draft.head
    if sense is None or head is None:
        return True
    if not sense.alone or (tree.negated(head) and sense.act != "deny"):
        return False
    if any(tree[t].text.lower() in FIRST_OR_SECOND for t in draft.source):
        return False
    return sense.pos != "verb" or bool(draft.source) or (passive(tree, head) and tree.rel(head) != "acl")


def _according(tree: Tree, index: int) -> Draft | None:
    """Return the draft of "according to X" or "as per X"."""
    token = tree[index]
    head = token.head
    if token.text.lower() not in {"according", "per"} or tree.rel(index) != "case" or head < 0 or tree[head].head < 0:
        return None
    if token.text.lower() == "per" and tree[head].upos != "PROPN":
        return None
    cue = {index, *tree.children(index, "fixed"), *(c for c in tree.children(head, "case"))}
    clause = tree[head].head
    content = tree.subtree(clause, {head})
    source = phrase(tree, head) - cue
    if len(content) < 3 or not source:
        return None
    return Draft(frozenset(cue), index, frozenset(source), frozenset(content), {"state": 1.0}, SYNTAX_SCORE, "syntax")


def same_words(a: Tokens, b: Tokens) -> float:
    """Return the Jaccard overlap of two token sets."""
    return len(a & b) / len(a | b) if a | b else 0.0
