"""Where: every place that an article names, resolved against GeoNames and our own regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.events.places import evidence, find
from onrecord.events.places.choose import choose, contains
from onrecord.events.places.metonymy import stands_for_somebody
from onrecord.events.places.spot import Spot, names_people, spot, words
from onrecord.lexicon.places import Entry, gazetteer
from onrecord.types import Parse, Place, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["locate", "resolve"]


def resolve(parse: Parse) -> tuple[Place, ...]:
    """Return the places of an article in the order of the text.

    Names that stand for somebody ("Kiev denied", "Moscow's troops", "Ukrainian") are left out, but help to resolve the
    rest. A mention that no gazetteer knows comes with neither coordinates nor country. Spans are code points.
    """
    found = find.mentions(parse)
    spots = [spot(parse.article.text, find.span(parse, tokens)) for tokens in found]
    entries = choose(spots, evidence.of_text(parse.article.text))
    kept: list[Place] = []
    inner: Entry | None = None
    for tokens, one, entry in zip(found, spots, entries, strict=True):
        # "a town in Texas, United States" is no party, whatever the tree says of its last name
        outer = one.after == "," and inner is not None and entry is not None and contains(entry, inner)
        people = names_people(one) and parse.tokens[tokens[0]].upos != "ADJ"
        if outer or not (people or stands_for_somebody(parse, tokens, entry)):
            kept.append(place(one, entry))
        inner = entry
    return tuple(kept)


def locate(text: str, spans: Sequence[Span]) -> tuple[Place | None, ...]:
    """Return the place of each given span of a text, None where no gazetteer knows the name. Metonymy is not judged."""
    spots = [spot(text, span) for span in spans]
    entries = choose(spots, evidence.of_text(text))
    return tuple(place(one, entry) if entry else None for one, entry in zip(spots, entries, strict=True))


def place(one: Spot, entry: Entry | None) -> Place:
    """Write a spot and what it was resolved to as a Place."""
    if entry is None:
        return Place(one.name, None, None, None, None, None, None, contested=False, span=one.span)
    if one.side and entry.kind == "country" and entry.country:
        latitude, longitude = gazetteer().side(entry.country, tuple(words()["sides"][one.side]))
        name = f"{one.side} {entry.name}"
        return Place(name, entry.country, None, latitude, longitude, None, "region", contested=False, span=one.span)
    return Place(
        name=entry.name,
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
        precision=entry.precision,
        contested=entry.contested,
        span=one.span,
    )
