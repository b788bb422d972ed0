"""What statements say, as sets of weighted words, so that a claim can be found again in its denial."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.lexicon.cues import CueBook
    from onrecord.statements.nesting import Report
    from onrecord.statements.speakers import Speakers
    from onrecord.statements.tree import Tree

SUFFIXES = (
    *("isation", "ization", "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ers", "er"),
    *("ed", "es", "ly", "s", "e"),
)
SHORTEST_STEM = 4
LEAST = 0.5
POWER = 0.5
"""Root that keeps the words an article is about from weighing nothing."""
UNSEEN = 1.0
"""Weight of a word that stands in no sentence."""


def stem(lemma: str) -> str:
    """Return a word without its ending, so that "involved" and "involvement" are one."""
    word = lemma.lower()
    ending = next((e for e in SUFFIXES if word.endswith(e) and len(word) - len(e) >= SHORTEST_STEM), "")
    word = word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > SHORTEST_STEM else word


def _country(code: str | None) -> str:
    """Return the country or organisation of an actor code; empty where unknown."""
    first, _, rest = (code or "").partition(" ")
    return rest if first in {"IGO", "NGO", "MNC", "IMG"} else first.strip("-")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A statement as one side of a pair.

    `words` are the stems of its content, `names` those of its speaker's name, `names_inside` the names in its content;
    `country` is that of the speaker, `countries` those of the actors in the content;
    `label` is a word for a statement in it ("allegation"); `points` tells of a demonstrative at its head; `rejects` of
    a cue or predicate that denies, `evaluates` of words about statements rather than a claim of its own.
    """

    report: Report
    sentence: int
    words: frozenset[str]
    names: frozenset[str]
    names_inside: frozenset[str]
    rejects: bool
    negated: bool
    country: str
    countries: frozenset[str]
    label: str | None
    points: bool
    evaluates: bool


class Propositions:
    """The statements of one article as sides of pairs."""

    def __init__(self, tree: Tree, book: CueBook, speakers: Speakers, reports: Sequence[Report]) -> None:
        self._tree, self._book, self._speakers = tree, book, speakers
        self._about = frozenset(stem(w) for w in book.labels | book.falsity)
        sentences = [self._words(range(*s)) for s in tree.sentences]
        counts = Counter(w for s in sentences for w in s)
        self._weight: dict[str, float] = {
            w: max(log((1 + len(sentences)) / (0.5 + n)), LEAST) ** POWER for w, n in counts.items()
        }
        self.sides = [self._side(r) for r in reports]

    def overlap(self, a: frozenset[str], b: frozenset[str], least: float) -> float:
        """Return the weighted overlap of two word sets relative to the smaller; 0 where less than `least` is shared."""
        shared, smaller = self._total(a & b), min(self._total(a), self._total(b))
        return shared / smaller if smaller > 0 and shared >= least else 0.0

    def same_source(self, a: Side, b: Side) -> bool:
        """Tell whether two statements have one speaker."""
        first, second = a.report.source, b.report.source
        if first is None or second is None:
            return False
        return first.name == second.name or bool(a.names & b.names and first.code == second.code)

    def _words(self, tokens: Iterable[int]) -> frozenset[str]:
        """Return the stems of words with a meaning, and a name for each somebody that a word stands for."""
        found = set()
        for token in tokens:
            lemma = self._tree.lemma(token)
            entity = self._speakers.number(token)
            if entity is not None:
                found.add(f"#{entity}")
            if lemma not in self._book.stop and any(c.isalnum() for c in lemma):
                found.add(stem(lemma))
        return frozenset(found) - self._about

    def _total(self, words: frozenset[str]) -> float:
        return sum(self._weight.get(w, UNSEEN) for w in words)

    def _side(self, report: Report) -> Side:
        tree, draft = self._tree, report.draft
        content = sorted(draft.content)
        lemmas = [tree.lemma(t) for t in content]
        labels = [lemma for lemma in lemmas if lemma in self._book.labels]
        words = self._words(content)
        points = not words or any(tree[t].text.lower() in self._book.pointers for t in content[:2])
        false = any(w in self._book.falsity for w in lemmas) and (bool(labels) or points)
        named = draft.sense is not None and draft.sense.pos == "noun"
        rejects = report.act == "deny" or (false and not named) or self._performs(content)
        name = report.source.name if report.source is not None else ""
        return Side(
            report=report,
            sentence=tree.sentence(content[0]),
            words=words,
            names=frozenset(
                stem(w) for w in name.replace(";", " ").split() if w[:1].isupper() and w.lower() not in self._book.stop
            ),
            names_inside=frozenset(stem(tree.lemma(t)) for t in content if tree[t].upos == "PROPN"),
            rejects=rejects,
            negated=any({tree[t].text.lower(), tree.lemma(t)} & self._book.negations for t in content),
            country=_country(report.source.code if report.source is not None else None),
            countries=frozenset(_country(self._speakers.code(t)) for t in content) - {""},
            label=labels[0] if labels else None,
            points=points,
            evaluates=bool(labels) and not self._own_clause(content),
        )

    def _performs(self, content: list[int]) -> bool:
        """Tell whether the words themselves deny: "I wish to deny the claim", "we reject these accusations"."""
        words = {self._tree[t].text.lower() for t in content}
        denies = any(
            s.answering and s.act == "deny"
            for t in content
            for s in self._book.of(self._tree.lemma(t), self._tree.pos(t))
        )
        return denies and bool(words & {"i", "we"}) and any(self._tree.lemma(t) in self._book.labels for t in content)

    def _own_clause(self, content: list[int]) -> bool:
        """Tell whether the word for a statement is not the subject or object of the content's main word."""
        top = self._tree.top(content)
        parts = [top, *self._tree.children(top, "nsubj", "nsubj:pass")]
        return not any(self._tree.lemma(t) in self._book.labels for t in parts)
