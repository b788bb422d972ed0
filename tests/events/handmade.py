"""Factories for stage 6: small parses written by hand, statements, triggers."""

from __future__ import annotations

from onrecord.types import Actor, Article, Cast, Parse, Statement, Token, Trigger

TIGHT = set(".,;:!?”’)") | {"'s", "’s", "n't"}


def parse(*sentences: str, triggers: tuple[Trigger, ...] = (), published=None) -> Parse:
    """Build a parse from lines of `word lemma UPOS XPOS head relation`, heads from 1 in the sentence, 0 the root."""
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    text = ""
    for sentence in sentences:
        first = len(tokens)
        for line in sentence.strip().splitlines():
            word, lemma, upos, xpos, head, relation = line.split()
            text += "" if not text or word in TIGHT else " "
            above = first + int(head) - 1 if int(head) else -1
            tokens.append(Token(len(text), len(text) + len(word), word, lemma, upos, xpos, above, relation))
            text += word
        bounds.append((first, len(tokens)))
    article = Article("sha256:0", "test", text, "sha256:0", published=published)
    return Parse(article, tuple(tokens), tuple(bounds), triggers=triggers)


def at(parse: Parse, word: str) -> int:
    """Return the token of a word."""
    return next(number for number, token in enumerate(parse.tokens) if token.text == word)


def words(parse: Parse, heads) -> list[str]:
    """Return the words of tokens."""
    return [parse.tokens[head].text for head in heads]


def span(parse: Parse, piece: str) -> tuple[int, int]:
    """Return where a piece of text stands."""
    start = parse.article.text.index(piece)
    return start, start + len(piece)


def cast(parse: Parse, **codes: str) -> Cast:
    """Build a cast that knows the words given, with "_" for the blank in a code: `Moscow="RUS_GOV"`."""
    known = {at(parse, word): code.replace("_", " ") for word, code in codes.items()}
    actors = {
        head: Actor(parse.tokens[head].text, code, (parse.tokens[head].start, parse.tokens[head].end))
        for head, code in known.items()
    }
    return Cast(actors, {head: number for number, head in enumerate(actors)})


def statement(name: str, source: Actor | None, content, act="state", *, cue=None, within=None, answers=()) -> Statement:  # noqa: PLR0913
    """Build a statement."""
    return Statement(name, source, None, cue, tuple(content), act, "indirect", within, tuple(answers), 0.9)


def trigger(tokens: tuple[int, int], type_name: str, auxiliary: str = "none", arguments=()) -> Trigger:
    """Build a trigger of which the model is sure."""
    return Trigger(tokens, {type_name: 0.95}, {auxiliary: 0.9}, tuple(arguments))
