"""A factory for small parses written by hand: one token a line, `word lemma UPOS XPOS head relation`."""

from __future__ import annotations

from onrecord.types import Article, Attribution, Cast, Parse, Token

TIGHT = set(".,;:!?”’)%") | {"n't", "'s", "’s", "n’t"}


def parse(*sentences: str, attributions: tuple[Attribution, ...] = (), paragraphs: tuple[int, ...] = ()) -> Parse:
    """Build a parse; heads count from 1 within their sentence; a sentence named in `paragraphs` opens a new one."""
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    text = ""
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        if number:
            text += "\n" if number in paragraphs else " "
        for line in sentence.strip().splitlines():
            word, lemma, upos, xpos, head, relation = line.split()
            if tokens and len(tokens) > first and word not in TIGHT and text[-1] not in "“‘(":
                text += " "
            start = len(text)
            text += word
            above = first + int(head) - 1 if int(head) else -1
            tokens.append(Token(start, len(text), word, lemma, upos, xpos, above, relation))
        bounds.append((first, len(tokens)))
    article = Article("sha256:0", "test", text, "sha256:0")
    return Parse(article, tuple(tokens), tuple(bounds), attributions=attributions)


NOBODY = Cast()
