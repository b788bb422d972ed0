"""Which act a statement is: the cue's sense, its grammar and negation, and what the model makes of it."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from onrecord.statements.frames import thing

if TYPE_CHECKING:
    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.drafts import Draft
    from onrecord.statements.tree import Tree
    from onrecord.types import Act

LEXICON_WEIGHT = 3.0
"""How much the lexicon's act adds to the log probability that the model gives it."""
FLOOR = 0.05


def act_of(tree: Tree, book: CueBook, draft: Draft) -> Act:
    """Return the act of a draft (annotation guide, section 1 and section 4 rules 3, 17, 18)."""
    if draft.head is None:
        return _without_cue(tree, draft)
    if _takes_back(tree, draft.head):
        return "state"
    lexical = _lexical(tree, book, draft)
    weights: dict[Act, float] = {act: log(max(p, FLOOR)) for act, p in draft.acts.items()}
    if lexical is not None:
        weights[lexical] = weights.get(lexical, log(FLOOR)) + LEXICON_WEIGHT
    if not weights:
        return "state"
    return max(sorted(weights), key=lambda act: weights[act])


def _lexical(tree: Tree, book: CueBook, draft: Draft) -> Act | None:
    if draft.sense is None or draft.head is None:
        return None
    if not draft.sense.light:
        return draft.sense.act
    noun = thing(tree, draft.head)
    senses = book.of(tree.lemma(noun), "noun") if noun is not None else ()
    light = [s for s in senses if "light" in s.frames] or list(senses)
    return light[0].act if light else draft.sense.act


def _takes_back(tree: Tree, head: int) -> bool:
    """Tell whether the text takes a cue back: "did not deny", "stopped short of accusing", "refused to blame"."""
    if tree.negated(head):
        return True
    above = tree[head].head
    if above < 0 or tree.rel(head) not in {"advcl", "xcomp", "obl", "ccomp"}:
        return False
    short = any(tree.lemma(c) == "short" for c in tree.children(above)) or tree.lemma(above) == "short"
    return (short and "of" in tree.prepositions(head)) or tree.lemma(above) in {"refuse", "decline", "avoid", "refrain"}


def _without_cue(tree: Tree, draft: Draft) -> Act:
    """Judge a continued sentence by itself: by the model if it did, else as a question or a statement."""
    if draft.acts:
        return max(sorted(draft.acts), key=lambda act: draft.acts[act])
    last = max(draft.content)
    ends = {tree[t].text for t in range(max(last - 2, 0), min(last + 2, len(tree.tokens)))}
    return "ask" if "?" in ends else "state"
