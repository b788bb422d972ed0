"""What kind of input a file is: by its suffix, else by how it begins."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import BinaryIO, Literal

FileKind = Literal["html", "text", "plain", "jsonl"]

SUFFIXES: dict[str, FileKind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
HEAD = 4096
"""Bytes looked at to tell a kind."""

# A page opens with its doctype, its root or an XML declaration; a text that merely quotes a tag does not.
OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def suffix_of(path: str) -> str:
    """Return the suffix that tells the kind, in lower case; `.gz` is looked through."""
    name = PurePath(path).name.lower()
    return PurePath(name.removesuffix(".gz")).suffix


def kind_of(path: str, start: bytes | BinaryIO, kind: str) -> FileKind:
    """Return the kind that the caller asked for, else what suffix and first bytes say.

    `start` is the first bytes, or a stream that can be rewound and is left at its beginning.
    """
    if kind != "auto":
        return kind  # type: ignore[return-value]
    known = SUFFIXES.get(suffix_of(path))
    if known in ("html", "jsonl"):
        return known
    head = start if isinstance(start, bytes) else _peek(start)
    if OPENING.match(head[:HEAD]):
        return "html"
    return "text" if known or not _is_row(head) else "jsonl"


def _peek(stream: BinaryIO) -> bytes:
    head = stream.readline(1_000_000)
    head = head if len(head) >= HEAD else head + stream.read(HEAD)
    stream.seek(0)
    return head


def _is_row(head: bytes) -> bool:
    """Tell whether the first line is a JSON object that holds a report."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        row = json.loads(head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and not {"text", "html"}.isdisjoint(row)
