"""What the nouns of a phrase tell about who somebody is: sector, and whose side the countries in it are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.actors.recognise import Match
    from onrecord.actors.tree import Tree
    from onrecord.lexicon.actors import Roles

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Role:
    """A sector; `follows`: the noun acts for somebody ("spokesman") and nothing nearer tells for whom."""

    sector: str
    words: int = 1
    follows: bool = False


def role_at(tree: Tree, head: int, first: int, roles: Roles) -> Role | None:
    """Return the sector that the words from `first` up to and with a noun tell, the longest phrase first."""
    lemmas = [tree.lemma(index) for index in range(max(first, head - _LONGEST + 1), head + 1)]
    for start in range(len(lemmas)):
        sector = roles.sectors.get(tuple(lemmas[start:])) or _plural(tuple(lemmas[start:]), roles)
        if sector and not (len(lemmas) - start == 1 and lemmas[start] in roles.followers):
            return Role(_armed(tree, head, first, roles) or sector, len(lemmas) - start)
    word = lemmas[-1]
    if word in roles.armed_heads and (sector := _armed(tree, head, first, roles)):
        return Role(sector)
    if word in roles.followers:
        beside = beside_of(tree, head, first, roles)
        return Role(beside or roles.followers[word], follows=beside is None)
    return None


def _plural(lemmas: tuple[str, ...], roles: Roles) -> str | None:
    """Look the words up once more where the tagger left a plural as it stands ("armed forces", "protesters")."""
    if lemmas[-1].endswith("s"):
        return roles.sectors.get((*lemmas[:-1], lemmas[-1][:-1]))
    return None


def _armed(tree: Tree, head: int, first: int, roles: Roles) -> str | None:
    if tree.lemma(head) not in roles.armed_heads:
        return None
    words = {tree.lemma(index) for index in range(first, head)}
    if tree.lemma(head) in ("force", "forces") and any(word == "pro" or word.startswith("pro-") for word in words):
        return "REB"
    return "UAF" if words & roles.armed_words and tree.lemma(head) != "force" else None


def beside_of(tree: Tree, head: int, first: int, roles: Roles) -> str | None:
    """Return the sector of the word nearest before a noun that tells one ("police spokesman", "rebel leader")."""
    for index in range(head - 1, first - 1, -1):
        if tree.tokens[index].upos == "PUNCT":
            continue
        lemma = tree.lemma(index)
        role = roles.adjectives.get(lemma) or _phrase_sector(tree, index, first, roles)
        if role:
            return role
    return None


def _phrase_sector(tree: Tree, index: int, first: int, roles: Roles) -> str | None:
    for start in range(max(first, index - 2), index + 1):
        lemmas = tuple(tree.lemma(at) for at in range(start, index + 1))
        sector = roles.sectors.get(lemmas) or _plural(lemmas, roles)
        if sector:
            return sector
    return None


def is_former(tree: Tree, head: int, first: int, roles: Roles) -> bool:
    """Return whether an office is one of the past ("former", "ex-")."""
    return any(
        tree.lemma(index) in roles.former or tree.lemma(index).startswith(("ex-", "former"))
        for index in range(first, head)
    )


def takes_side(tree: Tree, match: Match, roles: Roles) -> bool:
    """Return whether the country only says for or against whom ("pro-Russian rebels", "US-backed forces")."""
    before, after = match.first - 1, match.last
    if before >= 0 and tree.tokens[before].text in ("-", "–", "‑"):
        before -= 1
        if before >= 0 and tree.lemma(before) in roles.for_or_against:
            return True
    if before >= 0 and tree.lemma(before).rstrip("-") in roles.for_or_against:
        return True
    if after < len(tree.tokens) and tree.tokens[after].text in ("-", "–", "‑"):
        after += 1
    return after < len(tree.tokens) and tree.tokens[after].text.lower() in roles.by_whom and after > match.last
