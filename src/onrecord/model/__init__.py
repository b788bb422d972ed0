"""Stage 3: Article -> Parse.

One network reads words, sentences, trees, names, attributions and event triggers in one pass. ONNX Runtime and the
tokenizer live here only.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import assemble
from onrecord.model.decode import lemma
from onrecord.model.network import WEIGHTS, Network
from onrecord.model.windows import Window, cut, paragraphs
from onrecord.model.words import split
from onrecord.types import Argument, Attribution, Mention, Parse, Token, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from onrecord.model.network import Scores
    from onrecord.types import Article, Span

    Interval = tuple[int, int]

__all__ = ["Model"]


class Model:
    """The joint model. `parse` is its only way in for articles; `parse_words` measures trees on given words."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.sha256 = network.sha256

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1) -> Model:
        """Load the weights that ship with the package, or those in the folder `path`; raises BadModel."""
        return cls(Network(path or WEIGHTS, threads=threads))

    def parse(self, articles: Iterable[Article]) -> list[Parse]:
        """Read articles; each result depends on its article alone."""
        return [self._parse(article) for article in articles]

    def _parse(self, article: Article) -> Parse:
        spans = split(article.text)
        words = [article.text[a:b] for a, b in spans]
        starts = paragraphs(article.text, spans)
        sizes = [len(self._network.pieces.of(w)) for w in words]
        reading = _Reading(self._network, article, spans, words)
        for window in cut(words, sizes, starts):
            first, last = bisect_left(starts, window.first), bisect_left(starts, window.last)
            reading.add(window, {s - window.first for s in starts[first:last]})
        return reading.parse()

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[list[list[tuple[int, str]]]]:
        """Return (head in the sentence from 1, 0 for the root; relation) of given words in given sentences.

        Windows are filled with whole sentences of a document, as paragraphs fill them in `parse`.
        """
        return [self._document(document) for document in documents]

    def _document(self, document: Sequence[Sequence[str]]) -> list[list[tuple[int, str]]]:
        words = [w for sentence in document for w in sentence]
        starts = [0]
        for sentence in document[:-1]:
            starts.append(starts[-1] + len(sentence))
        sizes = [len(self._network.pieces.of(w)) for w in words]
        flat: list[tuple[int, str]] = []
        for window in cut(words, sizes, starts):
            scores = self._network.run(words[window.first : window.last])
            inside = sorted({0, *(s - window.first for s in starts if window.first <= s < window.last)})
            found = assemble.trees(scores, inside, self._network.labels)
            for k in range(window.own - window.first, window.last - window.first):
                base = max(s for s in inside if s <= k)
                head = found.heads[k]
                flat.append((head - base + 1 if head >= 0 else 0, found.deprels[k]))
        return [flat[a:b] for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]


class _Reading:
    """Gathers the windows of one article."""

    def __init__(self, network: Network, article: Article, spans: Sequence[Span], words: Sequence[str]) -> None:
        self._network, self._article, self._spans, self._words = network, article, spans, words
        self._tokens: list[Token] = []
        self._starts: list[int] = []
        self._mentions: list[Mention] = []
        self._attributions: list[Attribution] = []
        self._triggers: list[Trigger] = []
        self._antecedents: dict[int, tuple[int, float]] = {}

    def add(self, window: Window, paragraph_starts: set[int]) -> None:
        """Read one window and keep what it says about its own words."""
        labels = self._network.labels
        scores = self._network.run(self._words[window.first : window.last])
        own = window.own - window.first
        starts = sorted({*assemble.sentences(scores, paragraph_starts), own})
        base = window.first
        self._starts += [s + base for s in starts if s >= own]
        self._add_tokens(window, scores, starts)
        self._mentions += [
            Mention(_move(m.tokens, base), m.label, m.score)
            for m in assemble.mentions(scores, labels)
            if m.tokens[0] >= own
        ]
        for a in assemble.attributions(scores, labels):
            if a.content[-1][1] > own:
                source, cue, content = (
                    tuple(_move(i, base) for i in part if i[0] >= own) for part in (a.source, a.cue, a.content)
                )
                if content:
                    self._attributions.append(Attribution(source, cue, content, a.acts, a.score))
        for t in assemble.triggers(scores, labels, starts):
            if t.tokens[0] >= own:
                arguments = tuple(Argument(x.role, _move(x.tokens, base), x.score) for x in t.arguments)
                self._triggers.append(Trigger(_move(t.tokens, base), t.types, t.auxiliaries, arguments))
        for k, (to, score) in assemble.antecedents(scores).items():
            if k >= own:
                self._antecedents[k + base] = (to + base, score)

    def _add_tokens(self, window: Window, scores: Scores, starts: Sequence[int]) -> None:
        labels = self._network.labels
        found = assemble.trees(scores, starts, labels)
        upos, xpos, script = scores.upos.argmax(1), scores.xpos.argmax(1), scores.lemma.argmax(1)
        for k in range(window.own - window.first, window.last - window.first):
            start, end = self._spans[k + window.first]
            word = self._words[k + window.first]
            head, pos = found.heads[k], labels.upos[upos[k]]
            self._tokens.append(
                Token(
                    start,
                    end,
                    word,
                    labels.lemmas.get(pos, {}).get(word.lower()) or lemma(word, labels.lemma[script[k]]),
                    pos,
                    labels.xpos[xpos[k]],
                    head + window.first if head >= 0 else -1,
                    found.deprels[k],
                    round(float(scores.factuality[k]), 2),
                )
            )

    def parse(self) -> Parse:
        """Return all of it."""
        bounds = [*self._starts, len(self._tokens)]
        return Parse(
            self._article,
            tuple(self._tokens),
            tuple(pairwise(bounds)),
            tuple(self._mentions),
            tuple(self._attributions),
            tuple(self._triggers),
            self._antecedents,
        )


def _move(interval: Interval, by: int) -> Interval:
    return interval[0] + by, interval[1] + by
