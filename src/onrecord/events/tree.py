"""The tree of an article: who depends on whom, with the few walks that every rule of the stage needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.lexicon import grammar, senses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Parse, Span, Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM")
RELATIVE = ("who", "which", "that", "whom", "whose")


@dataclass(frozen=True, slots=True)
class Tree:
    """Tokens of one article with their children in order, and the sentence of each token."""

    parse: Parse
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentence: tuple[int, ...]
    lemmas: tuple[str, ...]

    def kids(self, at: int, *relations: str) -> list[int]:
        """Return the children of a token in these relations; "nsubj" stands for its subtypes too, "nsubj:" for none."""
        if not relations:
            return list(self.children[at])
        return [kid for kid in self.children[at] if _is(self.tokens[kid].deprel, relations)]

    def relation(self, at: int, *relations: str) -> bool:
        """Return whether the token hangs on its head in one of these relations."""
        return _is(self.tokens[at].deprel, relations)

    def conjuncts(self, at: int) -> list[int]:
        """Return the token and all that is coordinated with it, in order."""
        found = [at]
        for kid in self.kids(at, "conj"):
            found.extend(self.conjuncts(kid))
        return found

    def first(self, at: int) -> int:
        """Return the first conjunct of the coordination that the token stands in."""
        while self.relation(at, "conj") and self.tokens[at].head >= 0:
            at = self.tokens[at].head
        return at

    def up(self, at: int) -> Iterator[int]:
        """Yield the heads above a token, nearest first."""
        seen = {at}
        at = self.tokens[at].head
        while at >= 0 and at not in seen:
            yield at
            seen.add(at)
            at = self.tokens[at].head

    def case(self, at: int) -> str:
        """Return the preposition of a noun, "" where there is none."""
        marks = self.kids(at, "case")
        return self.lemma(marks[0]) if marks else ""

    def lemma(self, at: int) -> str:
        """Return the lemma in lower case."""
        return self.lemmas[at]

    def verbal(self, at: int) -> bool:
        """Return whether the token is a verb, or a predicate that the tagger took for an adjective of a passive."""
        return self.tokens[at].upos in ("VERB", "AUX")

    def subtree(self, at: int) -> list[int]:
        """Return a token and all below it, in order of the text."""
        found, todo = {at}, [at]
        while todo:
            for kid in self.children[todo.pop()]:
                if kid not in found:
                    found.add(kid)
                    todo.append(kid)
        return sorted(found)

    def head_of(self, interval: tuple[int, int]) -> int:
        """Return the token of an interval that hangs outside it (the first such token)."""
        for at in range(*interval):
            head = self.tokens[at].head
            if not interval[0] <= head < interval[1] and self.tokens[at].upos != "PUNCT":
                return at
        return interval[0]

    def span(self, interval: tuple[int, int]) -> Span:
        """Return the code points of an interval of tokens."""
        return self.tokens[interval[0]].start, self.tokens[interval[1] - 1].end

    def noun_phrase(self, at: int) -> Span:
        """Return the code points of a noun with what stands before it (determiner, adjectives, compounds)."""
        left = at
        for kid in self.kids(at, "det", "amod", "compound", "nummod", "nmod:poss", "flat"):
            left = min(left, self.subtree(kid)[0]) if kid < at else left
        right = max([at, *self.kids(at, "flat")])
        return self.tokens[left].start, self.tokens[right].end


def _is(deprel: str, relations: tuple[str, ...]) -> bool:
    return any(
        deprel == name.rstrip(":") or (not name.endswith(":") and deprel.startswith(name + ":")) for name in relations
    )


def grow(parse: Parse) -> Tree:
    """Return the tree of a parse."""
    children: list[list[int]] = [[] for _ in parse.tokens]
    for at, token in enumerate(parse.tokens):
        if token.head >= 0:
            children[token.head].append(at)
    sentence = [0] * len(parse.tokens)
    for number, (first, last) in enumerate(parse.sentences):
        sentence[first:last] = [number] * (last - first)
    lemmas = tuple(_lemma(token) for token in parse.tokens)
    return Tree(parse, parse.tokens, tuple(map(tuple, children)), tuple(sentence), lemmas)


ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
)
"""Regular endings of English verbs and nouns, and what stands in their place in the lemma."""


def _lemma(token: Token) -> str:
    """Return the lemma, by the form where the lexicon knows it: the model often cuts the lemmas of rare verbs short."""
    lemma, word = token.lemma.lower(), token.text.lower()
    if token.upos not in ("VERB", "NOUN"):
        return lemma
    known = _verbs() if token.upos == "VERB" else senses.load().nouns
    found = senses.load().irregular.get(word)
    if found in known or word in known:
        return found if found in known else word
    if lemma in known:
        return lemma
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        for bare in (stem + instead, stem[:-1] if stem[-2:-1] == stem[-1:] else stem):
            if bare in known:
                return bare
    return found or lemma


@cache
def _verbs() -> frozenset[str]:
    """All verbs of which a rule or a sense speaks."""
    book, rules = senses.load(), grammar.load()
    words = frozenset(lemma for lemma, pos in book.senses if pos == "verb")
    return words.union(book.light, rules.object_control, rules.failing, rules.coming, rules.supposed, rules.mutual)
