"""Which phrases of an article stand for the same somebody: names, nouns and pronouns in one pass, left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.pronouns import SPEAKER, Pronouns

if TYPE_CHECKING:
    from onrecord.actors.phrase import Phrase
    from onrecord.actors.tree import Tree
    from onrecord.lexicon.actors import Knowledge

_BELIEVE = 0.5
"""From which probability on a link of the model is taken."""
_KINDS = {  # what a bare noun may point back to: sectors of the one it stands for ("" = any organisation)
    "group": ("REB", "NGO", "OPP", "SOC", "CRM", "PRM", "PTY", ""),
    "organisation": ("NGO", "REB", "SOC", "IGO", "PTY", ""),
    "organization": ("NGO", "REB", "SOC", "IGO", "PTY", ""),
    "party": ("PTY", "OPP"),
    "company": ("BUS", "MNC", ""),
    "firm": ("BUS", "MNC", ""),
    "agency": ("JRN", "GOV", "IGO", "SPY", ""),
    "newspaper": ("JRN",),
    "bloc": ("IGO",),
    "alliance": ("IGO",),
    "movement": ("SOC", "REB", "OPP", "PTY", ""),
    "militia": ("REB", "PRM"),
}
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any"})


class Linker:
    """Numbers the somebodies of an article; `entity` maps the head of a phrase to its number."""

    def __init__(self, tree: Tree, phrases: dict[int, Phrase], knowledge: Knowledge) -> None:
        self.tree = tree
        self.phrases = phrases
        self.knowledge = knowledge
        self.entity: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.supplied: set[int] = set()
        self._keys: dict[tuple[str, str], int] = {}
        self._persons: list[tuple[int, tuple[str, ...]]] = self._full_names()
        self.pronouns = Pronouns(tree, phrases, self.entity, knowledge.roles)

    def link(self) -> None:
        """Give every phrase its number."""
        for head in sorted(self.phrases):
            if not self._speaks(head):
                self._join(head, self._number(self.phrases[head]))
        for head in filter(self._speaks, sorted(self.phrases)):  # the speaker may stand behind the quotation
            self._join(head, self._number(self.phrases[head]))
        for head, phrase in self.phrases.items():
            if phrase.sort != "pronoun":
                self._apposition(head, phrase)
        self._with_country()

    def _with_country(self) -> None:
        """Make one of "the Foreign Ministry" and the only "Russian Foreign Ministry" of the article."""
        full: dict[str, set[int]] = {}
        bare: list[tuple[int, str]] = []
        for head, phrase in self.phrases.items():
            if phrase.role is None or phrase.person or phrase.sort not in ("noun", "name") or head not in self.entity:
                continue
            words = self._words(phrase)
            if phrase.code and phrase.countries and " " in words:
                full.setdefault(words.split(" ", 1)[1], set()).add(self.entity[head])
            elif not phrase.code and self._definite(phrase):
                bare.append((head, words))
        for head, words in bare:
            numbers = full.get(words, set())
            if len(numbers) == 1:
                self.supplied.add(head)
                self._merge(next(iter(numbers)), self.entity[head])

    def _speaks(self, head: int) -> bool:
        return self.tree.tokens[head].text.lower() in SPEAKER

    def _number(self, phrase: Phrase) -> int | None:
        if phrase.sort == "pronoun":
            target = self._model_link(phrase) if self.pronouns.may_follow_model(phrase) else None
            return target if target is not None else self.pronouns.entity_of(phrase)
        if phrase.sort in {"name", "adjective"}:
            return self._by_key(self._name_key(phrase))
        pointed = self._pointed(phrase)
        return pointed if pointed is not None else self._by_key(("noun", self._words(phrase)))

    def _join(self, head: int, number: int | None) -> None:
        if number is None:
            return
        self.entity[head] = number
        self.members.setdefault(number, []).append(head)

    def _by_key(self, key: tuple[str, str]) -> int:
        return self._keys.setdefault(key, len(self._keys))

    # --- names ---

    def _full_names(self) -> list[tuple[int, tuple[str, ...]]]:
        return [
            (phrase.head, words)
            for phrase in self.phrases.values()
            if phrase.person and phrase.name and len(words := self._name_words(phrase)) > 1
        ]

    def _name_words(self, phrase: Phrase) -> tuple[str, ...]:
        assert phrase.name
        words = (self.tree.tokens[index].text for index in range(*phrase.name))
        return tuple(
            word.title() if word.isupper() and len(word) > 3 else word for word in words if word not in ("'s", "’s")
        )

    def _name_key(self, phrase: Phrase) -> tuple[str, str]:
        if phrase.person and phrase.name:
            return "person", self._person_key(phrase)
        if phrase.entry:
            code = phrase.entry.code or ""
            if phrase.entry.kind in ("state", "people") and phrase.sort != "noun":
                return ("people" if "CVL" in (phrase.code or "") else "state"), code
            if phrase.entry.kind in ("metonym", "capital") and code.endswith("GOV"):
                return "government", code
            return "listed", phrase.entry.name
        return "name", self._long_name(phrase)

    def _person_key(self, phrase: Phrase) -> str:
        """Return the fullest name that a short one stands for: the latest before it, else the first after it."""
        words = self._name_words(phrase)
        if phrase.entry and phrase.entry.kind == "person" and len(words) > 1:
            return phrase.entry.name
        if len(words) > 1:
            before = [other for head, other in self._persons if head < phrase.head and other != words]
            for other in before:  # "Xoli Princess Mbele" after "Xoli Mbele"
                if other[-1] == words[-1] and other[0] == words[0]:
                    return self._listed_name(other)
            return self._listed_name(words)
        if not words:  # "(UPI)" read as a person: no name to compare
            return self._words(phrase)
        before = [other for head, other in self._persons if head < phrase.head and words[0] in other]
        after = [other for head, other in self._persons if head > phrase.head and words[0] in other]
        if before or after:
            return self._listed_name(before[-1] if before else after[0])
        return phrase.entry.name if phrase.entry else words[0]

    def _listed_name(self, words: tuple[str, ...]) -> str:
        name = " ".join(words)
        found = self.knowledge.find(name)
        return found[0].name if found and found[0].kind == "person" else name

    def _long_name(self, phrase: Phrase) -> str:
        """Return the long name that initials or one word of it stand for, else the name itself."""
        name = self._words(phrase)
        short = self.tree.text(*phrase.name) if phrase.name else name
        for (kind, known), number in self._keys.items():
            if kind != "name" or number not in self.members:
                continue
            words = known.split()
            if len(words) > 1 and (
                (
                    short.isupper()
                    and "".join(w[0] for w in words if w not in ("of", "the", "for", "and", "in")) == short.lower()
                )
                or (len(short) > 3 and name in words)
            ):
                return known
        return name

    def _words(self, phrase: Phrase) -> str:
        first, last = (
            (phrase.first, phrase.last) if phrase.sort == "noun" else (phrase.name or (phrase.first, phrase.last))
        )
        return " ".join(
            self.tree.lemma(index)
            for index in range(first, last)
            if self.tree.lemma(index) not in _DETERMINERS and self.tree.tokens[index].upos not in ("PUNCT", "PART")
        )

    # --- nouns that point back ---

    def _pointed(self, phrase: Phrase) -> int | None:
        """Return who "the ministry", "the president", "the group" is, if the article named it before."""
        if not self._definite(phrase) or phrase.code:
            return None
        target = self._model_link(phrase)
        if target is not None:
            return target
        if phrase.last - phrase.first > 2:
            return None
        lemma = self.tree.lemma(phrase.head)
        for head in sorted(self.entity, reverse=True):
            other = self.phrases[head]
            if (
                head >= phrase.head
                or other.sort == "pronoun"
                or self.tree.sentence[phrase.head] - self.tree.sentence[head] > 8
            ):
                continue
            if self._may_stand_for(lemma, other):
                return self.entity[head]
        return None

    def _may_stand_for(self, lemma: str, other: Phrase) -> bool:
        words = {self.tree.lemma(index) for index in range(other.first, other.last)}
        if other.person:
            title = other.role is not None and lemma in words
            return title and lemma not in ("man", "woman", "person")
        if lemma in words and (other.code or other.wants) and other.sort != "adjective":
            return other.last - other.first > 1 or other.head != other.first
        body, _, sector = (other.code or "").partition(" ")
        if lemma in _KINDS and (
            other.sort == "name" and (other.entry is None or other.entry.kind in ("organisation", "group"))
        ):
            return (body if body in ("IGO", "NGO", "MNC") else sector) in _KINDS[lemma]
        return False

    def _definite(self, phrase: Phrase) -> bool:
        return any(
            self.tree.lemma(kid) in ("the", "this", "that", "these", "those") for kid in self.tree.children[phrase.head]
        )

    def _model_link(self, phrase: Phrase) -> int | None:
        target, score = self.tree.parse.antecedents.get(phrase.head, (-1, 0.0))
        if phrase.sort == "pronoun" and target in self.phrases and self.pronouns.hostile(phrase, self.phrases[target]):
            return None
        return self.entity.get(target) if score >= _BELIEVE else None

    def _apposition(self, head: int, phrase: Phrase) -> None:
        """Make one of "the Polish foreign minister, Radek Sikorski" and of "Donetsk People's Republic (DPR)"."""
        if phrase.person and phrase.name and phrase.name[0] == phrase.first:
            self._title_beside(head, phrase)
        for kid in self.tree.kids(head, "appos"):
            other = self.phrases.get(kid)
            listing = bool(self.tree.kids(kid, "conj"))  # "the two republics (DPR and LPR)"
            if other and not listing and other.sort != "pronoun" and head in self.entity and kid in self.entity:
                if (phrase.person and other.person) or self._two(phrase, other):
                    continue
                keep, drop = (self.entity[head], self.entity[kid])
                if not phrase.person and (other.person or (other.sort == "name" and phrase.sort != "name")):
                    keep, drop = drop, keep
                self._merge(keep, drop)

    def _two(self, phrase: Phrase, other: Phrase) -> bool:
        """Return whether two phrases in apposition are not one: both in the lists under own names, or one and many."""
        if phrase.entry and other.entry and not other.person:
            return phrase.entry.name != other.entry.name
        many = [self.tree.tokens[p.head].xpos in ("NNS", "NNPS") for p in (phrase, other)]
        return many[0] != many[1] and (phrase.entry or other.entry) is not None

    def _title_beside(self, head: int, phrase: Phrase) -> None:
        """Make one of a name and a title right before it that the parser hung on the verb ("Premier Ana Lund")."""
        title = self.phrases.get(phrase.first - 1)
        if title is None or title.sort != "noun" or not title.role or not {head, title.head} <= self.entity.keys():
            return
        one, two = self.tree.tokens[title.head], self.tree.tokens[head]
        if (one.head, one.deprel) == (two.head, two.deprel):
            self._merge(self.entity[head], self.entity[title.head])

    def _merge(self, keep: int, drop: int) -> None:
        if keep == drop:
            return
        for head in self.members.pop(drop, []):
            self.entity[head] = keep
            self.members.setdefault(keep, []).append(head)
