"""Stage 2: take the report out of a page, check its language, and give it its name."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from onrecord.article import flat, html
from onrecord.article.language import require_english
from onrecord.article.parts import Parts
from onrecord.errors import BadInput
from onrecord.types import Article, Page

if TYPE_CHECKING:
    from datetime import date, datetime


def clean(page: Page) -> Article:
    """Return the article that a page holds: title, standfirst and paragraphs, each line where it stood in the page.

    "plain" pages lose nothing and their first line is the title; "text" pages lose furniture that stands among the
    lines; "html" pages lose all but the body. Raises `BadInput` where there is no report or it is not in English.
    """
    source = _decode(page)
    if not source.strip():
        raise BadInput("the page is empty; expected the text of a report")
    if page.kind == "plain":
        parts = _plain(source)
    else:
        parts = html.extract(source, page.url) if page.kind == "html" else flat.extract(source)
    if not parts.text.strip():
        raise BadInput("the page holds no report once its furniture is gone; expected sentences")
    language = require_english(parts.text)
    return _article(page, parts, language)


def _decode(page: Page) -> str:
    if page.text is not None:
        return page.text
    try:
        return (page.body or b"").decode(page.encoding or "utf-8")
    except (UnicodeError, LookupError) as error:
        raise BadInput(f"the page cannot be decoded ({error}); save it as UTF-8") from None


def _plain(source: str) -> Parts:
    lines = (line.strip() for line in source.splitlines())
    return Parts(text=source, title=next(filter(None, lines), None), kept=((0, 0, len(source)),))


def _article(page: Page, parts: Parts, language: str) -> Article:
    text_sha256 = hashlib.sha256(parts.text.encode("utf-8")).hexdigest()
    outlet = page.outlet or parts.outlet
    published = page.published if page.published is not None else parts.published
    return Article(
        id=article_id(page.url, outlet, published, text_sha256),
        ref=page.ref,
        text=parts.text,
        text_sha256=text_sha256,
        title=parts.title if parts.title is not None else page.title,
        standfirst=parts.standfirst,
        byline=parts.byline,
        outlet=outlet,
        url=page.url,
        published=published,
        language=language,
        kept=parts.kept,
    )


def article_id(url: str | None, outlet: str | None, published: datetime | date | None, text_sha256: str) -> str:
    """Return "sha256:..." over (url, outlet, published, text_sha256): it names the report, not the words."""
    named = json.dumps([url, outlet, published.isoformat() if published else None, text_sha256], ensure_ascii=False)
    return "sha256:" + hashlib.sha256(named.encode("utf-8")).hexdigest()
