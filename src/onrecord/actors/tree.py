"""The dependency trees of a parse, with the look-ups that the rules on phrases need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Mention, Parse, Span, Token

INNER = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
"""Relations of the parts of a name or of a compound noun: they head no phrase of their own."""
_LEFT = INNER | {"det", "amod", "nummod", "nmod:poss", "nmod:unmarked", "det:predet", "advmod", "punct", "case", "nmod"}
_RIGHT = INNER


class Tree:
    """A parse seen as trees; token indices count over the whole article."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens: tuple[Token, ...] = parse.tokens
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        self.sentence: list[int] = [0] * len(parse.tokens)
        self.mention: list[Mention | None] = [None] * len(parse.tokens)
        self._lemmas = [_lemma(token) for token in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head >= 0:
                self.children[token.head].append(index)
        for number, (first, last) in enumerate(parse.sentences):
            self.sentence[first:last] = [number] * (last - first)
        for mention in sorted(parse.mentions, key=lambda m: m.tokens[1] - m.tokens[0]):
            if mention.label != "DATE":
                first, last = mention.tokens
                self.mention[first:last] = [mention] * (last - first)

    def lemma(self, index: int) -> str:
        """Return the lemma in small letters."""
        return self._lemmas[index]

    def relation(self, index: int) -> str:
        """Return the relation to the head, without its subtype."""
        return self.tokens[index].deprel.partition(":")[0]

    def kids(self, index: int, *relations: str) -> list[int]:
        """Return the dependents in any of the relations (subtypes count: "nmod" finds "nmod:poss")."""
        return [
            kid
            for kid in self.children[index]
            if self.tokens[kid].deprel in relations or self.relation(kid) in relations
        ]

    def case(self, index: int) -> str:
        """Return the preposition of a phrase in small letters, "" if it has none, "'s" for a possessive."""
        return " ".join(self.lemma(kid) for kid in self.kids(index, "case"))

    def below(self, index: int) -> Iterator[int]:
        """Yield a token and everything under it."""
        stack = [index]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def core(self, head: int) -> tuple[int, int]:
        """Return the tokens of a noun phrase around its head: its modifiers, without clauses and appositions.

        What follows the head belongs to it only within a name ("Ministry of Foreign Affairs").
        """
        first, last = head, head + 1
        for kid in reversed(self.children[head]):
            if kid < first and self.tokens[kid].deprel in _LEFT:
                low = min(self.below(kid))
                high = max(self.below(kid)) + 1
                first = low if high >= first and low < first else first
            elif kid < first and self.relation(kid) not in ("punct", "cc", "conj", "mark"):
                break
        for kid in self.children[head]:
            if kid >= last and (self.tokens[kid].deprel in _RIGHT or self._one_name(head, kid)):
                last = max(last, max(self.below(kid)) + 1) if self._one_name(head, kid) else max(last, kid + 1)
        while first < head and self.tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "ADV", "SCONJ"):
            first += 1
        return first, last

    def _one_name(self, head: int, kid: int) -> bool:
        mention = self.mention[head]
        return mention is not None and mention is self.mention[kid] and mention.tokens[1] > kid

    def span(self, first: int, last: int) -> Span:
        """Return the characters from a token to the one before `last`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def text(self, first: int, last: int) -> str:
        """Return the words as they stand, on one line."""
        start, end = self.span(first, last)
        return " ".join(self.parse.article.text[start:end].split())


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "police": "police",
    "people": "people",
}


def _lemma(token: Token) -> str:
    """Return the lemma in small letters; half cut plurals are put right ("partie", "eyewitnesse")."""
    lemma, text = (token.lemma or token.text).lower(), token.text.lower()
    if token.upos not in {"NOUN", "PROPN"}:
        return lemma
    if text in _IRREGULAR:
        return _IRREGULAR[text]
    if text.endswith("men") and len(text) > 5:
        return text[:-3] + "man"
    if text.endswith("ies") and len(text) > 4 and lemma in {text, text[:-1]}:
        return text[:-3] + "y"
    if text.endswith(("sses", "shes", "ches", "xes")) and lemma in {text, text[:-1]}:
        return text[:-2]
    return lemma
