"""How many people were killed, wounded or detained in an event, where the text gives the number."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from onrecord.types import Bound, Casualties, Count, Parse, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Harm = Literal["killed", "wounded", "detained"]
HARMS: tuple[Harm, ...] = ("killed", "wounded", "detained")
FARTHEST = 3
"""Edges of the tree between a trigger and a word of harm that still belong together ("killed in the shelling")."""
_LOOSE = {"dozens", "scores", "hundreds", "thousands", "millions"}
_GROUPS = {"total", "number", "group", "series", "handful", "couple", "dozen", "family", "crowd"}
_PEOPLE_OF = ("nsubj:pass", "obj")


def count(parse: Parse, trigger: tuple[int, int]) -> Casualties | None:
    """Return the casualties that the sentence of a trigger (token interval) ties to it, None where it gives no number.

    "Dozens" and "several" are no numbers. A number belongs to the trigger that is nearest to its word of harm.
    """
    sentence = next(((a, b) for a, b in parse.sentences if a <= trigger[0] < b), None)
    if sentence is None:
        return None
    found: dict[Harm, Count] = {}
    for number, harm in _words_of_harm(parse, sentence):
        if (
            harm not in found
            and _belongs(parse, number, trigger, sentence)
            and (people := _people(parse, number, harm))
        ):
            found[harm] = people
    return Casualties(**found) if found else None


def _words_of_harm(parse: Parse, sentence: tuple[int, int]) -> Iterator[tuple[int, Harm]]:
    for number in range(*sentence):
        token = parse.tokens[number]
        for harm in HARMS:
            kinds = _words()[harm]
            lemmas = {
                "VERB": kinds["verbs"] + kinds["own"],
                "ADJ": kinds["adjectives"],
                "NOUN": kinds["nouns"] + kinds["adjectives"],
            }
            if token.lemma.lower() in lemmas.get(token.upos, ()) and not _negated(parse, number):
                yield number, harm
                break


def _negated(parse: Parse, number: int) -> bool:
    return any(
        t.lemma.lower() in {"not", "n't", "never", "no"}
        for _, t in _children(parse, number)
        if t.deprel in {"advmod", "det"}
    )


def _belongs(parse: Parse, number: int, trigger: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Say whether a word of harm is the trigger, or is nearer to it in the tree than to any other trigger.

    Where the word of harm is an event of its own, only what hangs on it directly shares its number ("killed in the
    shelling", "shelled the town, killing 12").
    """
    if trigger[0] <= number < trigger[1]:
        return True
    if any(_is_reason(parse, token, number) for token in range(*trigger)):
        return False
    mine = min(_distance(parse, number, token) for token in range(*trigger))
    others = [t.tokens for t in parse.triggers if sentence[0] <= t.tokens[0] < sentence[1] and t.tokens != trigger]
    if any(first <= number < last for first, last in others):
        return mine <= 1
    rivals = [_distance(parse, number, token) for tokens in others for token in range(*tokens)]
    return mine <= FARTHEST and mine <= min(rivals, default=FARTHEST)


def _is_reason(parse: Parse, token: int, number: int) -> bool:
    """Say whether a noun is what a word of harm leans on and not where it happened: "detained over the attack"."""
    if parse.tokens[token].head != number or parse.tokens[token].deprel.partition(":")[0] not in {"obl", "nmod"}:
        return False
    cases = {t.lemma.lower() for child, t in _children(parse, token) if t.deprel == "case" and child < token}
    return bool(cases) and not cases & set(_words()["scene"]["cases"])


def _distance(parse: Parse, harm: int, other: int) -> int:
    """Return the number of edges between a word of harm and a token.

    "Bombed it and killed 12" is one act, "killed 12 and took hostages" are two: coordination is no distance above the
    word of harm, and too far below it.
    """
    up = _ancestors(parse, harm, conj=0)
    for token, steps in _ancestors(parse, other, conj=FARTHEST + 1).items():
        if token in up:
            return steps + up[token]
    return FARTHEST * 10


def _ancestors(parse: Parse, number: int, *, conj: int) -> dict[int, int]:
    found: dict[int, int] = {}
    steps = 0
    while number >= 0 and number not in found:
        found[number] = steps
        steps += conj if parse.tokens[number].deprel == "conj" else 1
        number = parse.tokens[number].head
    return found


def _children(parse: Parse, number: int) -> Iterator[tuple[int, Token]]:
    first, last = next((a, b) for a, b in parse.sentences if a <= number < b)
    for child in range(first, last):
        if parse.tokens[child].head == number:
            yield child, parse.tokens[child]


def _people(parse: Parse, number: int, harm: Harm) -> Count | None:
    """Return how many people a word of harm is about: its object, passive subject, the noun it describes, itself."""
    for head in _sufferers(parse, number, harm):
        if people := _counted(parse, head):
            return people
    return None


