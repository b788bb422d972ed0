"""The report on an HTML page: body by trafilatura, or by resiliparse where the page would break or stall it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from trafilatura import bare_extraction
from trafilatura.settings import Document

from onrecord.article import align, metadata
from onrecord.article.dates import find_date, parse_iso
from onrecord.article.parts import Parts, same_words, squeeze
from onrecord.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.article.metadata import Metadata

MOST_TAGS, MOST_CHARACTERS, DEEPEST = 20_000, 3_000_000, 200
"""What trafilatura can take in seconds: it is near-quadratic in paragraphs and gives nothing on deeply nested pages.

The limits are on the page and not on the clock, so that a page gives the same article on any machine.
"""
DEEPEST_SORTED = 2000
"""Nesting to which resiliparse can tell main content from the rest in time; its plain text takes any."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that are never closed, or whose end tag may be left out: they do not tell how deep a page is nested.
UNNESTED = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody"),
    }
)
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "fw", "ab"})
HEADERS = 6
"""Lines at the beginning of a body among which headline, byline and date may be repeated."""
LONGEST_HEADER = 400
"""Characters."""
BYLINE = re.compile(r"(?:by|written by|reported by|from)\s+\S", re.IGNORECASE)
END_OF_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


def extract(source: str, url: str | None) -> Parts:
    """Take title, standfirst, byline, outlet, date and body out of HTML; raises `BadInput` where there is no body."""
    tree = HTMLTree.parse(source)
    about = metadata.find(tree)
    lines, dated = _body(source, tree, url)
    if not lines:
        raise BadInput("the page has no body text; expected HTML with paragraphs of a report")
    title = metadata.choose_title(about)
    stream = align.read_stream(source)
    lines = _without_headers(lines, title, about.byline)
    standfirst = _standfirst(about, title, lines, stream)
    return _join(about, title, standfirst, lines, stream, source, dated)


def _join(  # noqa: PLR0913, PLR0917
    about: Metadata,
    title: str | None,
    standfirst: str | None,
    lines: list[str],
    stream: align.Stream,
    source: str,
    dated: date | None,
) -> Parts:
    first = [title] if title else []
    if standfirst and (not lines or lines[0] != standfirst):
        first.append(standfirst)
    placed, at = [], 0
    for line in [*first, *lines]:
        placed.append((at, line))
        at += len(line) + 1
    return Parts(
        text="\n".join(line for _, line in placed),
        title=title,
        standfirst=standfirst,
        byline=about.byline,
        outlet=about.outlet,
        published=about.published if about.published is not None else dated,
        kept=align.align(placed, stream, source),
    )


def _body(source: str, tree: HTMLTree, url: str | None) -> tuple[list[str], date | None]:
    """Return the lines of the body and the date that was found among them."""
    tags, depth = _shape(source)
    if len(source) <= MOST_CHARACTERS and tags <= MOST_TAGS and depth <= DEEPEST:
        found = bare_extraction(
            source,
            url=url,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        if isinstance(found, Document) and (lines := list(_lines(found.body))):
            return lines, parse_iso(found.date) if found.date else None
    text = extract_plain_text(tree, main_content=depth <= DEEPEST_SORTED, alt_texts=False, list_bullets=False)
    return [line for line in map(squeeze, text.splitlines()) if line], None


def _shape(source: str) -> tuple[int, int]:
    """Return how many tags a page has and how deeply they are nested, without parsing it."""
    depth = deepest = 0
    for match in TAG.finditer(source):
        if match[2].lower() not in UNNESTED:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return source.count("<"), deepest


def _lines(body: Any) -> Iterator[str]:
    """Yield the text of each innermost block of trafilatura's tree; a line break ends a line."""
    pieces: list[str] = []
    for event, text in _events(body):
        if event == "break":
            line = squeeze("".join(pieces))
            pieces.clear()
            if line:
                yield line
        else:
            pieces.append(text)
    if squeeze("".join(pieces)):
        yield squeeze("".join(pieces))


def _events(node: Any) -> Iterator[tuple[str, str]]:
    block = node.tag in BLOCKS or node.tag == "lb"
    if block:
        yield "break", ""
    if node.text and isinstance(node.tag, str):
        yield "text", node.text
    for child in node:
        yield from _events(child)
        if child.tail:
            yield "text", child.tail
    if block:
        yield "break", ""


def _without_headers(lines: list[str], title: str | None, byline: str | None) -> list[str]:
    """Drop headline, byline and date line where the body repeats them at its beginning."""
    kept = [line for line in lines[:HEADERS] if not _is_header(line, title, byline)]
    return kept + lines[HEADERS:]


def _is_header(line: str, title: str | None, byline: str | None) -> bool:
    if len(line) > LONGEST_HEADER:
        return False
    words = same_words(line)
    if title and words == same_words(title):
        return True
    if END_OF_SENTENCE.search(line) or len(line.split()) > 12:
        return False
    if byline and words in {same_words(byline), same_words("by" + byline)}:
        return True
    return find_date(line) is not None or (BYLINE.match(line) is not None and len(line.split()) <= 8)


def _standfirst(about: Metadata, title: str | None, lines: list[str], stream: align.Stream) -> str | None:
    """Return the page's description where readers see it, below the headline and as a whole."""
    standfirst = about.description
    if not standfirst or not title or len(standfirst.split()) < 5 or same_words(standfirst) == same_words(title):
        return None
    if lines and lines[0] == standfirst:
        return standfirst
    if any(standfirst in line for line in lines):
        return None
    headline = stream.find(title)
    return standfirst if headline >= 0 and stream.find(standfirst, headline) >= 0 else None
