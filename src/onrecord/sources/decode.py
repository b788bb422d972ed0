"""Bytes -> encoding: byte order mark, what the page declares, UTF-8, else what a detector tells, else `BadInput`."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from charset_normalizer import from_bytes

from onrecord.errors import BadInput

MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"RIFF", "a media file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a media file"),
    (b"SQLite format 3", "a database"),
)
HEAD = 4096
DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# What browsers do: pages that say Latin-1 or ASCII mean its Windows superset (WHATWG Encoding Standard).
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
SAMPLE = 200_000
"""Bytes shown to the detector, which is slow on long input."""
COMMON = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xbc\xbd\xbe\xa7"
    "\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf8\xf9\xfa\xfb\xfc\xfd"
    "\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xd1\xd3\xd4\xd6\xd8\xda\xdc\xdf\u0152\u0153\u0160\u0161"
)
"""What English news has outside ASCII; a guess that gives mostly other characters is not English text in cp1252."""


def find_encoding(body: bytes, kind: Literal["html", "text", "plain"]) -> str:
    """Return the name of a codec that decodes all of `body`, or raise `BadInput` for binary and undecodable bytes."""
    for mark, name in MARKS:
        if body.startswith(mark):
            if not _decodes(body, name):
                raise BadInput(f"the file begins as {name} but cannot be decoded so; save it as UTF-8")
            return name
    _refuse_binary(body)
    declared = _declared(body) if kind == "html" else None
    for codec in (declared, "utf-8"):
        if codec and _decodes(body, codec):
            return codec
    return _detect(body, declared)


def check_text(body: bytes, encoding: str) -> None:
    """Raise `BadInput` where the decoded text holds NUL or mostly control characters."""
    head = body.decode(encoding)[:HEAD]
    odd = sum(1 for char in head if char < " " and char not in "\t\n\r\f\v\x1b")
    if "\x00" in head or odd * 10 > len(head):
        raise BadInput("the file is binary: it holds control characters; expected a page or a text")


def _refuse_binary(body: bytes) -> None:
    for magic, name in MAGIC:
        if body.startswith(magic):
            raise BadInput(f"the file is binary: {name}; expected a page or a text")
    if b"\x00" in body[: 16 * HEAD]:
        raise BadInput("the file is binary: it holds NUL bytes; expected a page or a text")


def _declared(body: bytes) -> str | None:
    match = DECLARED.search(body[:HEAD])
    if not match:
        return None
    label = (match[1] or match[2]).decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = MEANT.get(name, name)
    return None if name.startswith(("utf-16", "utf-32")) else name  # the declaration itself was read as ASCII


def _decodes(body: bytes, name: str) -> bool:
    try:
        return isinstance(body.decode(name), str)
    except (UnicodeError, LookupError):
        return False


def _detect(body: bytes, declared: str | None) -> str:
    if _looks_western(body):
        return "cp1252"
    match = from_bytes(body[:SAMPLE]).best()
    if match is not None and _decodes(body, match.encoding):
        return match.encoding
    found = f"declared as {declared} but are not" if declared else "not UTF-8 and in no encoding that could be told"
    raise BadInput(f"the bytes are {found}; save the file as UTF-8")


def _looks_western(body: bytes) -> bool:
    """Tell whether cp1252 gives a text whose characters outside ASCII are few and ones that English news has."""
    if not _decodes(body, "cp1252"):
        return False
    other = [char for char in body[:SAMPLE].decode("cp1252") if char > "\x7f"]
    return len(other) * 10 <= len(body[:SAMPLE]) and sum(char in COMMON for char in other) >= 0.95 * len(other)
