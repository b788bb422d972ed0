"""Which words of an article name a place: the model's locations, and names that the gazetteer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.events.places import metonymy
from onrecord.events.places.spot import type_words, words
from onrecord.lexicon.places import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Parse, Span

LONGEST = 6
KNOWN = 5.0
"""log10 of the people from which on a town is found without the model."""


def span(parse: Parse, tokens: tuple[int, int]) -> Span:
    """Return the code points of a token interval."""
    return parse.tokens[tokens[0]].start, parse.tokens[tokens[1] - 1].end


def mentions(parse: Parse) -> list[tuple[int, int]]:
    """Return the token intervals of names of places, in order, without overlaps."""
    found = [_trimmed(parse, m.tokens) for m in parse.mentions if m.label == "LOCATION"]
    taken = {number for first, last in found for number in range(first, last)}
    named = {n for m in parse.mentions if m.label != "DATE" for n in range(*m.tokens)}
    for first, last in parse.sentences:
        for hit in _known(parse, first, last, named - taken):
            if not taken & set(range(*hit)):
                found.append(hit)
                taken |= set(range(*hit))
    return sorted({_widened(parse, tokens) for tokens in found})


def _trimmed(parse: Parse, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    while first < last - 1 and parse.tokens[first].upos in {"DET", "ADP", "PUNCT"}:
        first += 1
    while first < last - 1 and parse.tokens[last - 1].upos in {"PART", "PUNCT", "ADP"}:
        last -= 1
    return first, last


def _known(parse: Parse, first: int, last: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield names in a sentence that the gazetteer knows well enough to do without the model."""
    number = first
    while number < last:
        for length in range(min(LONGEST, last - number), 0, -1):
            tokens = (number, number + length)
            if _may_be_name(parse, tokens, taken) and _well_known(parse, tokens):
                yield tokens
                number += length
                break
        else:
            number += 1


def _may_be_name(parse: Parse, tokens: tuple[int, int], taken: set[int]) -> bool:
    inside = range(*tokens)
    first, last = parse.tokens[tokens[0]], parse.tokens[tokens[1] - 1]
    if not (first.text[:1].isupper() and first.upos in {"PROPN", "NOUN", "ADJ"} and last.upos in {"PROPN", "NOUN"}):
        return False
    if not any(number in taken for number in inside):
        return not _part_of_name(parse, tokens)
    # "the Russian Embassy in Kiev" as one organisation still names the town
    before = parse.tokens[tokens[0] - 1].lemma.lower() if tokens[0] else ""
    return all(number in taken for number in inside) and before in {"in", "at", "near"}


def _part_of_name(parse: Parse, tokens: tuple[int, int]) -> bool:
    """Say whether the words are a part of a longer name: "Valeska Paris", "Captain America", "US$"."""
    inside = range(*tokens)
    around = range(max(0, tokens[0] - 3), min(len(parse.tokens), tokens[1] + 3))
    joined = {"flat", "compound", "goeswith"}
    outward = [parse.tokens[n] for n in inside if parse.tokens[n].head not in inside]
    inward = [parse.tokens[n] for n in around if n not in inside and parse.tokens[n].head in inside]
    names = [token for token in inward if token.upos == "PROPN" and token.deprel.partition(":")[0] in joined]
    # "University of Texas"
    titled = any(t.deprel == "nmod" and t.head >= 0 and parse.tokens[t.head].upos == "PROPN" for t in outward)
    return bool(names) or titled or any(token.deprel.startswith("flat") for token in outward)


def _well_known(parse: Parse, tokens: tuple[int, int]) -> bool:
    begin, end = span(parse, tokens)
    name = parse.article.text[begin:end]
    if name.casefold() in words()["sides"]:
        return False
    found = gazetteer().lookup(name)
    if any(entry.kind in {"region", "country"} for entry in found):
        return True
    # "Man of the Match", "Batman": a town or division needs a preposition beside its size
    large = any(entry.people >= KNOWN and entry.primary for entry in found) and len(name) > 3
    return large and bool(metonymy.cases(parse, metonymy.head_of(parse, tokens)) & set(words()["alone"]["locative"]))


def _widened(parse: Parse, tokens: tuple[int, int]) -> tuple[int, int]:
    """Take in a type word after a name and a side before it: "Kharkov region", "eastern Ukraine"."""
    first, last = tokens
    if last < len(parse.tokens) and parse.tokens[last].text in type_words() and parse.tokens[last].head >= last - 1:
        last += 1
    if first and parse.tokens[first - 1].text.casefold() in words()["sides"]:
        first -= 1
    return first, last