def _sufferers(parse: Parse, number: int, harm: Harm) -> Iterator[int]:
    token = parse.tokens[number]
    if token.upos != "VERB":
        yield number  # "12 dead", "three deaths"
    relations = (
        {"nsubj", *_PEOPLE_OF} if token.lemma in _words()[harm]["own"] or token.upos == "ADJ" else set(_PEOPLE_OF)
    )
    if token.upos == "VERB" and token.xpos in {"VBN", "VBD"}:
        relations |= {"nsubj"} if not any(t.deprel == "obj" for _, t in _children(parse, number)) else set()
    yield from (child for child, t in _children(parse, number) if t.deprel in relations)
    if token.deprel.partition(":")[0] in {"acl", "amod"}:
        yield token.head  # "12 people killed"
    if token.deprel in {"xcomp", "obj", "conj"} and token.upos != "VERB":
        yield from (c for c, t in _children(parse, token.head) if t.deprel in _PEOPLE_OF)  # "left 12 people dead"


@dataclass(frozen=True, slots=True)
class _Numeral:
    value: int
    loose: bool
    first: int
    last: int


def _counted(parse: Parse, head: int) -> Count | None:
    """Return the number of a noun phrase, summed over coordination: "12 soldiers and 3 civilians"."""
    parts = [_numeral(parse, head)]
    for child, token in _children(parse, head):
        if token.deprel == "conj" and token.upos in {"NOUN", "PROPN", "NUM"}:
            parts.append(_numeral(parse, child) or _single(parse, child))
    given = [part for part in parts if part]
    if not given or parts[0] is None:
        return None
    first, last = min(p.first for p in given), max(p.last for p in given)
    bound, start = _bound(parse, given[0].first)
    if bound == "exact" and any(part.loose for part in given):
        bound = "about"
    if len(given) < len(parts) and bound == "exact":
        bound = "at_least"  # "two soldiers and several civilians"
    span = (parse.tokens[min(start, first)].start, parse.tokens[last - 1].end)
    return Count(sum(part.value for part in given), bound, span)


def _numeral(parse: Parse, head: int) -> _Numeral | None:
    """Return the numeral that modifies a noun, or that stands for it ("killed 12")."""
    own = [child for child, token in _children(parse, head) if token.deprel == "nummod"]
    number = own[0] if own else head
    if any(token.text.lower() in _LOOSE for token in (parse.tokens[head], parse.tokens[number])):
        return None
    after = parse.tokens[number + 1] if number + 1 < len(parse.tokens) else None
    if after and after.start == parse.tokens[number].end and after.text[:1] in {"-", "–"}:  # "the 22-year-old"
        return None
    first, last = number, number + 1
    while (
        first
        and _value(parse.tokens[first - 1].text) is not None
        and parse.tokens[first - 1].end + 1 >= parse.tokens[first].start
    ):
        first -= 1
    while (
        last < len(parse.tokens)
        and parse.tokens[last].lemma in _words()["multiples"]
        and parse.tokens[last].text.lower() not in _LOOSE
    ):
        last += 1
    words = [token.text for token in parse.tokens[first:last]]
    value = _total(words)
    return None if value is None else _Numeral(value, "dozen" in words, first, last)


def _single(parse: Parse, head: int) -> _Numeral | None:
    """Return one for "a civilian" beside counted people."""
    for child, token in _children(parse, head):
        if token.deprel == "det" and token.lemma.lower() in {"a", "an"} and parse.tokens[head].lemma not in _GROUPS:
            return _Numeral(1, loose=False, first=child, last=head + 1)
    return None


def _total(words: list[str]) -> int | None:
    total = part = 0
    for word in re.split(r"[\s-]+", " ".join(words)):
        value = _value(word)
        if value is None:
            return None
        if word.lower() in _words()["multiples"]:
            part = max(part, 1) * value
            if value >= 1000:
                total, part = total + part, 0
        else:
            part += value
    return total + part


def _value(word: str) -> int | None:
    plain = word.replace(",", "").lower()
    if plain.isdigit() and plain.isascii():
        return int(plain)
    if "-" in plain:
        parts = [_value(part) for part in plain.split("-")]
        return None if not parts or any(part is None for part in parts) else _total(plain.split("-"))
    found = _words()["numbers"].get(plain, _words()["multiples"].get(plain))
    return None if found is None else int(found)


def _bound(parse: Parse, first: int) -> tuple[Bound, int]:
    """Return how the words right before a number bound it, and the first token of them."""
    bounds: tuple[Bound, ...] = ("at_least", "about")
    for bound in bounds:
        for phrase in _words()["bounds"][bound]:
            parts = phrase.split()
            start = first - len(parts)
            if start >= 0 and [t.text.lower() for t in parse.tokens[start:first]] == parts:
                return bound, start
    return "exact", first


@functools.cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files("onrecord") / "data" / "casualties.toml").read_text(encoding="utf-8"))
