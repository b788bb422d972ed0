"""One construction a row: a sentence or two, and the statements that must be read from them with the real model."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import pytest

from onrecord import actors, statements
from onrecord.types import Article


@dataclass(frozen=True)
class Says:
    """An expected statement: the words of its source (None = nobody named), its cue, its content, its act."""

    source: str | None
    cue: str | None
    content: str
    act: str
    answers: tuple[int, ...] = ()
    via: str | None = None
    quotation: str | None = None
    within: int | None = None


ROWS = {
    "that-clause": (
        "The mayor said that the old bridge would reopen on Monday.",
        [Says("mayor", "said", "that the old bridge would reopen on Monday", "state")],
    ),
    "clause without that": (
        "Officials say the aid convoy has left Goma.",
        [Says("Officials", "say", "the aid convoy has left Goma", "state", quotation="indirect")],
    ),
    "direct quotation before its cue": (
        "“We will not leave this valley,” the village elder told reporters.",
        [Says("village elder", "told", "We will not leave this valley", "state|commit", quotation="direct")],
    ),
    "direct quotation split by its cue": (
        "“The dam,” the engineer said, “was never inspected by anyone.”",
        [Says("engineer", "said", "The dam was never inspected by anyone", "state", quotation="direct")],
    ),
    "inverted cue": (
        "“The road to the north is closed,” said the governor.",
        [Says("governor", "said", "The road to the north is closed", "state", quotation="direct")],
    ),
    "mixed quotation": (
        "The envoy said the talks in Muscat had been “a waste of everybody’s time.”",
        [
            Says(
                "envoy",
                "said",
                "the talks in Muscat had been “a waste of everybody’s time.”",
                "state",
                quotation="mixed",
            )
        ],
    ),
    "object and predicate": (
        "The senator called the new border law a disgrace.",
        [Says("senator", "called", "the new border law a disgrace", "state|accuse")],
    ),
    "described as": (
        "The minister described the strike as illegal.",
        [Says("minister", "described", "the strike as illegal", "state")],
    ),
    "noun cue of nobody": (
        "The claim that troops had crossed the river spread within hours.",
        [Says(None, "claim", "that troops had crossed the river", "state")],
    ),
    "noun cue with possessor": (
        "Tehran's assertion that the tanker was in its waters surprised the shipping company.",
        [Says("Tehran", "assertion", "that the tanker was in its waters", "state")],
    ),
    "accusations of": (
        "Amid accusations of vote rigging, the commission counted the ballots again.",
        [Says(None, "accusations", "vote rigging", "accuse")],
    ),
    "noun cue carried by a verb": (
        "The letter ended with the announcement that the consulate would be closed in May.",
        [Says("letter", "announcement", "that the consulate would be closed in May", "state|commit")],
    ),
    "according to, in front": (
        "According to the harbour police, three boats left the port before dawn.",
        [Says("harbour police", "According to", "three boats left the port before dawn", "state")],
    ),
    "according to, behind": (
        "At least forty houses burned down in the night, according to the fire brigade.",
        [Says("fire brigade", "according to", "At least forty houses burned down in the night", "state")],
    ),
    "headline with a colon": (
        "Foreign Ministry: Army drone shot down near the Syrian border\nThe drone fell into a field on Friday.",
        [Says("Foreign Ministry", None, "Army drone shot down near the Syrian border", "state")],
    ),
    "headline with its cue behind": (
        "Ceasefire holds in Aleppo, monitors say",
        [Says("monitors", "say", "Ceasefire holds in Aleppo", "state")],
    ),
    "accused of": (
        "Rebel commanders accused Manila of breaking the truce.",
        [Says("Rebel commanders", "accused", "Manila of breaking the truce", "accuse")],
    ),
    "participle with the subject of its clause": (
        "The opposition left the hall, alleging that the ballots had been exchanged.",
        [Says("opposition", "alleging", "that the ballots had been exchanged", "accuse")],
    ),
    "blamed for": (
        "Farmers blamed the government for the shortage of diesel.",
        [Says("Farmers", "blamed", "the government for the shortage of diesel", "accuse")],
    ),
    "condemned an act": (
        "The African Union condemned the attack on the market in Bangui.",
        [Says("African Union", "condemned", "the attack on the market in Bangui", "accuse")],
    ),
    "denied with a gerund": (
        "Islamabad denied sheltering the group.",
        [Says("Islamabad", "denied", "sheltering the group", "deny")],
    ),
    "denied with a clause": (
        "The company denied that any waste had been dumped into the lake.",
        [Says("company", "denied", "that any waste had been dumped into the lake", "deny")],
    ),
    "these accusations": (
        "Baku accused Armenian troops of shelling two villages. Yerevan rejected these accusations.",
        [
            Says("Baku", "accused", "Armenian troops of shelling two villages", "accuse"),
            Says("Yerevan", "rejected", "these accusations", "deny", answers=(0,)),
        ],
    ),
    "denied it": (
        "The newspaper reported that the minister had resigned. Her office denied the report.",
        [
            Says("newspaper", "reported", "that the minister had resigned", "state"),
            Says("office", "denied", "the report", "deny", answers=(0,)),
        ],
    ),
    "rejected a claim named in the same breath": (
        "Nairobi rejected claims that its soldiers had looted the town.",
        [
            Says("Nairobi", "rejected", "claims that its soldiers had looted the town", "deny", answers=(1,)),
            Says(None, "claims", "that its soldiers had looted the town", "state|accuse"),
        ],
    ),
    "relative clause that rejects": (
        "Western capitals accused Minsk of hijacking the plane, which the government rejected as “absurd.”",
        [
            Says("Western capitals", "accused", "Minsk of hijacking the plane", "accuse"),
            Says("government", "rejected", "as “absurd.”", "deny", answers=(0,)),
        ],
    ),
    "a predicate that denies": (
        "A blogger claimed that the president had fled the country. “That is a lie,” his spokesman said.",
        [
            Says("blogger", "claimed", "that the president had fled the country", "state"),
            Says("spokesman", "said", "That is a lie", "state|deny", answers=(0,)),
        ],
    ),
    "parties turned round": (
        "Seoul said the North had fired two missiles into the sea. Pyongyang denied firing any missiles into the sea.",
        [
            Says("Seoul", "said", "the North had fired two missiles into the sea", "state|accuse"),
            Says("Pyongyang", "denied", "firing any missiles into the sea", "deny", answers=(0,)),
        ],
    ),
    "denied before the accusation is told": (
        "Managua denied holding the journalists after Honduras accused it of holding them in secret prisons.",
        [
            Says("Managua", "denied", "holding the journalists", "deny", answers=(1,)),
            Says("Honduras", "accused", "it of holding them in secret prisons", "accuse"),
        ],
    ),
    "denied entry reports nothing": ("Border guards denied the reporter entry on Sunday.", []),
    "did not deny": (
        "The general did not deny that the depot had been emptied.",
        [Says("general", "deny", "that the depot had been emptied", "state")],
    ),
    "refused to say": (
        "The bank refused to say how much money was missing.",
        [Says("bank", "refused", "to say how much money was missing", "state")],
    ),
    "rejected an offer": (
        "The union rejected the pay offer on Thursday.",
        [Says("union", "rejected", "the pay offer", "state")],
    ),
    "urged somebody to": (
        "The bishop urged both sides to put down their weapons.",
        [Says("bishop", "urged", "both sides to put down their weapons", "demand")],
    ),
    "called on somebody to": (
        "Norway called on Beijing to release the two divers.",
        [Says("Norway", "called", "Beijing to release the two divers", "demand")],
    ),
    "called for": (
        "The ombudsman called for an independent inquiry into the fire.",
        [Says("ombudsman", "called for", "an independent inquiry into the fire", "demand")],
    ),
    "threatened to": (
        "The miners threatened to block the only road to the capital.",
        [Says("miners", "threatened", "to block the only road to the capital", "threaten")],
    ),
    "promised to": (
        "The prime minister promised to publish the contract.",
        [Says("prime minister", "promised", "to publish the contract", "commit")],
    ),
    "praised": (
        "The ambassador praised the rescue teams for their courage.",
        [Says("ambassador", "praised", "the rescue teams for their courage", "support")],
    ),
    "believes": (
        "Analysts believe that the reserves will last until autumn.",
        [Says("Analysts", "believe", "that the reserves will last until autumn", "believe")],
    ),
    "asked whether": (
        "Lawmakers asked whether the vaccine had been tested.",
        [Says("Lawmakers", "asked", "whether the vaccine had been tested", "ask")],
    ),
    "reportedly": (
        "The hostages were reportedly taken to a farm outside the city.",
        [Says(None, "reportedly", "The hostages were taken to a farm outside the city", "state")],
    ),
    "passive of nobody": (
        "It was reported that two pilots had survived the crash.",
        [Says(None, "reported", "that two pilots had survived the crash", "state")],
    ),
    "joint speakers": (
        "Oslo and Helsinki said that the cable had been cut on purpose.",
        [Says("Oslo", "said", "that the cable had been cut on purpose", "state")],
    ),
    "quoted by a medium": (
        "Interfax quoted the station chief as saying that the reactor was stable.",
        [Says("station chief", "saying", "that the reactor was stable", "state", via="Interfax")],
    ),
    "told a medium": (
        "“Nobody warned us,” the captain told Reuters.",
        [Says("captain", "told", "Nobody warned us", "state|accuse", via="Reuters")],
    ),
    "a medium reports": (
        "The pipeline has been leaking for a week, the ANSA news agency reports.",
        [Says("ANSA", "reports", "The pipeline has been leaking for a week", "state")],
    ),
    "one quotation of several sentences": (
        """“They came at night,” the teacher said. “They took my brother and two neighbours.
