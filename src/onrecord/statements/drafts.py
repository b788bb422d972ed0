"""Statements in the making: what the model's attributions and the syntax of cue words offer, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.statements.frames import choose, frames, passive, pos_of
from onrecord.statements.sources import phrase, source_of
from onrecord.statements.tree import Tree, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.lexicon.cues import Cue, CueBook
    from onrecord.types import Act, Attribution

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
    known = [t for t in tokens if book.of(tree.lemma(t), pos_of(tree, t)) and tree.rel(t) not in {"aux", "cop"}]
    verbs = [t for t in known if pos_of(tree, t) == "verb"]
    return (verbs or known or [tree.top(tokens)])[0]


def from_model(tree: Tree, book: CueBook, attribution: Attribution) -> Draft | None:
    """Return the draft of an attribution, what the model left out being filled in by syntax; None without content."""
    cue, content, source = (members(p) for p in (attribution.cue, attribution.content, attribution.source))
    head = cue_head(tree, book, cue)
    sense, frame = None, ""
    if head is not None:
        found = frames(tree, head)
        chosen = choose(book, tree, head, found)
        if chosen is not None:
            sense, frame = chosen
        content = content or (found[frame] - cue if frame else set())
        source = source or (source_of(tree, book, head) - content - cue)
    if not content:
        return None
    return Draft(
        frozenset(cue),
        head,
        frozenset(source),
        frozenset(content),
        attribution.acts,
        attribution.score,
        "model",
        sense,
        frame,
    )


def from_syntax(tree: Tree, book: CueBook, known: set[int]) -> list[Draft]:
    """Return drafts for cue words of the lexicon outside `known` that make a statement by their syntax alone."""
    found = []
    for index in range(len(tree.tokens)):
        if index in known:
            continue
        draft = _according(tree, index) or _by_lexicon(tree, book, index)
        if draft is not None:
            found.append(draft)
    return found


def _by_lexicon(tree: Tree, book: CueBook, index: int) -> Draft | None:
    if not book.of(tree.lemma(index), pos_of(tree, index)):
        return None
    found = frames(tree, index)
    chosen = choose(book, tree, index, found)
    if chosen is None:
        return None
    sense, frame = chosen
    if not sense.alone or (tree.negated(index) and sense.act != "deny"):
        return None
    cue = {index, *tree.children(index, "compound:prt")}
    content = found[frame] - cue
    source = source_of(tree, book, index) - content
    if not content or not _reported(tree, index, source, sense):
        return None
    return Draft(
        frozenset(cue),
        index,
        frozenset(source),
        frozenset(content),
        {sense.act: 1.0},
        SYNTAX_SCORE,
        "syntax",
        sense,
        frame,
    )


def _reported(tree: Tree, index: int, source: set[int], sense: Cue) -> bool:
    """Tell whether somebody speaks: a verb needs a subject, or a passive; "I think" in running text reports nothing."""
    if any(tree[t].text.lower() in FIRST_OR_SECOND for t in source):
        return False
    if sense.pos != "verb":
        return True
    impersonal = passive(tree, index) and tree.rel(index) != "acl"
    return bool(source) or impersonal


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


def with_source(draft: Draft, source: Iterable[int]) -> Draft:
    """Return the draft with another source."""
    return replace(draft, source=frozenset(source))
