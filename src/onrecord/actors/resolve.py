"""Stage 4: who each phrase of an article is."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.actors.home import homes
from onrecord.actors.link import Linker
from onrecord.actors.metonymy import stands_for_rulers
from onrecord.actors.phrases import Reader
from onrecord.actors.recognise import Day, Match, recognise
from onrecord.actors.roles import takes_side
from onrecord.actors.scene import Scene
from onrecord.actors.tree import Tree
from onrecord.lexicon.actors import Entry, Knowledge, load
from onrecord.types import Actor, Cast, Parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.actors.phrase import Phrase

_BODIES = ("organisation", "group", "entity")
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")


def resolve(parse: Parse, *, lists: Iterable[str | Path] = ()) -> Cast:
    """Return who is who in an article: an actor for the head token of every phrase that can be somebody.

    `lists` are files of the user's own (columns name and code), laid on top of the knowledge that ships.
    """
    return _Casting(parse, load(*lists)).cast()


class _Casting:
    def __init__(self, parse: Parse, knowledge: Knowledge) -> None:
        self.parse = parse
        self.knowledge = knowledge
        self.tree = Tree(parse)
        matches, day = recognise(self.tree, knowledge, _day(parse))
        self.matches: list[Match] = matches
        self.phrases = Reader(self.tree, knowledge, self.matches, day).phrases()
        named = [match for match in self.matches if not takes_side(self.tree, match, knowledge.roles)]
        self.scene = Scene(self.tree, named, homes(self.tree, self.matches))
        self.linker = Linker(self.tree, self.phrases, knowledge)
        self.codes: dict[int, tuple[str | None, bool]] = {}
        self.names: dict[int, str] = {}

    def cast(self) -> Cast:
        """Link the phrases, settle the code and the name of every entity, and make the actors."""
        self.linker.link()
        for number in sorted(self.linker.members, key=lambda n: min(self.linker.members[n])):
            self.codes[number] = self._code(number)
        for number in self.linker.members:
            self.names[number] = self._name(number)
        actors: dict[int, Actor] = {}
        entities: dict[int, int] = {}
        for head in sorted(self.phrases):
            actor = self._actor(self.phrases[head])
            if actor:
                actors[head] = actor
                entities[head] = self.linker.entity[head]
        return Cast(actors, entities)

    # --- codes ---

    def _code(self, number: int) -> tuple[str | None, bool]:
        """Return the code of an entity and whether its country was put in from the context."""
        members = [self.phrases[head] for head in sorted(self.linker.members[number])]
        names = [phrase for phrase in members if phrase.sort != "pronoun"]
        code = self._told(names)
        return (code, False) if code else (self._from_context(names), True)

    def _told(self, names: list[Phrase]) -> str | None:
        """Return the code that words tell: of the phrases themselves, as rulers of a place, by their owner."""
        coded = [phrase for phrase in names if phrase.code]
        if coded:
            return max(coded, key=lambda p: (p.entry is not None, " " in (p.code or ""), -p.head)).code
        for phrase in names:
            entry = phrase.entry
            if entry and entry.code and entry.kind in {"capital", "city"} and self._rules(phrase):
                return entry.code if " " in entry.code else f"{entry.code} GOV"
        return next((code for phrase in names if (code := self._owner_code(phrase))), None)

    def _rules(self, phrase: Phrase) -> bool:
        return stands_for_rulers(self.tree, phrase.head, self.knowledge.roles)

    def _from_context(self, names: list[Phrase]) -> str | None:
        phrase = next((phrase for phrase in names if phrase.wants), None)
        if phrase is None:
            return None
        country = self._elsewhere(phrase) or self.scene.country(phrase.head, phrase.scenes)
        if country is None:
            return None
        if phrase.role is not None and not phrase.role.sector:  # "the country"
            return country
        sector = next((phrase.sector for phrase in names if phrase.sector), None)
        return f"{country} {sector or ('CVL' if phrase.person else 'UNK')}"

    def _owner_code(self, phrase: Phrase) -> str | None:
        """Return the code by the owner in "its troops", "Putin's spokesman", "their positions"."""
        owner = phrase.owner
        quantity = self.tree.lemma(phrase.head) in self.knowledge.roles.words["quantity.nouns"]
        if owner is None and (phrase.role or phrase.name or quantity or self.tree.tokens[phrase.head].upos == "NUM"):
            owner = self._of(phrase.head)
        owner = self._author(phrase) if owner is None else owner
        state = phrase.role is not None and phrase.role.sector == ""  # "our country"
        if owner is None or (phrase.group and not state) or owner not in self.linker.entity:
            return None
        number = self.linker.entity[owner]
        if number not in self.codes:
            self.codes[number] = (None, False)
            self.codes[number] = self._code(number)
        code = self.codes[number][0]
        if code is None:
            return None
        body, _, rest = code.partition(" ")
        if body in ("IGO", "NGO", "MNC"):
            return code
        follows = phrase.role is None or phrase.role.follows
        sector = "" if state else rest if follows else phrase.sector
        return f"{body} {sector}" if sector else body

    def _author(self, phrase: Phrase) -> int | None:
        """Return whose a statement is: of the subject beside it ("said in a statement"), else of the last speaker."""
        if self.tree.lemma(phrase.head) not in self.knowledge.roles.words["documents.nouns"] or phrase.code:
            return None
        verb = self.tree.tokens[phrase.head].head
        if self.tree.relation(phrase.head) == "obl" and verb >= 0:
            for kid in self.tree.kids(verb, "nsubj"):
                if kid in self.linker.entity:
                    return kid
        pronouns = self.linker.pronouns
        before = [head for head in pronouns.heads if head < phrase.head and head in pronouns.sources]
        documents = self.knowledge.roles.words["documents.nouns"]
        speakers = [h for h in before if h in self.linker.entity and self.tree.lemma(h) not in documents]
        return speakers[-1] if speakers else None

    def _of(self, head: int) -> int | None:
        for kid in self.tree.kids(head, "nmod"):
            if self.tree.case(kid) in ("of", "for", "from") and kid in self.phrases:
                return kid
        return None

    def _elsewhere(self, phrase: Phrase) -> str | None:
        """Return the country that the same noun has elsewhere in the article ("the Russian Foreign Ministry")."""
        lemma, sector = self.tree.lemma(phrase.head), phrase.sector
        found = {
            (other.code or "").partition(" ")[0]
            for other in self.phrases.values()
            if other.code
            and other.sort in {"noun", "name"}
            and other.sector == sector
            and self.tree.lemma(other.head) == lemma
            and self._modifier(other) == self._modifier(phrase)
        }
        return found.pop() if len(found) == 1 else None

    def _modifier(self, phrase: Phrase) -> str:
        at = phrase.head - 1
        role = phrase.role
        return self.tree.lemma(at) if role and role.words > 1 and at >= phrase.first else ""

    # --- names ---

    def _name(self, number: int) -> str:
        """Return the fullest form of a name in the article; an inferred country is put before a common noun."""
        members = [self.phrases[head] for head in sorted(self.linker.members[number])]
        listed = [p for p in members if p.entry and p.sort in ("name", "adjective")]
        named = [p for p in members if p.name and p.sort in ("name", "adjective")]
        code, inferred = self.codes[number]
        state = next((p for p in listed if p.entry and p.entry.kind in ("state", "people")), None)
        if state and state.entry:
            people = "CVL" in (state.code or "")
            return self._plain(state) if people else self.knowledge.states.get((code or "")[:3], state.entry.name)
        if named:
            longest = max((self._plain(p) for p in named), key=len)
            entry = next((p.entry for p in listed if p.entry and p.entry.kind in _BODIES), None)
            if entry and (longest.isupper() or len(longest) < 4):
                return entry.name
            return max((self._plain(p) for p in named), key=len)
        nouns = [p for p in members if p.sort == "noun"]
        if not nouns:
            return self.tree.tokens[members[0].head].text
        text = max((self._plain(p) for p in nouns), key=len)
        body = (code or "").partition(" ")[0]
        owned = any(self.tree.tokens[p.owner].upos == "PRON" for p in nouns if p.owner is not None)
        if body in self.knowledge.states and nouns[0].sector and (inferred or owned):
            return f"{self.knowledge.adjective(body)} {text}"
        return text

    def _plain(self, phrase: Phrase) -> str:
        first, last = phrase.name if phrase.name and phrase.sort != "noun" else (phrase.first, phrase.last)
        while first < phrase.head and self.tree.tokens[first].upos in ("DET", "PRON", "PUNCT"):
            first += 1
        text = self.tree.text(first, last)
        starts = first == self.tree.parse.sentences[self.tree.sentence[first]][0]
        if (
            starts
            and phrase.sort == "noun"
            and self.tree.tokens[first].upos in ("NOUN", "ADJ")
            and not self._match(first)
        ):
            return text[:1].lower() + text[1:]  # a common noun is small inside a name: "Ukrainian police"
        return text

    def _match(self, token: int) -> bool:
        return any(match.first <= token < match.last for match in self.matches)

    # --- actors ---

    def _actor(self, phrase: Phrase) -> Actor | None:
        number = self.linker.entity.get(phrase.head)
        if number is None:
            return None
        span = self.tree.span(phrase.first, phrase.last)
        if phrase.entry and phrase.entry.kind in {"capital", "area", "city", "metonym"} and phrase.sort == "name":
            return self._place(phrase, phrase.entry, number)
        if phrase.place and not phrase.code:
            return None
        code, inferred = self.codes[number]
        inferred = (inferred and code is not None) or phrase.head in self.linker.supplied
        if phrase.sort == "noun" and code is None and phrase.role is None and not phrase.group:
            return None
        return Actor(self.names[number], code, span, inferred)

    def _place(self, phrase: Phrase, entry: Entry, number: int) -> Actor | None:
        """Return the rulers that a place name stands for, the state of a region that is only a place, else nobody."""
        span, code = self.tree.span(phrase.first, phrase.last), entry.code or ""
        if stands_for_rulers(self.tree, phrase.head, self.knowledge.roles):
            return Actor(self.names[number], code if " " in code else f"{code} GOV", span)
        if entry.kind == "area":
            return Actor(entry.name, code.partition(" ")[0] or None, span)
        if entry.kind == "metonym" and entry.name not in {"Brussels", "Strasbourg"}:
            return Actor(self.names[number], code, span)
        return None


def _day(parse: Parse) -> Day:
    """Return the day of the article: its publication, else the last day of the latest year that it names."""
    published = parse.article.published
    if isinstance(published, datetime):
        return Day(published.date(), exact=True)
    if published:
        return Day(published, exact=True)
    years = [int(year) for year in _YEAR.findall(parse.article.text)]
    return Day(date(max(years), 12, 31) if years else None, exact=False)
