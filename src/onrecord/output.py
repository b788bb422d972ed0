"""Where readings go: the terminal, standard output as JSON, or one file for each in a folder."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, Protocol

from rich.console import Console

from onrecord import jsonl, report, web
from onrecord.errors import BadInput
from onrecord.glance import glance

if TYPE_CHECKING:
    from onrecord.types import Reading

Format = Literal["table", "json", "jsonl", "html"]
AuxiliaryChoice = Literal["any", "happened"]

_SUFFIXES = re.compile(r"(\.(html?|xhtml|txt|md|jsonl|ndjson|json))?(\.gz)?$", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 120
"""Characters of a file name before the suffix; file systems allow 255 bytes, and a letter may take four."""


class Output(Protocol):
    """Takes readings one by one."""

    def write(self, reading: Reading) -> None:
        """Write one reading."""

    def close(self) -> None:
        """Write what was held back."""


class Screen:
    """The terminal view, one report after another."""

    def __init__(self, auxiliary: AuxiliaryChoice) -> None:
        self._console = Console(highlight=False)
        self._auxiliary = auxiliary

    def write(self, reading: Reading) -> None:
        """Print the view of one reading."""
        report.render(glance(reading, auxiliary=self._auxiliary), self._console)

    def close(self) -> None:
        """Do nothing: nothing is held back."""


class Json:
    """Readings as JSON on standard output, in UTF-8 whatever the terminal: a line each, or an indented object each."""

    def __init__(self, *, indent: int | None) -> None:
        self._indent = indent

    def write(self, reading: Reading) -> None:
        """Write one object and a newline."""
        _print(jsonl.dumps(reading, indent=self._indent) + "\n")

    def close(self) -> None:
        """Do nothing: nothing is held back."""


class OnePage:
    """One HTML page on standard output; several cannot share it."""

    def __init__(self, auxiliary: AuxiliaryChoice) -> None:
        self._auxiliary = auxiliary
        self._page = ""

    def write(self, reading: Reading) -> None:
        """Keep the page; raises `BadInput` at the second one."""
        if self._page:
            raise BadInput("found a second report, but --format html prints one page; use --out DIR for a page each")
        self._page = web.page(glance(reading, auxiliary=self._auxiliary))

    def close(self) -> None:
        """Print the page."""
        _print(self._page)


class Folder:
    """One file for each reading, named after its `ref`; written whole or not at all."""

    def __init__(self, folder: Path, *, pages: bool, auxiliary: AuxiliaryChoice) -> None:
        self._folder = folder
        self._pages = pages
        self._auxiliary = auxiliary
        self._names: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, reading: Reading) -> None:
        """Write the reading to its file; a second reading of the same name gets a number."""
        text = web.page(glance(reading, auxiliary=self._auxiliary)) if self._pages else jsonl.dumps(reading, indent=1)
        name = self._free(file_name(reading.article.ref)) + (".html" if self._pages else ".json")
        write_whole(self._folder / name, text)

    def close(self) -> None:
        """Do nothing: nothing is held back."""

    def _free(self, name: str) -> str:
        number, free = 1, name
        while free.casefold() in self._names:
            number += 1
            free = f"{name}-{number}"
        self._names.add(free.casefold())
        return free


def open_output(form: Format | None, folder: Path | None, auxiliary: AuxiliaryChoice) -> Output:
    """Return the output that the options ask for: to a folder go JSON files unless "html" is asked for."""
    if folder is not None:
        return Folder(folder, pages=form == "html", auxiliary=auxiliary)
    if form == "html":
        return OnePage(auxiliary)
    if form in ("json", "jsonl"):
        return Json(indent=2 if form == "json" else None)
    return Screen(auxiliary)


def _print(text: str) -> None:
    """Print in UTF-8, whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def file_name(ref: str) -> str:
    """Return a safe name for a ref: the last part of a path that ends like a report, else the whole ref.

    Letters, digits, "." and "-" stay, all else becomes "_"; a name that is cut ends in a hash of the whole.
    """
    last = PurePosixPath(ref.replace("\\", "/")).name
    stem = _SUFFIXES.sub("", last)
    safe = _UNSAFE.sub("_", stem if stem != last else ref).strip("._-")
    if len(safe) > _LONGEST:
        safe = f"{safe[:_LONGEST]}-{sha256(ref.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return safe or "reading"


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file so that nobody ever finds half of it."""
    part = path.with_name(path.name + ".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)
