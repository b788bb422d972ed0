"""Which words of an article name a place: the model's locations, and names that the gazetteer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.events.places import metonymy
from onrecord.events.places.spot import type_words, words
from onrecord.lexicon.places import demonyms, gazetteer, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.types import Parse, Span

LONGEST = 6
KNOWN = 5.0
"""log10 of the people from which on a town is found without the model."""


def span(parse: Parse, tokens: tuple[int, int]) -> Span:
    """Return the code points of a token interval."""
    return parse.tokens[tokens[0]].start, parse.tokens[tokens[1] - 1].end


def mentions(parse: Parse) -> list[tuple[int, int]]:
    """Return the token intervals of names of places, in order, without overlaps."""
    seen = [m.tokens for m in parse.mentions if m.label == "LOCATION"]
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for tokens in sorted({_grown(parse, _trimmed(parse, tokens)) for tokens in seen}):
        if not taken & set(range(*tokens)) and _is_word(parse, tokens):
            found.append(tokens)
            taken |= set(range(*tokens))
    named = {number: m.tokens for m in parse.mentions if m.label != "DATE" for number in range(*m.tokens)}
    for first, last in parse.sentences:
        for hit in _known(parse, first, last, named):
            if not taken & set(range(*hit)):
                found.append(hit)
                taken |= set(range(*hit))
    return sorted({_widened(parse, tokens) for tokens in found})


def _is_word(parse: Parse, tokens: tuple[int, int]) -> bool:
    text = [parse.tokens[number].text for number in range(*tokens)]
    return any(word[:1].isupper() for word in text) and len("".join(text)) > 1


def _grown(parse: Parse, tokens: tuple[int, int]) -> tuple[int, int]:
    """Widen a mention to the longest known name around it: the model may see "States" alone in "United States"."""
    sentence = next(((a, b) for a, b in parse.sentences if a <= tokens[0] < b), tokens)
    for length in range(LONGEST, tokens[1] - tokens[0], -1):
        for first in range(max(sentence[0], tokens[1] - length), min(tokens[0], sentence[1] - length) + 1):
            last = first + length
            ends = parse.tokens[first], parse.tokens[last - 1]
            if all(token.text[:1].isupper() and token.upos in {"PROPN", "ADJ", "NOUN"} for token in ends):
                begin, end = span(parse, (first, last))
                known = gazetteer().lookup(parse.article.text[begin:end])
                if any(entry.kind != "city" or entry.people >= KNOWN for entry in known):
                    return first, last
    return tokens


def _trimmed(parse: Parse, tokens: tuple[int, int]) -> tuple[int, int]:
    first, last = tokens
    while first < last - 1 and parse.tokens[first].upos in {"DET", "ADP", "PUNCT"}:
        first += 1
    while first < last - 1 and parse.tokens[last - 1].upos in {"PART", "PUNCT", "ADP"}:
        last -= 1
    return first, last


def _known(parse: Parse, first: int, last: int, named: Mapping[int, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield names in a sentence that the gazetteer knows well enough to do without the model."""
    number = first
    while number < last:
        for length in range(min(LONGEST, last - number), 0, -1):
            tokens = (number, number + length)
            if _may_be_name(parse, tokens, named) and _well_known(parse, tokens, seen=number in named):
                yield tokens
                number += length
                break
        else:
            number += 1


def _may_be_name(parse: Parse, tokens: tuple[int, int], named: Mapping[int, tuple[int, int]]) -> bool:
    first, last = parse.tokens[tokens[0]], parse.tokens[tokens[1] - 1]
    if not first.text[:1].isupper():
        return False
    if first.upos == "ADJ" and tokens[1] - tokens[0] == 1:
        return metonymy.describes_scene(parse, tokens[0])  # "the French capital"
    if first.upos not in {"PROPN", "NOUN", "ADJ"} or last.upos not in {"PROPN", "NOUN"}:
        return False
    around = {named[number] for number in range(*tokens) if number in named}
    if not around:
        return not _part_of_name(parse, tokens)
    # the model may take "Kharkov" for a person; "the Russian Embassy in Kiev" as one organisation still names the town
    before = parse.tokens[tokens[0] - 1].lemma.lower() if tokens[0] else ""
    return around == {tokens} or (len(around) == 1 and before in {"in", "at", "near"})


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


def _well_known(parse: Parse, tokens: tuple[int, int], *, seen: bool) -> bool:
    """Say whether a name is a place's without the model: `seen` where the model takes it for something else."""
    begin, end = span(parse, tokens)
    name = parse.article.text[begin:end]
    if name.casefold() in words()["sides"]:
        return False
    found = gazetteer().lookup(name)
    if parse.tokens[tokens[0]].upos == "ADJ" and not found:
        return normalised(name) in demonyms() or name.casefold() in words()["adjectives"]
    if any(entry.kind in {"region", "country"} for entry in found):
        return not seen or _located(parse, tokens)
    # "Man of the Match", "Batman": a town or division needs more than its size
    large = any(entry.people >= KNOWN and (entry.primary or seen) for entry in found) and len(name) > 3
    return (large and _located(parse, tokens)) or (bool(found) and _typed(parse, tokens))


def _located(parse: Parse, tokens: tuple[int, int]) -> bool:
    """Say whether a preposition or a noun makes a name a place: "in Homs", "Homs, Idlib", "Donetsk residents"."""
    number = metonymy.head_of(parse, tokens)
    while parse.tokens[number].deprel in {"conj", "appos"} and parse.tokens[number].head >= 0:
        number = parse.tokens[number].head
    token = parse.tokens[number]
    if metonymy.cases(parse, number) & set(words()["alone"]["locative"]):
        return True
    if _in_list(parse, tokens[0]):
        return True
    beside = token.deprel.partition(":")[0] == "compound" and token.head >= 0
    return beside and parse.tokens[token.head].upos == "NOUN"


def _in_list(parse: Parse, first: int) -> bool:
    """Say whether a comma or "and" ties a word to a place that the model has seen right before: "Lvov, and Kharkov"."""
    before = first - 1
    while before > 0 and parse.tokens[before].text in {",", "and", "or"}:
        before -= 1
    ends = {m.tokens[1] - 1 for m in parse.mentions if m.label == "LOCATION"}
    return before < first - 1 and before in ends


def _typed(parse: Parse, tokens: tuple[int, int]) -> bool:
    """Say whether a type word or a side stands beside a name: "the town of X", "X province", "central X"."""
    first, last = tokens
    after = parse.tokens[last].text if last < len(parse.tokens) else ""
    before = [token.text for token in parse.tokens[max(0, first - 2) : first]]
    town = len(before) == 2 and before[1] == "of" and type_words().get(before[0]) in {"city", "division", "district"}
    return town or type_words().get(after) in {"division", "region", "district"} or before[-1:] == ["central"]


def _widened(parse: Parse, tokens: tuple[int, int]) -> tuple[int, int]:
    """Take in a type word after a name and a side before it: "Kharkov region", "eastern Ukraine"."""
    first, last = tokens
    heads = {parse.tokens[number].head for number in range(first, last)}
    if last in heads and parse.tokens[last].text in type_words():
        last += 1
    if first and parse.tokens[first - 1].text.casefold() in words()["sides"]:
        first -= 1
    return first, last
