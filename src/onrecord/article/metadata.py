"""What a page says of itself: meta tags and JSON-LD (Open Graph, schema.org)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.article.dates import parse_iso
from onrecord.article.parts import same_words, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from resiliparse.parse.html import HTMLTree

REPORTS = re.compile(r"(?:Article|Posting|Report|Review|Analysis)$")
"""Names of schema.org's types for something to read."""
DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publication_date",
    "publishdate",
    "pubdate",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
SEPARATOR = re.compile(r"\s+[|–—:·»-]\s+|\s*[|·»]\s*")
DEEPEST = 12
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Metadata:
    """Candidates in the order in which they are to be believed."""

    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    description: str | None = None
    published: datetime | date | None = None


def find(tree: HTMLTree) -> Metadata:
    """Collect what the page says of itself; what is malformed counts as unsaid."""
    meta = _meta(tree)
    linked = next(_reports(tree), {})
    titles = [_text(linked.get("headline")), meta.get("og:title"), meta.get("twitter:title"), tree.title]
    headings = [node.text for node in _select(tree, "h1")][:5]
    return Metadata(
        titles=_clean(titles),
        headings=_clean(headings),
        outlet=_name(meta.get("og:site_name")) or _name(_text(linked.get("publisher"))),
        byline=_people(linked.get("author")) or _name(meta.get("author")) or _name(meta.get("byl")),
        description=squeeze(meta.get("og:description") or meta.get("description") or "") or None,
        published=_published(tree, meta, linked),
    )


def choose_title(metadata: Metadata) -> str | None:
    """Return the headline: a heading that the page's titles repeat, else the first title without the site's name."""
    known = [same_words(title) for title in metadata.titles]
    for heading in metadata.headings:
        key = same_words(heading)
        if len(key) > 8 and any(key in title or (title and title in key) for title in known):
            return heading
    if metadata.titles:
        return _without_site(metadata.titles[0], metadata.outlet)
    return metadata.headings[0] if metadata.headings else None


def _without_site(title: str, outlet: str | None) -> str:
    """Cut what stands after (or before) a separator if it is the outlet's name or has a few words only."""
    pieces = [piece for piece in SEPARATOR.split(title) if piece]
    if len(pieces) < 2:
        return title
    site = same_words(outlet or "")
    longest = max(pieces, key=len)
    rest = [piece for piece in pieces if piece is not longest]
    if all(same_words(piece) == site or len(piece.split()) <= 4 for piece in rest) and len(longest.split()) > 3:
        return longest
    return title


def _select(tree: HTMLTree, selector: str) -> list[Any]:
    return list(tree.document.query_selector_all(selector)) if tree.document is not None else []


def _meta(tree: HTMLTree) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in _select(tree, "meta"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop")
        content = node.getattr("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _reports(tree: HTMLTree) -> Iterator[dict[str, Any]]:
    for node in _select(tree, 'script[type="application/ld+json"]'):
        try:
            data = json.loads((node.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data, DEEPEST)


def _walk(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _walk(item, depth - 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and REPORTS.search(name) for name in names):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(data.get(key), depth - 1)


def _published(tree: HTMLTree, meta: dict[str, str], linked: dict[str, Any]) -> datetime | date | None:
    candidates = [_text(linked.get("datePublished")), *(meta.get(name) for name in DATES)]
    times = [node.getattr("datetime") for node in _select(tree, "time[datetime]")][:1]
    for value in (*candidates, *times):
        found = parse_iso(value) if value else None
        if found is not None:
            return found
    return None


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _people(value: object) -> str | None:
    people = [_name(_text(person)) for person in (value if isinstance(value, list) else [value])]
    return ", ".join(dict.fromkeys(person for person in people if person)) or None


def _name(value: str | None) -> str | None:
    """Return a name, or None for an address or an essay."""
    value = squeeze(value or "")
    return value if value and "://" not in value and len(value) <= LONGEST_NAME else None


def _clean(values: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(squeeze(value) for value in values if value and value.strip()))
