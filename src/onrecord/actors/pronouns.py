"""Whom a pronoun stands for: by agreement, place and role in the sentence, and who speaks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.actors.phrase import Phrase
    from onrecord.actors.tree import Tree
    from onrecord.lexicon.actors import Roles
    from onrecord.types import Attribution

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
THING = frozenset({"it", "its", "itself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = MALE | FEMALE | THING | MANY | SPEAKER | _RELATIVE
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "obl:agent")
_BACK = 3


class Pronouns:
    """Finds the entity of each pronoun among the phrases before it, for an article read left to right."""

    def __init__(self, tree: Tree, phrases: dict[int, Phrase], entity: dict[int, int], roles: Roles) -> None:
        self.tree = tree
        self.phrases = phrases
        self.entity = entity
        self.gender: dict[int, str] = {}
        self.words = roles.words
        self.endings = tuple(sorted(roles.words["humans.endings"]))
        self.quoted = self._quoted()
        self.heads = sorted(phrases)
        self.sources = frozenset(
            token
            for attribution in tree.parse.attributions
            for first, last in attribution.source
            for token in range(first, last)
        )

    def may_follow_model(self, phrase: Phrase) -> bool:
        """Return whether the model's link may be taken: not for speakers, whom the attribution tells."""
        word = self.tree.tokens[phrase.head].text.lower()
        return word in MALE | FEMALE | THING | MANY

    def entity_of(self, phrase: Phrase) -> int | None:
        """Return the number of whom the pronoun stands for, or None."""
        word = self.tree.tokens[phrase.head].text.lower()
        if word in SPEAKER:
            source = self.speaker(phrase.head)
            return self.entity.get(source) if source is not None else None
        if word in _RELATIVE:
            return self._relative(phrase.head)
        if word not in MALE | FEMALE | THING | MANY or self._empty(phrase.head):
            return None
        best = self._best(phrase, word)
        if best is None:
            return None
        number = self.entity[best]
        if word in MALE | FEMALE:
            self.gender.setdefault(number, "m" if word in MALE else "f")
        return number

    def speaker(self, token: int) -> int | None:
        """Return the head of the phrase for whoever says the words around a token, by the model's attributions."""
        around = self._around(token)
        if around is None:
            return None
        if not around.source:
            earlier = [a for a in self.tree.parse.attributions if a.source and a.content and a.content[0][0] < token]
            around = max(earlier, key=lambda a: a.content[0][0], default=around)
        for first, last in around.source:
            for index in range(first, last):
                head = self.tree.tokens[index].head
                if not first <= head < last and index in self.phrases:
                    return index
        return None

    def _around(self, token: int) -> Attribution | None:
        fitting = [
            (sum(last - first for first, last in attribution.content), number)
            for number, attribution in enumerate(self.tree.parse.attributions)
            if any(first <= token < last for first, last in attribution.content)
        ]
        return self.tree.parse.attributions[min(fitting)[1]] if fitting else None

    def _relative(self, index: int) -> int | None:
        at = index
        for _ in range(4):
            if self.tree.tokens[at].deprel == "acl:relcl":
                return self.entity.get(self.tree.tokens[at].head)
            at = self.tree.tokens[at].head
            if at < 0:
                return None
        return None

    def _empty(self, index: int) -> bool:
        return self.tree.relation(index) == "expl"

    def _best(self, phrase: Phrase, word: str) -> int | None:
        here = self.tree.sentence[phrase.head]
        start = self.tree.parse.sentences[max(0, here - _BACK)][0]
        window = self.heads[bisect_left(self.heads, start) : bisect_left(self.heads, phrase.head)]
        scored = [
            (self._score(phrase, other, here), other.head)
            for other in (self.phrases[head] for head in window if head in self.entity)
            if self._agrees(word, other) and not self._same_clause(phrase, other)
        ]
        return max(scored)[1] if scored else None

    def _score(self, phrase: Phrase, other: Phrase, here: int) -> float:
        back = here - self.tree.sentence[other.head]
        score = -1.5 * back
        relation = self.tree.tokens[other.head].deprel
        if relation in _SUBJECTS:
            score += 1.2
        elif relation in ("obj", "iobj"):
            score += 0.4
        elif relation in ("compound", "amod", "nmod:poss"):
            score -= 0.6
        if self._is_speaker(other):
            score += 0.5
        if other.sort == "pronoun":
            score += 0.4
        if self.hostile(phrase, other):
            score -= 2.5
        if other.head in self.quoted and phrase.head not in self.quoted:
            score -= 0.8
        if phrase.head in self.quoted and self.speaker(phrase.head) is not None:
            speaker = self.entity.get(self.speaker(phrase.head) or -1)
            score -= 3.0 if self.entity[other.head] == speaker else 0.0
        return score + 0.01 * (other.head - phrase.head) / 10

    def hostile(self, phrase: Phrase, other: Phrase) -> bool:
        """Return whether the other attacks what the pronoun owns ("troops shelled their positions")."""
        owned = self.tree.tokens[phrase.head].head
        verb = self.tree.tokens[owned].head if owned >= 0 else -1
        return (
            verb >= 0
            and verb == self.tree.tokens[other.head].head
            and self.tree.lemma(verb) in self.words["hostile.verbs"]
        )

    def _is_speaker(self, other: Phrase) -> bool:
        return any(
            first <= other.head < last
            for attribution in self.tree.parse.attributions
            for first, last in attribution.source
        )

    def _agrees(self, word: str, other: Phrase) -> bool:
        if other.sort == "pronoun":
            mine = self.tree.tokens[other.head].text.lower()
            return any(word in group and mine in group for group in (MALE, FEMALE, THING, MANY))
        if other.sort == "adjective" and other.person is False and word not in THING:
            return False
        plural = self.tree.tokens[other.head].xpos in ("NNS", "NNPS") or bool(self.tree.kids(other.head, "conj"))
        if word in MALE | FEMALE:
            return (
                not plural and self._may_be_person(other) and self._gender(other) in ("", "m" if word in MALE else "f")
            )
        if word in THING:
            return not plural and not other.person and not self._human(other)
        return plural or (
            (not other.person and not self._human(other)) and (other.code is not None or other.role is not None)
        )

    def _may_be_person(self, other: Phrase) -> bool:
        if other.person:
            return True
        return other.sort == "noun" and self._human(other)

    def _human(self, other: Phrase) -> bool:
        """Return whether a noun names one human ("minister") and no body of people ("ministry")."""
        lemma, words = self.tree.lemma(other.head), self.words
        if other.sort != "noun":
            return False
        if lemma in words["humans.male"] or lemma in words["humans.female"] or lemma in words["humans.either"]:
            return True
        return lemma.endswith(self.endings) and lemma not in words["humans.bodies"]

    def _gender(self, other: Phrase) -> str:
        if other.head in self.entity and self.entity[other.head] in self.gender:
            return self.gender[self.entity[other.head]]
        words = {self.tree.lemma(index).rstrip(".") for index in range(other.first, other.last)}
        return "m" if words & self.words["humans.male"] else "f" if words & self.words["humans.female"] else ""

    def _same_clause(self, phrase: Phrase, other: Phrase) -> bool:
        """Return whether both hang on one verb, where a plain pronoun cannot mean the other ("he attacked him")."""
        word = self.tree.tokens[phrase.head].text.lower()
        if word.endswith(("self", "selves")):
            return False
        if self.tree.tokens[phrase.head].deprel == "nmod:poss":
            return phrase.head in self.tree.below(other.head) and self.tree.tokens[phrase.head].head == other.head
        return self.tree.tokens[phrase.head].head == self.tree.tokens[other.head].head or phrase.head in set(
            self.tree.below(other.head)
        )

    def _quoted(self) -> frozenset[int]:
        inside, found = False, set()
        for index, token in enumerate(self.tree.tokens):
            if token.text in ("“", "``") or (token.text == '"' and not inside):
                inside = True
            elif token.text in ("”", "''", '"'):
                inside = False
            elif inside:
                found.add(index)
        return frozenset(found)
