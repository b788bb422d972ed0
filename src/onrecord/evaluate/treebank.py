"""CoNLL-U treebanks as plain values: sentences of words, and the raw text that they stand in."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.types import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is its head's place in the sentence counted from 1, 0 for the root.

    `span` is where its token stands in the document's text; words of one `multiword` token share it.
    """

    form: str
    upos: str
    head: int
    deprel: str
    span: Span
    multiword: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its text, paragraphs joined by newlines, and its sentences."""

    name: str
    text: str
    sentences: tuple[tuple[Word, ...], ...]


def read_treebank(path: Path) -> Iterator[Document]:
    """Yield the documents of a CoNLL-U file, gzipped or not; empty nodes are left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        name, blocks = "", list[_Block]()
        for block in _blocks(lines):
            if block.document is not None:
                if blocks:
                    yield _document(name, blocks)
                name, blocks = block.document, []
            blocks.append(block)
        if blocks:
            yield _document(name, blocks)


@dataclass(slots=True)
class _Block:
    """The lines of one sentence; `document` is the name of the one that it starts, if it does."""

    rows: list[list[str]]
    document: str | None = None
    paragraph: bool = False


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block = _Block([])
    for line in lines:
        if line.startswith("# newdoc"):
            block.document = line.partition("=")[2].strip()
        elif line.startswith("# newpar"):
            block.paragraph = True
        elif line.strip() and not line.startswith("#"):
            block.rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and block.rows:
            yield block
            block = _Block([])
    if block.rows:
        yield block


def _document(name: str, blocks: list[_Block]) -> Document:
    text, sentences = "", []
    for number, block in enumerate(blocks):
        if number:
            text = text.rstrip(" ") + "\n" if block.paragraph else text.rstrip(" ") + " "
        words, text = _sentence(block.rows, text)
        sentences.append(words)
    return Document(name, text.rstrip(" "), tuple(sentences))


def _sentence(rows: list[list[str]], text: str) -> tuple[tuple[Word, ...], str]:
    """Return the words of a sentence that starts at the end of the text, and the text with it."""
    words: list[Word] = []
    within: tuple[int, Span] | None = None
    for row in rows:
        number, form, misc = row[0], row[1], row[9]
        if "." in number:
            continue
        span = within[1] if within and int(number.split("-")[0]) <= within[0] else None
        if span is None:
            span = (len(text), len(text) + len(form))
            text += form + ("" if "SpaceAfter=No" in misc.split("|") else " ")
        if "-" in number:
            within = (int(number.split("-")[1]), span)
            continue
        inside = within is not None and int(number) <= within[0]
        words.append(Word(form, row[3], int(row[6]), row[7], span, inside))
    return tuple(words), text
