"""How right trees are: on gold words, and on raw text as in the CoNLL 2018 shared task.

On gold words relations count with their subtypes ("nsubj:pass"), and punctuation counts. On raw text words are aligned
by their characters, and, as in the task, relations count without subtypes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.evaluate.figures import F1, Figure, Share, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.evaluate.treebank import Document, Word
    from onrecord.types import Parse, Span

Arc = tuple[int, str]
"""(head counted from 1 within the sentence, 0 for the root; relation)."""


def attachment(gold: Iterable[Sequence[Arc]], read: Iterable[Sequence[Arc]]) -> dict[str, Figure]:
    """Return UAS and LAS over sentences of the same words; raise `ValueError` where the numbers of words differ."""
    sums: dict[str, Figure] = {"UAS": Share(0, 0), "LAS": Share(0, 0)}
    for golds, reads in zip(gold, read, strict=True):
        pairs = list(zip(golds, reads, strict=True))
        heads, arcs = sum(g[0] == r[0] for g, r in pairs), sum(g == r for g, r in pairs)
        sums = total([sums, {"UAS": Share(heads, len(pairs)), "LAS": Share(arcs, len(pairs))}])
    return sums


def arcs(sentence: Sequence[Word]) -> list[Arc]:
    """Return the arcs of a treebank sentence."""
    return [(word.head, word.deprel) for word in sentence]


def arcs_of(parse: Parse) -> list[list[Arc]]:
    """Return the arcs of each sentence of a parse."""
    return [
        [(token.head - first + 1 if token.head >= 0 else 0, token.deprel) for token in parse.tokens[first:last]]
        for first, last in parse.sentences
    ]


# --- raw text -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Node:
    """A word of a document: span in characters that are no white space, `head` as an index into the document or -1."""

    form: str
    upos: str
    head: int
    deprel: str
    span: Span
    multiword: bool


def raw_text(pairs: Iterable[tuple[Document, Parse]]) -> dict[str, Figure]:
    """Return F1 of sentences, words, UPOS, UAS and LAS of parses of the documents' raw texts.

    A parse has no multiword tokens: what it reads within a gold one is matched by forms, in order.
    Raises `ValueError` where the texts have different characters.
    """
    return total(_raw_document(*pair) for pair in pairs)


def _raw_document(document: Document, parse: Parse) -> dict[str, Figure]:
    if document.text.split() != parse.article.text.split():
        raise ValueError(f"{document.name}: the parse is of another text")
    gold, read = _gold_nodes(document), _read_nodes(parse)
    aligned = _aligned(gold, read)
    counterpart = {r: g for g, r in aligned} | {-1: -1}
    tags = sum(gold[g].upos == read[r].upos for g, r in aligned)
    attached = [(g, r) for g, r in aligned if counterpart.get(read[r].head) == gold[g].head]
    labelled = sum(_relation(gold[g]) == _relation(read[r]) for g, r in attached)
    sentences = (
        _sentence_spans(gold, [len(s) for s in document.sentences]),
        _sentence_spans(read, [last - first for first, last in parse.sentences]),
    )

    def over_words(right: int) -> F1:
        return F1(right, len(read), len(gold))

    return {
        "sentences": F1(len(sentences[0] & sentences[1]), len(sentences[1]), len(sentences[0])),
        "words": over_words(len(aligned)),
        "UPOS": over_words(tags),
        "UAS": over_words(len(attached)),
        "LAS": over_words(labelled),
    }


def _relation(node: _Node) -> str:
    return node.deprel.split(":")[0]


def _dense(text: str) -> list[int]:
    """Return for each place of the text how many characters before it are no white space."""
    places, count = [0], 0
    for character in text:
        count += not character.isspace()
        places.append(count)
    return places


def _gold_nodes(document: Document) -> list[_Node]:
    place, nodes, base = _dense(document.text), list[_Node](), 0
    for sentence in document.sentences:
        for word in sentence:
            head = base + word.head - 1 if word.head else -1
            span = (place[word.span[0]], place[word.span[1]])
            nodes.append(_Node(word.form, word.upos, head, word.deprel, span, word.multiword))
        base += len(sentence)
    return nodes


def _read_nodes(parse: Parse) -> list[_Node]:
    place = _dense(parse.article.text)
    return [
        _Node(t.text, t.upos, t.head, t.deprel, (place[t.start], place[t.end]), multiword=False) for t in parse.tokens
    ]


def _sentence_spans(nodes: Sequence[_Node], lengths: Sequence[int]) -> set[Span]:
    spans, at = set(), 0
    for length in lengths:
        spans.add((nodes[at].span[0], nodes[at + length - 1].span[1]))
        at += length
    return spans


def _aligned(gold: Sequence[_Node], read: Sequence[_Node]) -> list[tuple[int, int]]:
    """Return pairs of indices: words with the same characters, and within a gold multiword token the same forms."""
    by_span = {node.span: number for number, node in enumerate(read)}
    pairs = [(g, by_span[node.span]) for g, node in enumerate(gold) if not node.multiword and node.span in by_span]
    multiword: dict[Span, list[int]] = {}
    for number, node in enumerate(gold):
        if node.multiword:
            multiword.setdefault(node.span, []).append(number)
    starts = {node.span[0]: number for number, node in enumerate(read)}
    for (start, end), golds in multiword.items():
        reads = []
        first = next((starts[place] for place in range(start, end) if place in starts), len(read))
        while first < len(read) and read[first].span[1] <= end:
            reads.append(first)
            first += 1
        pairs += _common(golds, reads, gold, read)
    return sorted(pairs)


def _common(
    golds: Sequence[int], reads: Sequence[int], gold: Sequence[_Node], read: Sequence[_Node]
) -> list[tuple[int, int]]:
    """Return the longest common subsequence of forms, letter case aside."""
    best: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i in range(len(golds) - 1, -1, -1):
        for j in range(len(reads) - 1, -1, -1):
            if gold[golds[i]].form.lower() == read[reads[j]].form.lower():
                best[i, j] = [(golds[i], reads[j]), *best.get((i + 1, j + 1), [])]
            else:
                best[i, j] = max(best.get((i + 1, j), []), best.get((i, j + 1), []), key=len)
    return best.get((0, 0), [])
