"""The words of the product: what a reading holds, from the page that came in to the disputes that come out.

Every value is frozen. A `Span` is a half-open interval of Unicode code points into `article.text`. A token index counts
over the whole article. `score` is a probability. Stages pass these values on and nothing else:

    Page -> Article -> Parse -> Cast -> Statement -> Event -> Dispute, together a Reading; or Skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Span = tuple[int, int]
"""First and one-past-last code point in `article.text`."""

Act = Literal["state", "accuse", "deny", "demand", "threaten", "commit", "support", "believe", "ask"]
Quotation = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies"]
Standing = Literal["disputed", "narrated", "claimed"]
Auxiliary = Literal["future", "hypothetical", "negation", "historical"]
MentionLabel = Literal["PERSON", "ORGANIZATION", "LOCATION", "DATE", "MISC"]
Role = Literal["actor", "recipient", "place", "when"]
Precision = Literal["point", "city", "district", "region", "country"]
Bound = Literal["exact", "at_least", "about"]
Outlet = Literal["outlet"]
"""The outlet's own voice as the source of an account."""


# --- 1, 2: pages and articles ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """What came in, untouched. `text` is given instead of `body` where the input is text already."""

    ref: str
    body: bytes | None = None
    text: str | None = None
    kind: Literal["html", "text", "plain"] = "text"
    media_type: str | None = None
    encoding: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: datetime | date | None = None
    fetched: datetime | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A page without its furniture.

    `text` is title, standfirst and paragraphs joined by newlines. `kept` lists (start in text, start in page, length)
    for every run of characters that was kept, so that each can be found again in the page.
    `id` is the sha256 of (url, outlet, published, text_sha256); `ref` is what the caller calls the input.
    """

    id: str
    ref: str
    text: str
    text_sha256: str
    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime | date | None = None
    language: str = "en"
    kept: tuple[tuple[int, int, int], ...] = ()


# --- 3: what the model saw ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word (Universal Dependencies v2, English EWT and GUM conventions).

    `head` is the token index of its head, or -1 for the root of its sentence. `factuality` is -3 (certainly did not
    happen) to 3 (certainly did), meaningful on predicates only (UDS-IH2).
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    factuality: float = 0.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity or a date: `tokens` is a half-open interval of token indices."""

    tokens: tuple[int, int]
    label: MentionLabel
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that belong together as source, cue and content; each a tuple of half-open token intervals.

    `cue` is empty where a quotation carries over without one, `source` where nobody is named. `acts` gives the
    probability of each act. Contents may nest: a cue may lie inside the content of another attribution.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    acts: Mapping[Act, float]
    score: float


@dataclass(frozen=True, slots=True)
class Argument:
    """Tokens (half-open interval) that the model ties to a trigger in a role."""

    role: Role
    tokens: tuple[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: `types` gives the probability of each PLOVER type, `auxiliaries` of each or "none"."""

    tokens: tuple[int, int]
    types: Mapping[str, float]
    auxiliaries: Mapping[str, float]
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """All that the model saw in one article; savable, so that rule code can be developed and tested without the model.

    `sentences` are half-open intervals of token indices; together they cover all tokens in order. `antecedents` maps
    the head token of a referring phrase ("he", "the ministry") to the head token of the nearest phrase for the same
    thing before it, with a probability.
    """

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    antecedents: Mapping[int, tuple[int, float]] = field(default_factory=dict)


# --- actors: who each phrase is -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody: `code` is "RUS GOV" (ISO 3166 alpha-3 or IGO/NGO/MNC/IMG, then a PLOVER sector) or None if unknown.

    `name` is the fullest form of the name in the article. `inferred` says that the country came from the context.
    """

    name: str
    code: str | None = None
    span: Span | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in one article.

    `actors` maps the head token of a phrase to the actor that it stands for ("he" and "Putin" to Vladimir Putin, "its"
    in "its allies" to its antecedent), with the span of that phrase. `entities` numbers them: two tokens with the same
    number stand for the same somebody.
    """

    actors: Mapping[int, Actor] = field(default_factory=dict)
    entities: Mapping[int, int] = field(default_factory=dict)


# --- 4: statements --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something. `source` is None where nobody is named; `via` is the medium that relays it."""

    id: str
    source: Actor | None
    via: Actor | None
    cue: Span | None
    content: tuple[Span, ...]
    act: Act
    quotation: Quotation
    within: str | None
    answers: tuple[str, ...]
    score: float


# --- 5: events ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where: coordinates in degrees (WGS 84), `geonames_id` null for regions that GeoNames does not hold."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: Precision | None
    contested: bool
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: first and last day, either of them None where open; `value` is a TIMEX3 value."""

    text: str
    first: date | None
    last: date | None
    precision: str | None
    value: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people that the text gives, and how it bounds it."""

    number: int
    bound: Bound
    span: Span


@dataclass(frozen=True, slots=True)
class Casualties:
    """People killed, wounded, detained in an event; None where the text gives no number."""

    killed: Count | None = None
    wounded: Count | None = None
    detained: Count | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody vouches for an event or disputes it: `source` is an Actor, "outlet", or None where nobody is named."""

    source: Actor | Outlet | None
    stance: Stance
    statement: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where and when, according to whom, and who denies it: one row for each event."""

    id: str
    key: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    trigger: Span
    mentions: tuple[Span, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Place | None
    when: When | None
    casualties: Casualties | None
    accounts: tuple[Account, ...]
    score: float

    @property
    def standing(self) -> Standing:
        """Return "disputed" if somebody denies it, else "narrated" if the outlet vouches for it, else "claimed"."""
        if any(account.stance == "denies" for account in self.accounts):
            return "disputed"
        return "narrated" if any(account.source == "outlet" for account in self.accounts) else "claimed"


# --- 6: disputes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dispute:
    """What somebody asserts and somebody denies: statement ids, and "outlet" for the outlet's own voice."""

    event: str | None
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


# --- the whole ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reader:
    """What made a reading: the version of onrecord and the sha256 of the model's weights."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article gave."""

    reader: Reader
    article: Article
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave nothing: which stage gave up, and why, in a sentence."""

    ref: str
    stage: str
    reason: str
