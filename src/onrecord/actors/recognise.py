"""Which names of the lists stand in an article, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.actors.tree import Tree
from onrecord.lexicon.actors import Entry, Knowledge, pieces

_CAPITAL = ("PROPN",)


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lists at the tokens `first` to `last` (excluded); `entry` is the most fitting of its bearers."""

    first: int
    last: int
    entry: Entry


def recognise(tree: Tree, knowledge: Knowledge, on: date | None) -> list[Match]:
    """Return the longest names of the lists in the article, left to right, none overlapping.

    `on` is the day of the article; among several bearers of a name the one in office then is taken.
    """
    words, owner = _cut(tree)
    matches: list[Match] = []
    at = 0
    while at < len(words):
        length, entries = knowledge.longest(words, at)
        if not length and words[at].isupper() and len(words[at]) > 3:  # a headline in capitals
            length, entries = _in_capitals(words, at, knowledge)
        if length:
            match = _fit(tree, words, owner, at, length, entries, on)
            if match:
                matches.append(match)
                at += length
                continue
        at += 1
    return matches


def _cut(tree: Tree) -> tuple[list[str], list[int]]:
    words: list[str] = []
    owner: list[int] = []
    for index, token in enumerate(tree.tokens):
        for piece in pieces(token.text):
            words.append(piece)
            owner.append(index)
    return words, owner


def _in_capitals(words: list[str], at: int, knowledge: Knowledge) -> tuple[int, tuple[Entry, ...]]:
    end = at
    while end < len(words) and end < at + 5 and words[end].isupper():
        end += 1
    return knowledge.longest([word.capitalize() for word in words[at:end]], 0)


def _fit(  # noqa: PLR0913 - the pieces of one look-up
    tree: Tree, words: list[str], owner: list[int], at: int, length: int, entries: tuple[Entry, ...], on: date | None
) -> Match | None:
    first, last = owner[at], owner[at + length - 1] + 1
    starts = at == 0 or owner[at - 1] != first
    ends = at + length == len(words) or owner[at + length] != last - 1 or words[at + length] == "."
    if not (starts and ends):
        # "Russia-backed" and "U.S.-led" are single tokens to some tokenizers: the name in them is no actor.
        return None
    valid = [entry for entry in entries if entry.holds(on)] or list(entries)
    entry = _choose(tree, first, last, valid)
    return Match(first, last, entry) if entry else None


def _choose(tree: Tree, first: int, last: int, entries: list[Entry]) -> Entry | None:
    mention = tree.mention[first]
    tokens = tree.tokens[first:last]
    within_person = mention is not None and mention.label == "PERSON" and mention.tokens != (first, last)
    if within_person and mention is not None and mention.score > 0.5:
        persons = [entry for entry in entries if entry.kind == "person"]
        demonyms = [entry for entry in entries if entry.kind in ("people", "state") and first == mention.tokens[0]]
        named = persons or (demonyms if tokens[0].upos == "ADJ" else [])
        return named[-1] if named else None
    if not any(token.upos in ("PROPN", "ADJ", "NUM", "X") or token.text[:1].isupper() for token in tokens):
        return None
    loose = len(tokens) == 1 and tokens[0].upos not in _CAPITAL and mention is None
    for entry in reversed(entries):
        if loose and entry.kind not in ("state", "people", "capital", "metonym", "group"):
            continue
        return entry
    return None
