"""How right attributions are: linked source, cue and content in whole documents, and PolNeAR as CofeNet scores it.

Linked (Pareti et al. 2013 for the partial figures): everything counts on words and single punctuation marks. A read and
a gold attribution are paired greedily, the pair with most cue words in common first; one is allowed where the cues
share a word, or, if a side has no cue, where the contents do.

    exact    the same words in a role, all its pieces together
    exact~   the same, punctuation at the ends of pieces left aside
    partial  a role: the mean share of its words in the paired role; all three: cue and source share a word or are both
             missing, and half of all the content's words are shared
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from onrecord.evaluate.align import WORD
from onrecord.evaluate.figures import F1, Figure, Partial, Share, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types import Parse, Span, Statement

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as spans of code points; each role may be empty or have several pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    def spans(self, role: Role) -> tuple[Span, ...]:
        """Return the pieces of a role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


def of_parse(parse: Parse) -> list[Linked]:
    """Return the attributions that the model saw."""

    def spans(intervals: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple((parse.tokens[first].start, parse.tokens[last - 1].end) for first, last in intervals)

    return [Linked(spans(each.source), spans(each.cue), spans(each.content)) for each in parse.attributions]


def of_statements(statements: Iterable[Statement]) -> list[Linked]:
    """Return the attributions that the statements hold."""
    return [
        Linked(
            (each.source.span,) if each.source and each.source.span else (),
            (each.cue,) if each.cue else (),
            each.content,
        )
        for each in statements
    ]


# --- linked attributions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """A role as a set of words of the text, and the same without punctuation at the ends of its pieces."""

    all: frozenset[int]
    inner: frozenset[int]


_Roles = dict[Role, _Words]


def linked(documents: Iterable[tuple[str, Sequence[Linked], Sequence[Linked]]]) -> dict[str, Figure]:
    """Return the figures over (text, gold, read) documents."""
    return total(_document(*document) for document in documents)


def _document(text: str, gold: Sequence[Linked], read: Sequence[Linked]) -> dict[str, Figure]:
    words = _WordsOf(text)
    golds, reads = [words.roles(each) for each in gold], [words.roles(each) for each in read]
    pairs = _paired(golds, reads)

    def all_three(right: int) -> F1:
        return F1(right, len(reads), len(golds))

    figures: dict[str, Figure] = {"detected": all_three(len(pairs))}
    for role in ROLES:
        figures |= _role_figures(role, golds, reads, pairs)
    figures["all three exact"] = all_three(sum(all(g[r].all == p[r].all for r in ROLES) for g, p in pairs))
    figures["all three exact~"] = all_three(sum(all(g[r].inner == p[r].inner for r in ROLES) for g, p in pairs))
    both: tuple[Role, ...] = ("source", "content")
    figures["source and content exact~"] = all_three(sum(all(g[r].inner == p[r].inner for r in both) for g, p in pairs))
    figures["all three partial"] = all_three(sum(_partly(g, p) for g, p in pairs))
    return figures


def _role_figures(
    role: Role, golds: Sequence[_Roles], reads: Sequence[_Roles], pairs: Sequence[tuple[_Roles, _Roles]]
) -> dict[str, Figure]:
    given_gold = [each[role].all for each in golds if each[role].all]
    given_read = [each[role].all for each in reads if each[role].all]
    both = [(g[role], p[role]) for g, p in pairs if g[role].all and p[role].all]

    def counted(right: int) -> F1:
        return F1(right, len(given_read), len(given_gold))

    gold_words, read_words = (frozenset(chain.from_iterable(given)) for given in (given_gold, given_read))
    return {
        f"{role} exact": counted(sum(g.all == p.all for g, p in both)),
        f"{role} exact~": counted(sum(g.inner == p.inner for g, p in both)),
        f"{role} partial": Partial(
            sum(len(g.all & p.all) / len(p.all) for g, p in both),
            len(given_read),
            sum(len(g.all & p.all) / len(g.all) for g, p in both),
            len(given_gold),
        ),
        f"{role} words": F1(len(gold_words & read_words), len(read_words), len(gold_words)),
    }


class _WordsOf:
    """Spans of one text as sets of its words."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._own: list[int | None] = [None] * len(text)
        self._is_word: list[bool] = []
        for number, match in enumerate(WORD.finditer(text)):
            self._own[match.start() : match.end()] = [number] * len(match.group())
            self._is_word.append(match.group()[0].isalnum())

    def roles(self, attribution: Linked) -> _Roles:
        return {role: self._words(attribution.spans(role)) for role in ROLES}

    def _words(self, spans: Iterable[Span]) -> _Words:
        everything: set[int] = set()
        inner: set[int] = set()
        for start, end in spans:
            piece = sorted({own for own in self._own[max(0, start) : max(0, end)] if own is not None})
            words = [number for number in piece if self._is_word[number]]
            everything.update(piece)
            inner.update(number for number in piece if words and words[0] <= number <= words[-1])
        return _Words(frozenset(everything), frozenset(inner))


def _paired(golds: Sequence[_Roles], reads: Sequence[_Roles]) -> list[tuple[_Roles, _Roles]]:
    candidates = []
    for i, gold in enumerate(golds):
        for j, read in enumerate(reads):
            cue, content, source = (len(gold[r].all & read[r].all) for r in ("cue", "content", "source"))
            if cue or (content and not (gold["cue"].all and read["cue"].all)):
                candidates.append((cue, content, source, -i, -j))
    used_gold: set[int] = set()
    used_read: set[int] = set()
    pairs = []
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            pairs.append((golds[-i], reads[-j]))
    return pairs


def _partly(gold: _Roles, read: _Roles) -> bool:
    touching = all(gold[role].all & read[role].all or not (gold[role].all or read[role].all) for role in ROLES)
    content, other = gold["content"].all, read["content"].all
    return touching and len(content & other) >= 0.5 * max(1, len(content | other))


# --- CofeNet's metric -----------------------------------------------------------------------------------------------

Interval = tuple[int, int]
CUT = 300
"""CofeNet cuts every instance, gold included, at so many tokens."""


@dataclass(frozen=True, slots=True)
class CofeRow:
    """One instance of CofeNet's data: tokens as spans of the document (None: not found in it), BIO labels."""

    doc: str
    tokens: tuple[Span | None, ...]
    labels: tuple[str, ...]


def cofenet(rows: Iterable[CofeRow], read: Mapping[str, Sequence[Linked]], *, cut: int = CUT) -> dict[str, Figure]:
    """Return "<role> exact", "<role> begin" and "<role> jaccard" of the attributions of whole documents.

    Attributions are laid over the row's tokens as one label a token, cues first, earlier attributions first.
    """
    return total(_row_figures(row.labels[:cut], _labels(row, read.get(row.doc, ()))[:cut]) for row in rows)


def _labels(row: CofeRow, attributions: Sequence[Linked]) -> list[str]:
    labels = ["O"] * len(row.tokens)
    order: tuple[Role, ...] = ("cue", "source", "content")
    known = [token for token in row.tokens if token]
    first, last = min((start for start, _ in known), default=0), max((end for _, end in known), default=0)
    for attribution in attributions:
        for role in order:
            for span in attribution.spans(role):
                if span[0] < last and span[1] > first:
                    _lay(labels, row.tokens, role, span)
    return labels


def _lay(labels: list[str], tokens: Sequence[Span | None], role: Role, span: Span) -> None:
    """Label the tokens that the span touches and that are still free; a taken one breaks the run."""
    before = None
    for number, token in enumerate(tokens):
        if token is None or token[0] >= span[1] or token[1] <= span[0]:
            continue
        if labels[number] != "O":
            before = None
            continue
        labels[number] = f"{'I' if before is not None and before == number - 1 else 'B'}-{role}"
        before = number


def _elements(labels: Sequence[str]) -> dict[Role, list[Interval]]:
    out: dict[Role, list[Interval]] = {role: [] for role in ROLES}
    for role in ROLES:
        start = None
        for number, label in enumerate([*labels, "O"]):
            if start is not None and label != f"I-{role}":
                out[role].append((start, number))
                start = None
            if label == f"B-{role}":
                start = number
    return out


def _row_figures(gold_labels: Sequence[str], read_labels: Sequence[str]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    golds, reads = _elements(gold_labels), _elements(read_labels)
    for role in ROLES:
        gold, read = golds[role], reads[role]
        begins = {start for start, _ in gold} & {start for start, _ in read}
        figures[f"{role} exact"] = F1(len(set(gold) & set(read)), len(read), len(gold))
        figures[f"{role} begin"] = F1(len(begins), len(read), len(gold))
        figures[f"{role} jaccard"] = _jaccard(gold, read)
    return figures


def _jaccard(gold: Sequence[Interval], read: Sequence[Interval]) -> Share:
    """Return the mean overlap of each gold element with its best counterpart; a read one that touches none counts 0."""
    best = [1.0 if each in read else max((_overlap(each, other) for other in read), default=0.0) for each in gold]
    invented = [each for each in read if each not in gold and not any(_overlap(other, each) for other in gold)]
    return Share(sum(best), len(best) + len(invented))


def _overlap(one: Interval, other: Interval) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / (max(one[1], other[1]) - min(one[0], other[0])))
