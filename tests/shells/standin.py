"""A model that needs no weights: words cut at blanks, every line a sentence, "X said Y" an attribution.

It pickles by name, so that worker processes can load it too.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence

from onrecord.errors import BadModel
from onrecord.types import Article, Attribution, Parse, Token


class StandIn:
    """Does what an article's own words order: "RAISE" is a fault, "DIE" a crash."""

    sha256 = "0" * 64

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        return [_parse(article) for article in articles]


def load() -> StandIn:
    return StandIn()


def load_nothing() -> StandIn:
    raise BadModel("the weights are missing")


def _parse(article: Article) -> Parse:
    if "RAISE" in article.text:
        raise ZeroDivisionError("a fault made for a test")
    if "DIE" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    tokens, sentences, attributions = [], [], []
    at = 0
    for line in article.text.split("\n"):
        first = len(tokens)
        words = list(re.finditer(r"\w+|[^\w\s]", line))
        said = next((number for number, word in enumerate(words) if word[0] == "said"), None)
        root = said or 0
        for number, word in enumerate(words):
            span = (at + word.start(), at + word.end())
            relation = (
                "root" if number == root else "nsubj" if number == root - 1 else "ccomp" if number > root else "dep"
            )
            upos = "VERB" if number == root else "PUNCT" if not word[0].isalnum() else "NOUN"
            head = -1 if number == root else first + root
            tokens.append(Token(*span, word[0], word[0].lower(), upos, "NN", head, relation))
        if said:
            cue, end = first + said, len(tokens)
            parts = ((first, cue),), ((cue, cue + 1),), ((cue + 1, end),)
            attributions.append(Attribution(*parts, acts={"state": 1.0}, score=0.9))
        if words:
            sentences.append((first, len(tokens)))
        at += len(line) + 1
    return Parse(article, tuple(tokens), tuple(sentences), attributions=tuple(attributions))
