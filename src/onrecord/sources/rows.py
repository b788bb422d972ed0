"""JSON Lines: one report a row; a bad row is one `Skipped` that names its line, and the rest goes on."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import BadInput
from onrecord.types import Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES = ("text", "html", "title", "url", "outlet")


def sha256(body: bytes) -> str:
    """Return the sha256 of bytes in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def read(source: Iterable[bytes], ref: str, max_size: int) -> Iterator[Page | Skipped]:
    """Yield a `Page` for every row {"id", "text" | "html", "title"?, "url"?, "outlet"?, "published"?}.

    `source` gives the `lines`, `ref` names the file; a row without `id` is called by file and line number. Empty lines
    are passed over.
    """
    seen = False
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        seen = True
        where = f"{ref}:{number}"
        try:
            yield _page(_parse(line, max_size), where)
        except BadInput as error:
            yield Skipped(where, "sources", f"line {number}: {error}")
    if not seen:
        yield Skipped(ref, "sources", "the file is empty; expected rows of JSON")


def lines(stream: BinaryIO, max_size: int) -> Iterator[bytes]:
    """Yield the lines, each cut to one byte over `max_size`, so that an endless line takes no endless memory."""
    while line := stream.readline(max_size + 1):
        tail = line
        while len(tail) > max_size and not tail.endswith(b"\n"):
            tail = stream.readline(max_size + 1)
        yield line


def _parse(line: bytes, max_size: int) -> dict[str, Any]:
    if len(line) > max_size:
        raise BadInput(f"the row is over the limit of {max_size:,} bytes; raise it with --max-size")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput("the row is not UTF-8; JSON Lines are UTF-8") from None
    except RecursionError:
        raise BadInput("the row nests too deeply; expected a flat object") from None
    except ValueError as error:
        raise BadInput(f"the row is not JSON ({error})") from None
    if not isinstance(row, dict):
        raise BadInput(f"the row is {_named(row)}; expected an object with 'text' or 'html'")
    return row


def _page(row: dict[str, Any], where: str) -> Page:
    fields = {name: _string(row, name) for name in NAMES}
    text, html = fields["text"], fields["html"]
    if text is None and html is None:
        raise BadInput("the row has neither 'text' nor 'html'")
    body = (text if text is not None else html) or ""
    if not body.strip():
        raise BadInput(f"'{'html' if text is None else 'text'}' is empty; expected a report")
    title = " ".join((fields["title"] or "").split()) or None
    return Page(
        ref=_ref(row, where),
        text=body if text is None else titled(title, body),
        kind="html" if text is None else "plain",
        media_type="text/html" if text is None else "text/plain",
        url=fields["url"] or None,
        outlet=fields["outlet"] or None,
        title=title,
        published=_date(_string(row, "published")),
        sha256=sha256(body.encode("utf-8")),
    )


def titled(title: str | None, text: str) -> str:
    """Put the title first unless the text already begins with it."""
    if title is None or " ".join(text[: 2 * len(title) + 200].split()).startswith(title):
        return text
    return f"{title}\n{text}"


def _string(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f"'{name}' is {_named(value)}; expected a string")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(f"'{name}' holds half a surrogate pair, which is no character") from None
    return value


def _ref(row: dict[str, Any], where: str) -> str:
    value = row.get("id")
    if value is None or value == "":
        return where
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise BadInput(f"'id' is {_named(value)}; expected a string")
    return _string({"id": str(value)}, "id") or where


def _date(value: str | None) -> datetime | date | None:
    """Read ISO 8601, a day or a moment, or the form of mail and feeds (RFC 5322)."""
    value = (value or "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        raise BadInput(
            f"'published' is {value[:40]!r}; expected a date such as 2022-02-22 or 2022-02-22T19:02"
        ) from None


def _named(value: object) -> str:
    names = {list: "a list", dict: "an object", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
