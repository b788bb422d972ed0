"""Prints how onrecord reads ten sentences of the kinds at which coders of political events stop, beside PETRARCH2.

The sentences were written for this. What PETRARCH2 gives is quoted, not run: for five of these kinds it was found, for
this project, on sentences of the same build; where no finding is known, the column says so. Its rows name a source, a
target and a CAMEO code, and have no place for who says it or whether it happened.
"""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass

from onrecord import pipeline
from onrecord.glance import OUTLET
from onrecord.types import Account, Actor, Event, Reading

UNKNOWN = "no finding quoted"
ACCUSATION = "an accusation; the attack is dropped"
FACT = "the attack as a fact (190 fight)"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the construction that it shows, and what PETRARCH2 makes of such a one."""

    kind: str
    sentence: str
    petrarch2: str


CASES = (
    Case("said that", "Iran said that Israel bombed a depot near Damascus on Monday.", ACCUSATION),
    Case("accusation", "Pakistan accused India of shelling a village in Kashmir.", UNKNOWN),
    Case("according to", "According to Ankara, Greek jets attacked a Turkish ship in the Aegean.", FACT),
    Case(
        "denial",
        "Rwanda denied that its troops had attacked the town of Goma.",
        "an attack by the denier on itself (190)",
    ),
    Case("future", "Canada will withdraw its diplomats from Libya next week.", "aid (070 provide aid)"),
    Case("conditional", "If Sudan closes the border, Egypt will impose sanctions on Khartoum.", "sanctions imposed"),
    Case("refusal", "Hungary refused to send weapons to Ukraine.", UNKNOWN),
    Case("demand", "Poland demanded that Belarus release the detained journalists.", UNKNOWN),
    Case("negation", "Egyptian forces have not crossed into Gaza, the army said.", UNKNOWN),
    Case(
        "nested", "Reuters quoted a Saudi official as saying that the Houthis had fired a missile at Jeddah.", UNKNOWN
    ),
)


def row(event: Event) -> str:
    """Return an event as one line: who, type, whom, auxiliary, and who vouches for it or denies it."""
    actors, recipients = (" + ".join(map(_named, side)) or "?" for side in (event.actors, event.recipients))
    auxiliary = f" ({', '.join(event.auxiliary)})" if event.auxiliary else ""
    accounts = "; ".join(f"{_source(account)} {account.stance}" for account in event.accounts)
    return f"{actors} {event.type}{auxiliary} {recipients} | {event.standing}: {accounts or 'nobody'}"


def _named(actor: Actor) -> str:
    return f"{actor.name} [{actor.code or '?'}]"


def _source(account: Account) -> str:
    if account.source is None:
        return "nobody named"
    return account.source.name if isinstance(account.source, Actor) else OUTLET


def said(reading: Reading) -> list[str]:
    """Return the statements as lines: who, act, words."""
    text = reading.article.text
    return [
        f"{statement.source.name if statement.source else 'nobody named'} ({statement.act}): "
        + " ... ".join(text[start:end] for start, end in statement.content)
        for statement in reading.statements
    ]


def main() -> int:
    """Print the sentences with both readings."""
    print(textwrap.fill(" ".join((__doc__ or "").split("\n\n", 1)[1].split()), 110), end="\n\n")
    for number, case in enumerate(CASES, 1):
        reading = pipeline.read_text(case.sentence, kind="plain")
        print(f"{number:2d} {case.kind}: {case.sentence}")
        for line in said(reading) or ["-"]:
            print(f"     onrecord, statement   {line}")
        for line in map(row, reading.events):
            print(f"     onrecord, event       {line}")
        if not reading.events:
            print("     onrecord, event       -")
        print(f"     PETRARCH2 (quoted)    {case.petrarch2}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
