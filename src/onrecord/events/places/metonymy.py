"""Whether a name of a place stands for somebody: "Kiev denied", "Moscow's troops", "talks with Tehran"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from onrecord.events.places.spot import type_words, words
from onrecord.lexicon.places import Entry, gazetteer, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types import Parse, Token

_NOUNS = {"NOUN", "PROPN", "PRON"}


def head_of(parse: Parse, tokens: tuple[int, int]) -> int:
    """Return the token of an interval whose head lies outside it."""
    first, last = tokens
    for number in range(first, last):
        if not first <= parse.tokens[number].head < last:
            return number
    return first


def stands_for_somebody(parse: Parse, tokens: tuple[int, int], entry: Entry | None) -> bool:
    """Say whether syntax makes a place's name an actor. Towns that are no capital are scenes unless they speak."""
    number = head_of(parse, tokens)
    while parse.tokens[number].deprel == "conj" and parse.tokens[number].head >= 0:  # "Kiev and Moscow said"
        number = parse.tokens[number].head
    token = parse.tokens[number]
    if token.head < 0:
        return token.upos == "ADJ"
    if token.upos == "ADJ":
        return not describes_scene(parse, number)
    power, region = entry is not None and _is_power(entry), entry is not None and entry.kind == "region"
    return _by_governor(parse, number, power=power, region=region)


def describes_scene(parse: Parse, number: int) -> bool:
    """Say whether an adjective places its noun: "Syrian territory", "the Crimean operation", not "Russian troops"."""
    token = parse.tokens[number]
    if token.head < 0 or token.deprel.partition(":")[0] not in {"amod", "compound"}:
        return False
    noun = parse.tokens[token.head].lemma.lower()
    if token.text.casefold() in words()["adjectives"]:
        return _is_scene(parse.tokens[token.head]) or noun in _lists()["force"]
    return noun in words()["nouns"]["soil"]


def _by_governor(parse: Parse, number: int, *, power: bool, region: bool) -> bool:
    token = parse.tokens[number]
    governor, relation = parse.tokens[token.head], token.deprel.partition(":")[0]
    if relation == "nsubj" and not cases(parse, number):
        return _subject(parse, token, power=power)
    if relation in {"obj", "iobj"}:
        return power and governor.lemma in _lists()["addressed"]
    bare = relation == "nmod" and number < token.head and not cases(parse, number)  # "US President"
    if relation == "compound" or token.deprel == "nmod:poss" or bare:
        while governor.deprel == "compound" and governor.head >= 0:  # "the Syria aid convoy attack"
            governor = parse.tokens[governor.head]
        # "Crimea gunmen" are gunmen there, "Kiev officials" those of the government
        return power and not region and governor.upos in _NOUNS and not _is_scene(governor)
    if relation in {"obl", "nmod"}:
        return power and _party(parse, number, governor)
    return False


def _subject(parse: Parse, token: Token, *, power: bool) -> bool:
    governor = parse.tokens[token.head]
    # "Moscow is set to withdraw", "Kiev is ready to talk"
    acting = {t.deprel for t in parse.tokens[token.head : token.head + 12] if t.head == token.head} & {"xcomp", "ccomp"}
    if token.deprel == "nsubj:pass" or governor.upos == "ADJ":
        return power and (governor.lemma in _lists()["addressed"] or bool(acting))
    if governor.upos != "VERB" or governor.lemma in _lists()["scene"]:
        return False
    return power or governor.lemma in _lists()["addressed"]


def _party(parse: Parse, number: int, governor: Token) -> bool:
    case = cases(parse, number)
    if "against" in case and governor.lemma in _lists()["force"]:  # "military action against Libya"
        return False
    if case & _lists()["party"]:
        return governor.lemma not in words()["nouns"]["soil"]  # "the border with South Africa"
    return bool(case & {"to", "on", "of", "from", "for"}) and governor.lemma in _lists()["toward"]


def cases(parse: Parse, number: int) -> set[str]:
    """Return the prepositions of a noun."""
    before = parse.tokens[max(0, number - 6) : number]
    return {token.lemma.lower() for token in before if token.deprel == "case" and token.head == number}


def _is_scene(noun: Token) -> bool:
    return bool({noun.text.lower(), noun.lemma.lower()} & (_nouns() | type_words().keys()))


def _is_power(entry: Entry) -> bool:
    """Say whether a place can act as a state: a country, a capital, a contested region with its own authorities."""
    if entry.kind == "country" or (entry.kind == "region" and entry.contested):
        return True
    if entry.kind == "division":
        return False
    country = gazetteer().of_code.get(entry.country or "")
    return country is not None and normalised(country.capital) == normalised(entry.name)


@functools.cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(group) for name, group in words()["metonymy"].items()}


@functools.cache
def _nouns() -> frozenset[str]:
    return frozenset(words()["nouns"]["scene"])
