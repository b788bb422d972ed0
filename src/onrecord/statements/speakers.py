"""Who speaks: the tokens of a source as an Actor, and the medium that relays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements.frames import RELATIVES, passive
from onrecord.statements.sources import phrase
from onrecord.types import Actor, Cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.drafts import Draft
    from onrecord.statements.tree import Tree

NOT_NAMES = frozenset({"it", "that", "this", "there", "which", "what"})
QUOTING = frozenset({"quote", "cite"})


class Speakers:
    """Resolves the sources of drafts against the cast of the article."""

    def __init__(self, tree: Tree, book: CueBook, cast: Cast) -> None:
        self._tree = tree
        self._book = book
        self._cast = cast

    def of(self, draft: Draft) -> Actor | None:
        """Return the source of a draft; a draft that goes on from another has that one's source, without a span."""
        if not draft.source and draft.lead is not None:
            lead = self.of(draft.lead)
            return Actor(lead.name, lead.code, None, lead.inferred) if lead is not None else None
        return self.actor(draft.source) if draft.source else None

    def actor(self, source: Iterable[int]) -> Actor | None:
        """Return the actor that a noun phrase stands for: as the cast knows it, else by its own words."""
        tokens = set(source)
        spans = self._tree.spans(tokens)
        if not spans:
            return None
        span = (spans[0][0], spans[-1][1])
        heads = self._heads(tokens)
        known = [self._cast.actors[h] for h in heads if h in self._cast.actors]
        if len(heads) > 1 and len(known) == len(heads):
            names = "; ".join(dict.fromkeys(a.name for a in known))
            code = next((a.code for a in known if a.code), None)
            return Actor(names, code, span, any(a.inferred for a in known))
        if known:
            return Actor(known[0].name, known[0].code, span, known[0].inferred)
        words = self._tree.text[span[0] : span[1]]
        return None if words.lower() in NOT_NAMES else Actor(" ".join(words.split()), None, span)

    def entity(self, draft: Draft) -> int | None:
        """Return the number of the entity that speaks in a draft, as far as the cast numbers it."""
        if not draft.source:
            return self.entity(draft.lead) if draft.lead is not None else None
        return next((self._cast.entities[h] for h in self._heads(set(draft.source)) if h in self._cast.entities), None)

    def number(self, token: int) -> int | None:
        """Return the number of the entity that a word stands for."""
        return self._cast.entities.get(token)

    def code(self, token: int) -> str | None:
        """Return the code of the actor that a word stands for."""
        actor = self._cast.actors.get(token)
        return actor.code if actor is not None else None

    def via(self, draft: Draft) -> Actor | None:
        """Return the medium that relays a statement: "told Reuters", "Interfax quoted her as saying"."""
        tree, head = self._tree, draft.head
        if head is None:
            return self.via(draft.lead) if draft.lead is not None and not draft.source else None
        medium = self._told(head) if tree.lemma(head) == "tell" else None
        for verb in (head, *tree.ancestors(head), *tree.children(head, "advcl", "acl", "parataxis", "conj")):
            if medium is None and tree.lemma(verb) in QUOTING and verb not in draft.content:
                medium = self._quoting(verb)
        return self.actor(phrase(tree, medium) - draft.source) if medium is not None else None

    def _told(self, verb: int) -> int | None:
        listeners = self._tree.children(verb, "obj", "iobj")
        return next((c for c in listeners if self.is_medium(phrase(self._tree, c))), None)

    def _quoting(self, verb: int) -> int | None:
        tree = self._tree
        if passive(tree, verb):
            agents = [
                c for c in tree.children(verb, "obl") if "by" in tree.prepositions(c) or tree[c].deprel == "obl:agent"
            ]
        else:
            agents = tree.children(verb, "nsubj")
        return next((a for a in agents if self.is_medium(phrase(tree, a))), None)

    def is_medium(self, tokens: Iterable[int]) -> bool:
        """Tell whether a noun phrase names a news medium."""
        words = set(tokens)
        coded = any((a := self._cast.actors.get(t)) is not None and (a.code or "").endswith("JRN") for t in words)
        return coded or any(
            self._tree[t].text.lower() in self._book.media and self._tree[t].upos in {"PROPN", "NOUN"} for t in words
        )

    def _heads(self, tokens: set[int]) -> list[int]:
        """Return the head of a phrase and those coordinated with it; a relative pronoun gives way to its noun."""
        tree = self._tree
        top = tree.top(tokens)
        if tree.lemma(top) in RELATIVES and top not in self._cast.actors:
            clause = next((a for a in tree.ancestors(top) if tree[a].deprel == "acl:relcl"), None)
            if clause is not None and tree[clause].head >= 0:
                top = tree[clause].head
        return [top, *(c for c in tree.children(top, "conj") if c in tokens)]