“Nobody has seen them since.”""",
        [
            Says("teacher", "said", "They came at night", "state", quotation="direct"),
            Says("teacher", None, "They took my brother and two neighbours", "state", quotation="direct"),
            Says("teacher", None, "Nobody has seen them since", "state", quotation="direct"),
        ],
    ),
    "speaker carried over to the next quotation": (
        "“The harvest is lost,” said Amina Diallo, who leads the cooperative. “We have no seed for next year.”",
        [
            Says("Amina Diallo", "said", "The harvest is lost", "state"),
            Says("Amina Diallo", None, "We have no seed for next year", "state"),
        ],
    ),
    "pronoun": (
        "Prime Minister Laura Haas met the press on Friday. She said the budget had been passed.",
        [Says("Laura Haas", "said", "the budget had been passed", "state")],
    ),
    "report within a report": (
        "The envoy said that the rebels had claimed the bridge was mined.",
        [
            Says("envoy", "said", "that the rebels had claimed the bridge was mined", "state"),
            Says("rebels", "claimed", "the bridge was mined", "state", within=0),
        ],
    ),
    "two cues of one speaker": (
        "The coach said he believed the match had been fixed.",
        [Says("coach", "said", "he believed the match had been fixed", "believe")],
    ),
    "scare quotes report nothing": ("The so-called “people’s council” met in a school on Friday.", []),
    "block quotation without marks": (
        """The embassy published a statement on Monday saying that flights would stop.
