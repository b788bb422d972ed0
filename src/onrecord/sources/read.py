"""Stage 1: find the inputs that a path names and read each as a `Page`, or say in a sentence why it gave nothing."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.errors import BadInput
from onrecord.sources import rows, walk
from onrecord.sources.decode import check_text, find_encoding
from onrecord.sources.kinds import FileKind, kind_of
from onrecord.sources.walk import Found, open_file, read_bounded
from onrecord.types import Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["auto", "html", "text", "plain", "jsonl"]
KINDS: tuple[Kind, ...] = ("auto", "html", "text", "plain", "jsonl")
MAX_SIZE = 10_000_000
"""Bytes of one page: a file, or one row of JSON Lines."""

MEDIA_TYPES = {"html": "text/html", "text": "text/plain", "plain": "text/plain"}


def read(where: str | Path, *, kind: Kind = "auto", max_size: int = MAX_SIZE) -> Iterator[Page | Skipped]:
    """Yield a `Page` for every report that `where` names, or a `Skipped` with the reason, in a fixed order.

    `where` is a file, a folder (searched to the bottom, names in order) or "-" for standard input. `kind` "auto" goes
    by suffix and content; "text" is text that may hold a page's furniture, "plain" text from which nothing is removed.
    Pages and rows over `max_size` bytes are skipped. JSON Lines are streamed and may be of any size.
    """
    if str(where) == "-":
        yield from _read_stream(sys.stdin.buffer, "-", kind, max_size)
        return
    for found in walk.find(str(where)):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from _read_file(found, kind, max_size)


def _read_file(found: Found, kind: Kind, max_size: int) -> Iterator[Page | Skipped]:
    try:
        with open_file(found) as stream:
            file_kind = kind_of(found.path, stream, kind)
            if file_kind == "jsonl":
                yield from rows.read(rows.lines(stream, max_size), found.path, max_size)
                return
            found.check_size(max_size)
            yield _page(read_bounded(stream, max_size), found.path, file_kind)
    except BadInput as error:
        yield Skipped(found.path, "sources", str(error))
    except walk.READ_ERRORS as error:
        yield Skipped(found.path, "sources", walk.explain(error))


def _read_stream(stream: BinaryIO, ref: str, kind: Kind, max_size: int) -> Iterator[Page | Skipped]:
    """Read standard input, which cannot be rewound: the first line tells its kind."""
    try:
        first = stream.readline(max_size + 1)
        file_kind = kind_of("", first, kind)
        if file_kind == "jsonl":
            yield from rows.read(chain([first], rows.lines(stream, max_size)), ref, max_size)
            return
        yield _page(first + read_bounded(stream, max_size - len(first), limit=max_size), ref, file_kind)
    except BadInput as error:
        yield Skipped(ref, "sources", str(error))
    except walk.READ_ERRORS as error:
        yield Skipped(ref, "sources", walk.explain(error))


def _page(body: bytes, ref: str, kind: FileKind) -> Page:
    assert kind != "jsonl"
    if not body.strip():
        raise BadInput("the file is empty; expected the text of a report")
    encoding = find_encoding(body, kind)
    check_text(body, encoding)
    return Page(
        ref=ref,
        body=body,
        kind=kind,
        media_type=MEDIA_TYPES[kind],
        encoding=encoding,
        sha256=rows.sha256(body),
    )
