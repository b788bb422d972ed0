"""A reading made by hand, so that the shells can be tested without the stages and the model."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from onrecord.types import (
    Account,
    Actor,
    Article,
    Casualties,
    Count,
    Dispute,
    Event,
    Place,
    Reader,
    Reading,
    Statement,
    When,
)

TEXT = """Sudan to recall its ambassador from Ethiopia
Ethiopian troops have shelled two border villages, Khartoum says; Addis Ababa denies it
Sudan will recall its ambassador from Ethiopia, the Sudanese Foreign Ministry said on Sunday, accusing Addis Ababa \
of failing to keep its forces away from the border.
“Ethiopian troops shelled two villages near Gallabat on Friday, and three farmers were killed,” the ministry said in \
a statement. “Houses were burned,” it added.
The Ethiopian government rejected the accusations. “No Ethiopian soldier has crossed the border,” a spokesperson for \
the prime minister’s office said.
Ethiopian officials claimed that Sudanese militias had attacked a police post near Humera. The Sudanese army has \
denied any involvement in the attack.
Two days earlier Ethiopian police arrested nine Sudanese traders in Metemma.
If the shelling does not stop, Sudan will close the border, the Sudanese information minister warned."""

MINISTRY = "Sudanese Foreign Ministry"


def at(words: str, *, text: str = TEXT, after: str = "") -> tuple[int, int]:
    """The span of the first `words` that stand after the words `after`."""
    start = text.index(words, text.index(after) if after else 0)
    return start, start + len(words)


def actor(words: str, code: str | None, *, name: str | None = None, inferred: bool = False, after: str = "") -> Actor:
    return Actor(name or words, code, at(words, after=after), inferred)


def statement(
    number: int, source: Actor | None, cue: str | None, content: tuple[str, ...], **rest: object
) -> Statement:
    values: dict[str, object] = {"via": None, "act": "state", "quotation": "indirect", "within": None, "answers": ()}
    values |= {"score": 0.9} | rest
    spans = tuple(at(words) for words in content)
    after = content[0][:20] if cue and content and TEXT.find(cue, TEXT.index(content[0])) > 0 else ""
    return Statement(id=f"s{number}", source=source, cue=at(cue, after=after) if cue else None, content=spans, **values)  # type: ignore[arg-type]


def event(
    number: int, type_: str, trigger: str, *, after: str = "", accounts: tuple[Account, ...], **rest: object
) -> Event:
    span = at(trigger, after=after)
    values: dict[str, object] = {"mode": None, "contexts": (), "auxiliary": (), "mentions": (span,), "actors": ()}
    values |= {"recipients": (), "place": None, "when": None, "casualties": None, "score": 0.8}
    key = sha256(f"{type_}{span}".encode()).hexdigest()
    return Event(id=f"e{number}", key=key, type=type_, trigger=span, accounts=accounts, **values | rest)  # type: ignore[arg-type]


def article(text: str = TEXT, **rest: object) -> Article:
    digest = sha256(text.encode()).hexdigest()
    lines = text.split("\n")
    values: dict[str, object] = {
        "title": lines[0],
        "standfirst": lines[1] if len(lines) > 1 else None,
        "published": datetime(2021, 3, 14, 9, 40),
    }
    return Article(f"sha256:{digest}", "recall.txt", text, digest, **values | rest)  # type: ignore[arg-type]


def recall() -> Reading:
    """The report on the recalled ambassador, read by hand."""
    ministry = actor("the Sudanese Foreign Ministry", "SDN GOV", name=MINISTRY)
    ministry_again = actor("the ministry", "SDN GOV", name=MINISTRY, inferred=True)
    government = actor("The Ethiopian government", "ETH GOV", name="Ethiopian government")
    office = actor("a spokesperson for the prime minister’s office", "ETH GOV", inferred=True)
    officials = actor("Ethiopian officials", "ETH GOV")
    army = actor("The Sudanese army", "SDN MIL", name="Sudanese army")
    minister = actor("the Sudanese information minister", "SDN GOV", name="Sudanese information minister")
    statements = (
        statement(1, ministry, "said", ("Sudan will recall its ambassador from Ethiopia",), act="commit"),
        statement(
            2, ministry, "accusing", ("Addis Ababa of failing to keep its forces away from the border",), act="accuse"
        ),
        statement(
            3,
            ministry_again,
            "said",
            ("“Ethiopian troops shelled two villages near Gallabat on Friday, and three farmers were killed,”",),
            quotation="direct",
        ),
        statement(4, ministry_again, "added", ("“Houses were burned,”",), quotation="direct"),
        statement(5, government, "rejected", ("the accusations",), act="deny", answers=("s2", "s3")),
        statement(
            6, office, "said", ("“No Ethiopian soldier has crossed the border,”",), quotation="direct", act="deny"
        ),
        statement(7, officials, "claimed", ("that Sudanese militias had attacked a police post near Humera",)),
        statement(8, army, "denied", ("any involvement in the attack",), act="deny", answers=("s7",)),
        statement(
            9, minister, "warned", ("If the shelling does not stop, Sudan will close the border",), act="threaten"
        ),
    )
    outlet = Account("outlet", "asserts", None)
    troops = actor("Ethiopian troops", "ETH MIL", after="“Ethiopian troops")
    villages = actor("two villages", "SDN CVL")
    gallabat = Place("Gallabat", "SDN", "Al Qaḑārif", 12.9667, 36.15, 370481, "city", False, at("Gallabat"))
    friday = When("on Friday", date(2021, 3, 12), date(2021, 3, 12), "day", "2021-03-12", at("on Friday"))
    said, denied = Account(ministry_again, "asserts", "s3"), Account(government, "denies", "s5")
    events = (
        event(
            1,
            "SANCTION",
            "recall",
            mode="withdraw",
            contexts=("diplomatic",),
            auxiliary=("future",),
            actors=(actor("Sudan", "SDN"),),
            recipients=(actor("Ethiopia", "ETH"),),
            mentions=(at("recall"), at("recall", after="Sudan will recall")),
            accounts=(outlet, Account(ministry, "asserts", "s1")),
        ),
        event(2, "ACCUSE", "accusing", mode="allege", actors=(ministry,), accounts=(outlet,)),
        event(
            3,
            "ASSAULT",
            "shelled",
            after="“Ethiopian troops",
            mode="heavy-weapons",
            actors=(troops,),
            recipients=(villages,),
            place=gallabat,
            when=friday,
            casualties=Casualties(killed=Count(3, "exact", at("three"))),
            accounts=(said, denied),
        ),
        event(4, "ASSAULT", "burned", mode="destroy", accounts=(Account(ministry_again, "asserts", "s4"),)),
        event(
            5,
            "ASSAULT",
            "attacked",
            actors=(actor("Sudanese militias", "SDN PRM"),),
            accounts=(Account(officials, "asserts", "s7"), Account(army, "denies", "s8")),
        ),
        event(
            6, "COERCE", "arrested", mode="arrest", actors=(actor("Ethiopian police", "ETH COP"),), accounts=(outlet,)
        ),
        event(
            7,
            "SANCTION",
            "close",
            auxiliary=("hypothetical",),
            actors=(actor("Sudan", "SDN", after="stop, Sudan"),),
            accounts=(Account(minister, "asserts", "s9"),),
        ),
    )
    disputes = (Dispute("e3", ("s3",), ("s5",)), Dispute("e5", ("s7",), ("s8",)), Dispute(None, ("s2",), ("s5", "s6")))
    return Reading(Reader("0.1.0", "sha256:" + "0" * 64), article(), statements, events, disputes)
