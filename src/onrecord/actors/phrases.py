"""Every noun phrase of an article that can be somebody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.actors.codes import Coder
from onrecord.actors.phrase import Phrase
from onrecord.actors.pronouns import PRONOUNS
from onrecord.actors.recognise import Day, Match, bearer
from onrecord.actors.roles import is_former, role_at, takes_side
from onrecord.actors.tree import INNER, Tree

if TYPE_CHECKING:
    from onrecord.lexicon.actors import Entry, Knowledge


class Reader:
    """Builds the phrases of one article."""

    def __init__(self, tree: Tree, knowledge: Knowledge, matches: list[Match], day: Day) -> None:
        self.tree = tree
        self.roles = knowledge.roles
        self.knowledge = knowledge
        self.match: dict[int, Match] = {at: match for match in matches for at in range(match.first, match.last)}
        self.coder = Coder(tree, self.roles, self.match)
        self.day = day
        self.countries = Counter((match.entry.code or "").partition(" ")[0] for match in matches)
        self.full_names = {
            tree.tokens[m.tokens[1] - 1].text
            for m in tree.parse.mentions
            if m.label == "PERSON" and m.tokens[1] - m.tokens[0] > 1
        }

    def phrases(self) -> dict[int, Phrase]:
        """Return the phrases by the token of their head."""
        found: dict[int, Phrase] = {}
        for index in range(len(self.tree.tokens)):
            phrase = self.read(index)
            if phrase:
                found[index] = phrase
        return found

    def read(self, index: int) -> Phrase | None:
        """Return the phrase that a token heads, or None if it heads none that can be somebody."""
        token = self.tree.tokens[index]
        if token.text.lower() in PRONOUNS:
            return Phrase(index, index, index + 1, "pronoun")
        if token.upos == "DET":
            return None
        match = self.match.get(index)
        if token.upos == "ADJ" or (token.deprel in INNER and token.deprel != "nmod:desc"):
            return self._adjective(index, match)
        if token.upos not in ("NOUN", "PROPN", "NUM", "X", "SYM", "PRON") and not match:
            return None
        if self._inside_name(index):
            return None
        return self._nominal(index)

    def _inside_name(self, index: int) -> bool:
        """Return whether a token only is a title or an inner part of a name whose head lies elsewhere."""
        mention, head = self.tree.mention[index], self.tree.tokens[index].head
        if self.tree.tokens[index].deprel == "nmod:desc":
            return True
        return (
            mention is not None and head >= 0 and self.tree.mention[head] is mention and head in range(*mention.tokens)
        )

    def _adjective(self, index: int, match: Match | None) -> Phrase | None:
        token = self.tree.tokens[index]
        if match and match.first == index and not takes_side(self.tree, match, self.roles):
            if match.entry.kind == "person" and token.deprel in INNER and token.deprel != "compound":
                return None
            entry = self._state(match.entry) if match.entry.kind == "people" else match.entry
            head = self.tree.tokens[match.last - 1].head
            if token.deprel in INNER and head in range(match.first, match.last):
                return None
            return Phrase(
                index, match.first, match.last, "adjective", (match.first, match.last), entry, code=entry.code
            )
        if (
            token.upos == "ADJ"
            and self.tree.kids(index, "det")
            and self.tree.relation(index) in ("nsubj", "obj", "obl", "nmod")
        ):
            return self._nominal(index)
        return None

    def _state(self, entry: Entry) -> Entry:
        state = self.knowledge.find(self.knowledge.states.get(entry.code or "", ""))
        return state[0] if state else entry

    def _nominal(self, index: int) -> Phrase:
        first, last = self.tree.core(index)
        phrase = Phrase(index, first, last, "noun")
        phrase.former = is_former(self.tree, index, first, self.roles)
        for kid in self.tree.kids(index, "nmod:poss"):
            phrase.owner = kid
        self._name(phrase)
        self.coder.code(phrase)
        return phrase

    # --- names ---

    def _name(self, phrase: Phrase) -> None:
        index, match = phrase.head, self.match.get(phrase.head)
        mention = self.tree.mention[index]
        flat = self._flat_name(index, phrase)
        if match and not takes_side(self.tree, match, self.roles):
            phrase.entry, phrase.name = match.entry, (match.first, match.last)
            phrase.person = match.entry.kind == "person"
            phrase.first, phrase.last = min(phrase.first, match.first), max(phrase.last, match.last)
            if mention and mention.label == "PERSON" and phrase.person:
                phrase.name = min(mention.tokens[0], match.first), max(mention.tokens[1], match.last)
        elif mention and mention.label in ("PERSON", "ORGANIZATION", "LOCATION", "MISC"):
            phrase.name, phrase.person = mention.tokens, mention.label == "PERSON"
            if mention.label == "PERSON":
                phrase.name = self._without_title(mention.tokens)
            phrase.place = mention.label == "LOCATION"
        elif self.tree.tokens[index].upos == "PROPN" and self.tree.tokens[index].text in self.full_names:
            phrase.name, phrase.person = (index, index + 1), True  # "Modi" where the model saw only "Narendra Modi"
        elif flat:
            phrase.name, phrase.person = flat, True
            inner = self.match.get(flat[0])
            if inner and inner.entry.kind == "person":
                phrase.entry = inner.entry
        if phrase.name:
            phrase.sort = "name"
            phrase.last = max(phrase.last, phrase.name[1])
            if phrase.person and phrase.entry is None:
                phrase.entry = self._by_surname(self.tree.text(*phrase.name))

    def _by_surname(self, word: str) -> Entry | None:
        """Return the office holder whom the article only calls by the last name, if it speaks of his country."""
        if word in self.full_names or len(word) < 4:
            return None
        known = [e for e in self.knowledge.by_surname(word) if self.countries[(e.code or "").partition(" ")[0]]]
        serving = [entry for entry in known if entry.holds(self.day.on)] or known
        if not serving or len({entry.name for entry in serving}) > 1:
            return None
        return bearer(serving, self.day, self.countries)

    def _flat_name(self, index: int, phrase: Phrase) -> tuple[int, int] | None:
        """Return the name in "President Vladimir Putin" where the title is the head, or a flat name in no list."""
        flat = [kid for kid in self.tree.kids(index, "flat") if self.tree.tokens[kid].upos == "PROPN"]
        if not flat:
            return None
        title = self._is_title(index) or role_at(self.tree, index, phrase.first, self.roles) is not None
        return (min(flat) if title else index), max(flat) + 1

    def _is_title(self, index: int) -> bool:
        return self.tree.lemma(index).rstrip(".") in self.roles.words["humans.honorifics"]

    def _without_title(self, name: tuple[int, int]) -> tuple[int, int]:
        """Leave titles out of a name where the model took them in ("Mr Kenyatta", "President Bongo")."""
        first, last = name
        while first < last - 1 and (
            self._is_title(first)
            or (self.tree.lemma(first),) in self.roles.sectors
            or self.tree.lemma(first) in self.roles.followers
        ):
            first += 1
        return first, last
