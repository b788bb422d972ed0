"""The code that the words of a phrase tell: title, apposition, nationality, organisation, owner by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.phrase import Phrase
from onrecord.actors.roles import Role, is_former, role_at, takes_side

if TYPE_CHECKING:
    from onrecord.actors.recognise import Match
    from onrecord.actors.tree import Tree
    from onrecord.lexicon.actors import Roles

_OFFICIAL = ("GOV", "LEG", "ELI", "MIL", "UNK", "")
"""Sectors of the lists that a title in the article may change; a party's president stays its president."""
_WHOSE = {"of", "from", "in", "for", "at", "within", "inside", "by"}
_PLACES = ("state", "capital", "area", "city")


class Coder:
    """Fills in the codes of phrases; `match` gives the name of the lists at a token."""

    def __init__(self, tree: Tree, roles: Roles, match: dict[int, Match]) -> None:
        self.tree = tree
        self.roles = roles
        self.match = match

    def code(self, phrase: Phrase) -> None:
        """Fill in what the words tell: code, sector, or that a country is wanted from the context."""
        if phrase.person:
            self._person(phrase)
        elif phrase.entry:
            self._listed(phrase)
        else:
            self._common(phrase)

    def _person(self, phrase: Phrase) -> None:
        """Take the code from a title ("Russian President X"), else an apposition, the lists, the context."""
        assert phrase.name
        title = self._title(phrase)
        country = self._country(phrase, phrase.first, phrase.name[0])
        role, side = title or (None, None)
        phrase.role = role
        if role and not phrase.former:
            phrase.sector = role.sector
        if phrase.former:
            phrase.sector = "ELI"
        country = country or side
        if phrase.entry and phrase.entry.code:
            own_country, _, own_sector = phrase.entry.code.partition(" ")
            phrase.code = phrase.entry.code
            same = country is None or country.partition(" ")[0] == own_country
            if phrase.sector and same and not phrase.former and own_sector in _OFFICIAL:
                phrase.code = self._join(own_country, phrase.sector)
            return
        self._settle(phrase, country)

    def _title(self, phrase: Phrase) -> tuple[Role, str | None] | None:
        assert phrase.name
        at = phrase.name[0] - 1
        while at >= phrase.first:
            role = role_at(self.tree, at, phrase.first, self.roles)
            if role:
                return role, None
            at -= 1
        for kid in self.tree.kids(phrase.head, "appos") + self._predicate(phrase.head):
            first, _ = self.tree.core(kid)
            role = role_at(self.tree, kid, first, self.roles)
            if role:
                phrase.former = phrase.former or is_former(self.tree, kid, first, self.roles)
                return self._complement_role(kid, role), self._around(kid)
        governor = self.tree.tokens[phrase.head].head
        partner = self.partner(phrase.head)
        partner = self._between_commas(phrase) if partner is None else partner
        if partner is not None:
            first, _ = self.tree.core(partner)
            role = role_at(self.tree, partner, first, self.roles)
            if role:
                phrase.former = phrase.former or is_former(self.tree, partner, first, self.roles)
                return self._complement_role(partner, role), self._around(partner)
        if self.tree.relation(phrase.head) == "appos" and governor >= 0:
            first, _ = self.tree.core(governor)
            role = role_at(self.tree, governor, first, self.roles)
            if role:
                phrase.former = phrase.former or is_former(self.tree, governor, first, self.roles)
                return self._complement_role(governor, role), self._around(governor)
        return None

    def _between_commas(self, phrase: Phrase) -> int | None:
        """Return the title in "the governor of the region, Ana Lund, said", whatever the parser made of it."""
        assert phrase.name
        first, last = phrase.name
        tokens = self.tree.tokens
        if first < 2 or last >= len(tokens) or tokens[first - 1].text != "," or tokens[last].text != ",":
            return None
        at, low = first - 2, max(first - 14, self.tree.parse.sentences[self.tree.sentence[first]][0])
        while low <= tokens[at].head < first - 1 and self.tree.relation(at) in (
            "nmod",
            "compound",
            "flat",
            "amod",
            "conj",
        ):
            at = tokens[at].head
        return at if tokens[at].upos in ("NOUN", "PROPN") else None

    def partner(self, head: int) -> int | None:
        """Return the title that a parser hung on the verb beside the name ("ambassador to the EU, Ana Lund, said")."""
        token = self.tree.tokens[head]
        if token.head < 0 or self.tree.relation(head) not in ("nsubj", "obj", "obl"):
            return None
        for other in reversed(self.tree.kids(token.head, self.tree.relation(head))):
            near = other < head and head - max(self.tree.below(other)) <= 3
            if near and self.tree.tokens[other].upos in ("NOUN", "PROPN"):
                between = range(other + 1, head)
                return other if not any(self.tree.tokens[at].upos in ("CCONJ", "VERB") for at in between) else None
        return None

    def _predicate(self, head: int) -> list[int]:
        """Return the noun in "Smith is a spokesman for the ministry"."""
        governor = self.tree.tokens[head].head
        if governor < 0 or self.tree.relation(head) != "nsubj" or not self.tree.kids(governor, "cop"):
            return []
        return [governor] if self.tree.tokens[governor].upos in ("NOUN", "PROPN") else []

    def _around(self, head: int) -> str | None:
        first, last = self.tree.core(head)
        probe = Phrase(head, first, last, "noun")
        return self._country(probe, first, head + 1) or self._complement(head)

    def _listed(self, phrase: Phrase) -> None:
        """Code a phrase headed by a name of the lists: a state, a capital, an organisation, a people."""
        assert phrase.entry
        entry = phrase.entry
        if entry.kind in _PLACES:
            phrase.place = entry.kind != "state"
            phrase.code = entry.code if entry.kind == "state" else None
            phrase.countries = [(entry.code or "").partition(" ")[0]] if entry.code else []
            return
        if entry.kind == "people":
            plural = self.tree.tokens[phrase.head].text.endswith("s") or self.tree.tokens[phrase.head].xpos.endswith(
                "S"
            )
            phrase.code = (
                f"{entry.code} CVL" if plural or self.tree.kids(phrase.head, "det", "amod", "nummod") else entry.code
            )
            phrase.group = True
            return
        if entry.kind == "group" and entry.scenes:
            phrase.scenes = entry.scenes
            phrase.wants = len(entry.scenes) > 1
            phrase.sector = (entry.code or "--- REB").partition(" ")[2]
        phrase.code = entry.code
        phrase.group = True

    def _common(self, phrase: Phrase) -> None:
        """Code a common noun, or a name that is in no list: "Ukrainian troops", "the Foreign Ministry"."""
        head, lemma = phrase.head, self.tree.lemma(phrase.head)
        country = self._country(phrase, phrase.first, phrase.last)
        if lemma in self.roles.unknown or (lemma in self.roles.states and self._vague(phrase)):
            # "its Western allies" are a group; "our Turkish allies" and "NATO countries" are named
            phrase.group, phrase.role, phrase.code = True, Role("UNK"), country
            return
        role = role_at(self.tree, head, phrase.first, self.roles)
        if role is None and phrase.name and phrase.name[1] - phrase.name[0] > 1:
            role = self._role_in_name(phrase)
        if role is None and lemma in self.roles.states:
            phrase.code = country
            phrase.wants = country is None and self._definite(phrase)
            phrase.role = Role("")
            phrase.group = True
            return
        phrase.role = self._complement_role(head, role) if role else None
        phrase.sector = phrase.role.sector if phrase.role else None
        if phrase.former and phrase.sector:
            phrase.sector = "ELI"
        country = country or (self._complement(head) if phrase.role or phrase.name else None)
        group = next(
            (m for at in range(phrase.first, phrase.head) if (m := self.match.get(at)) and m.entry.scenes), None
        )
        if country is None and group and not takes_side(self.tree, group, self.roles):
            phrase.sector, phrase.scenes, phrase.wants = "REB", group.entry.scenes, True
            return
        self._settle(phrase, country)

    def _role_in_name(self, phrase: Phrase) -> Role | None:
        """Return the role of "Ministry of Foreign Affairs" or "Donetsk Airport Police" from any word of the name."""
        assert phrase.name
        for at in range(phrase.name[1] - 1, phrase.name[0] - 1, -1):
            role = role_at(self.tree, at, phrase.name[0], self.roles)
            if role and not role.follows:
                return role
        return None

    def _vague(self, phrase: Phrase) -> bool:
        words = {self.tree.lemma(index) for index in range(phrase.first, phrase.head)}
        return bool(words & self.roles.unknown_words) or self.tree.tokens[phrase.head].xpos in ("NNS", "NNPS")

    def _definite(self, phrase: Phrase) -> bool:
        return any(
            self.tree.lemma(kid) in ("the", "this", "that", "its", "their", "our", "his")
            for kid in self.tree.children[phrase.head]
        )

    def _settle(self, phrase: Phrase, country: str | None) -> None:
        """Put country and sector together; leave the country open where the words name none."""
        last = phrase.head - (phrase.role.words - 1 if phrase.role else 0)
        words = {self.tree.lemma(index) for index in range(phrase.first, last)}
        if self.tree.lemma(max(phrase.first, phrase.head - 1)) in ("ministry", "minister", "office"):
            words.discard("foreign")
        if words & self.roles.unknown_words and not country:
            phrase.group = True
            return
        if country:
            body, _, rest = country.partition(" ")
            follows = phrase.role is None or phrase.role.follows
            party = rest in ("PTY", "OPP", "REB", "NGO", "CRM", "JRN") and phrase.sector in ("GOV", "ELI")
            if body in ("IGO", "NGO", "MNC") or (rest and (follows or party)):
                phrase.code = country
            else:
                phrase.code = self._join(body, phrase.sector)
            if phrase.role is None and phrase.sort == "noun":
                phrase.code = self._join(body, rest) if body not in ("IGO", "NGO", "MNC") else country
        elif phrase.sector == "NGO":
            phrase.code = "NGO"
        elif phrase.sector or phrase.sort == "name":
            phrase.wants = not phrase.place

    @staticmethod
    def _join(country: str, sector: str | None) -> str:
        return f"{country} {sector}" if sector else country

    def _complement_role(self, head: int, role: Role) -> Role:
        """Take the sector of whom a follower acts for: "a spokesman for the army", "head of the rebels"."""
        if not role.follows:
            return role
        for kid in self.tree.kids(head, "nmod"):
            if self.tree.case(kid) in ("of", "for", "from", "at", "in", "with", "'s", "’s"):
                first, _ = self.tree.core(kid)
                inner = role_at(self.tree, kid, first, self.roles)
                if inner:
                    return Role(inner.sector, follows=inner.follows)
        return role

    def _country(self, phrase: Phrase, first: int, last: int) -> str | None:
        """Return the code of the name nearest before the head that says whose somebody is ("Russian", "EU")."""
        found: str | None = None
        at = last - 1
        while at >= first:
            match = self.match.get(at)
            if match and match.first >= first and not (phrase.name and phrase.person and at >= phrase.name[0]):
                code = self._whose(match)
                if code:
                    phrase.countries.append(code.partition(" ")[0])
                    found = found or code
                at = match.first
            at -= 1
        return found

    def _whose(self, match: Match) -> str | None:
        if takes_side(self.tree, match, self.roles):
            return None
        code = match.entry.code
        if code and match.entry.kind in ("capital", "metonym", "area", "city"):
            return code if code.startswith("IGO") else code.partition(" ")[0]
        return code

    def _complement(self, head: int) -> str | None:
        """Return the code of the name in "people of Ukraine", "police in Sevastopol", "members of Hamas"."""
        lemma = self.tree.lemma(head)
        for kid in self.tree.kids(head, "nmod"):
            case = self.tree.case(kid)
            match = self.match.get(kid)
            if case not in _WHOSE or (case in ("in", "at") and lemma in self.roles.words["abroad.nouns"]):
                continue
            if match and match.entry.kind != "person":
                code = self._whose(match)
                if code:
                    return code
            first, last = self.tree.core(kid)
            code = self._country(Phrase(kid, first, last, "noun"), first, last)
            if code:
                return code
        return None
