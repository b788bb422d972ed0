"""Walking the dependency trees of one article: children, subtrees, clauses, and token sets as spans of characters."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from onrecord.types import Parse, Span, Token

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
Interval = tuple[int, int]
"""Half-open interval of token indices."""

CLOSERS = frozenset("”’\"'")
OPENERS = frozenset("“‘\"'")
EDGE = frozenset(",.;:-–—…!?()[]`") | CLOSERS | OPENERS
DOUBLE = frozenset('“”"')


class Tree:
    """The tokens of a parse with their children; a token index counts over the whole article."""

    def __init__(self, parse: Parse, lemma_of: Callable[[str, str], str | None] = lambda _form, _pos: None) -> None:
        self.parse = parse
        self._lemmas = [lemma_of(t.text, POS.get(t.upos, "")) or t.lemma.lower() for t in parse.tokens]
        self.tokens = parse.tokens
        self.text = parse.article.text
        self.sentences = parse.sentences
        self._starts = [first for first, _ in parse.sentences]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)

    def __getitem__(self, index: int) -> Token:
        """Return a token."""
        return self.tokens[index]

    def sentence(self, index: int) -> int:
        """Return the number of the sentence that a token stands in."""
        return max(bisect_right(self._starts, index) - 1, 0)

    def lemma(self, index: int) -> str:
        """Return the lemma in lower case: that of the cue file for its words, else the model's."""
        return self._lemmas[index]

    def pos(self, index: int) -> str:
        """Return the part of speech under which a token may be a cue, or an empty string."""
        return POS.get(self.tokens[index].upos, "")

    def rel(self, index: int) -> str:
        """Return the relation without its subtype."""
        return self.tokens[index].deprel.partition(":")[0]

    def children(self, index: int, *relations: str) -> list[int]:
        """Return the children, of all relations or of those named (with or without subtype)."""
        below = self._children[index]
        if not relations:
            return below
        return [c for c in below if self.tokens[c].deprel in relations or self.rel(c) in relations]

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first child of a relation."""
        return next(iter(self.children(index, *relations)), None)

    def subtree(self, index: int, without: Collection[int] = ()) -> set[int]:
        """Return a token and all below it, leaving out the branches that begin at the tokens in `without`."""
        found, todo = set(), [index]
        while todo:
            here = todo.pop()
            if here in without or here in found:
                continue
            found.add(here)
            todo.extend(self._children[here])
        return found

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads above a token, the nearest first; a broken tree ends the walk."""
        seen = {index}
        here = self.tokens[index].head
        while here >= 0 and here not in seen:
            seen.add(here)
            yield here
            here = self.tokens[here].head

    def top(self, tokens: Iterable[int]) -> int:
        """Return the token of a set whose head lies outside it: of several the first that is no punctuation."""
        chosen = set(tokens)
        tops = sorted(t for t in chosen if self.tokens[t].head not in chosen)
        return next((t for t in tops if self.tokens[t].upos != "PUNCT"), tops[0])

    def prepositions(self, index: int) -> list[str]:
        """Return the prepositions or conjunctions that introduce a phrase, in lower case."""
        return [self.tokens[c].text.lower() for c in self.children(index, "case", "mark")]

    def negated(self, index: int) -> bool:
        """Tell whether a predicate bears a negation."""
        return any(
            self.lemma(c) in {"not", "n't", "never", "no"} and self.rel(c) in {"advmod", "det", "aux"}
            for c in self.children(index)
        )

    def quoted(self, tokens: Iterable[int]) -> bool:
        """Tell whether a set of tokens contains a double quotation mark."""
        return any(self.tokens[t].text in DOUBLE for t in tokens)

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Return a token set as trimmed spans of characters: punctuation at the edges goes, paired marks stay."""
        runs = [run for run in (self._trim(run) for run in intervals(tokens)) if run]
        return tuple((self.tokens[first].start, self.tokens[last - 1].end) for first, last in runs)

    def _trim(self, run: Interval) -> Interval | None:
        first, last = run
        while first < last and self._edge(first) and not self._paired(first, first, last):
            first += 1
        while first < last and self._edge(last - 1) and not self._closes(first, last):
            last -= 1
        return (first, last) if first < last else None

    def _edge(self, index: int) -> bool:
        return all(c in EDGE for c in self.tokens[index].text) and bool(self.tokens[index].text)

    def _paired(self, index: int, first: int, last: int) -> bool:
        """Tell whether a mark opens a quotation that ends before the run does, and so stays: `"fake" news`."""
        text = self.tokens[index].text
        if text not in OPENERS or text == "'":
            return False
        partner = {"“": "”", "‘": "’", '"': '"'}[text]
        closing = [i for i in range(index + 1, last) if self.tokens[i].text == partner]
        return bool(closing) and any(not self._edge(i) for i in range(closing[0] + 1, last)) and first < last

    def _closes(self, first: int, last: int) -> bool:
        """Tell whether a mark at the end closes a quotation that begins inside the run, and so stays."""
        ends = [i for i in (last - 1, last - 2) if i > first and self.tokens[i].text in {"”", '"'}]
        if not ends or (ends[0] == last - 2 and self.tokens[last - 1].text not in ".,!?"):
            return False
        inside = [self.tokens[i].text for i in range(first, ends[0])]
        if self.tokens[ends[0]].text == "”":
            return inside.count("“") > inside.count("”")
        return inside.count('"') % 2 == 1


def intervals(tokens: Iterable[int]) -> tuple[Interval, ...]:
    """Return a set of tokens as half-open intervals in order."""
    out: list[list[int]] = []
    for token in sorted(set(tokens)):
        if out and out[-1][1] == token:
            out[-1][1] = token + 1
        else:
            out.append([token, token + 1])
    return tuple((first, last) for first, last in out)


def members(pieces: Iterable[Interval]) -> set[int]:
    """Return the tokens of half-open intervals."""
    return {token for first, last in pieces for token in range(first, last)}