In this hour our first duty is to our citizens. To protect them, the government has chartered two planes.
The airport lies ten kilometres outside the city.""",
        [
            Says("embassy|statement", "saying", "that flights would stop", "state"),
            Says("embassy|statement", None, "In this hour our first duty is to our citizens", "state"),
            Says("embassy|statement", None, "To protect them, the government has chartered two planes", "state|commit"),
        ],
    ),
    "a claim of having no plans answers": (
        "Khartoum accused Juba of preparing an attack on its oil. Officials said Juba had no plans to attack its oil.",
        [
            Says("Khartoum", "accused", "Juba of preparing an attack on its oil", "accuse"),
            Says("Officials", "said", "Juba had no plans to attack the oil fields", "state|deny", answers=(0,)),
        ],
    ),
}


def _read(model, text):
    digest = sha256(text.encode()).hexdigest()
    article = Article(f"sha256:{digest}", "test", text, f"sha256:{digest}")
    (parse,) = model.parse([article])
    return statements.find(parse, actors.resolve(parse))


def _words(text):
    return {w.strip("“”.,‘’'\"") for w in text.lower().split()} - {""}


def _overlap(a, b):
    return len(_words(a) & _words(b)) / max(len(_words(a) | _words(b)), 1)


def _text(text, spans):
    return " ".join(text[first:last] for first, last in spans)


def _match(expected, found, text):
    """Return the statement whose content overlaps the expected one's most."""
    best = max(found, key=lambda s: _overlap(expected.content, _text(text, s.content)), default=None)
    assert best is not None, "no statement was read"
    assert _overlap(expected.content, _text(text, best.content)) >= 0.7, f"read instead: {_text(text, best.content)!r}"
    return best


@pytest.mark.parametrize("name", ROWS)
def test_construction(model, name):
    text, expected = ROWS[name]
    found = _read(model, text)
    if not expected:
        assert not found, [_text(text, s.content) for s in found]
    matched = [_match(e, found, text) for e in expected]
    for want, got in zip(expected, matched, strict=True):
        if want.source is None:
            assert got.source is None, got.source
        else:
            assert got.source is not None
            named = f"{got.source.name} {text[slice(*got.source.span)] if got.source.span else ''}".lower()
            assert any(w.lower() in named for w in want.source.split("|")), got.source
        assert got.act in want.act.split("|")
        assert (got.cue is None) == (want.cue is None)
        if want.cue is not None:
            assert set(want.cue.lower().split()[:1]) <= _words(text[slice(*got.cue)])
        assert [matched[i].id for i in want.answers] == [a for a in got.answers if a in {m.id for m in matched}]
        if want.via is not None:
            assert got.via is not None
            assert want.via in got.via.name
        if want.quotation is not None:
            assert got.quotation == want.quotation
        if want.within is not None:
            assert got.within == matched[want.within].id
