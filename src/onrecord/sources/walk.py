"""Files and folders: which files a path names, and how to open them without being led astray.

A link may lead back to its own folder, a name may be a pipe that never ends, a packed file may unpack to anything.
"""

from __future__ import annotations

import gzip
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import BadInput
from onrecord.sources.kinds import SUFFIXES, suffix_of
from onrecord.types import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What opening, reading and unpacking raise (`gzip.BadGzipFile` is an OSError)."""

SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a character device",
    stat.S_IFBLK: "a block device",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `size` in bytes as it lies on disk, `packed` where it is gzip."""

    path: str
    size: int
    packed: bool

    def check_size(self, max_size: int) -> None:
        """Raise `BadInput` where the size on disk already says that the input is too large."""
        if not self.packed and self.size > max_size:
            raise BadInput(_too_large(f"{self.size:,} bytes, over", max_size))


def find(where: str) -> Iterator[Found | Skipped]:
    """Yield the file, or the files of known suffix in the folder and all folders below it, names in order.

    A folder that holds no such file is one `Skipped`. Each folder is entered once, however many links lead to it.
    """
    try:
        status = Path(where).stat()
    except (OSError, ValueError) as error:
        yield Skipped(where, "sources", _missing(where, error))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _file(where)
        return
    empty = True
    for found in _folder(Path(where), {(status.st_dev, status.st_ino)}):
        empty = False
        yield found
    if empty:
        names = " ".join(SUFFIXES)
        yield Skipped(
            where, "sources", f"the folder holds no readable file; expected names that end in {names} (or .gz)"
        )


def _folder(top: Path, entered: set[tuple[int, int]]) -> Iterator[Found | Skipped]:
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            children = sorted(path.iterdir(), key=lambda child: child.name) if path.is_dir() else None
        except OSError as error:
            yield Skipped(str(path), "sources", explain(error))
            continue
        if children is None:
            yield _file(str(path))
            continue
        waiting.extend(reversed([child for child in children if _wanted(child, entered)]))


def _wanted(path: Path, entered: set[tuple[int, int]]) -> bool:
    """Tell whether to read or enter: no hidden names, no other suffix, no folder a second time."""
    if path.name.startswith("."):
        return False
    try:
        status = path.stat()
    except OSError:  # a link to nowhere or to itself: only worth a word if it is named like a report
        return suffix_of(path.name) in SUFFIXES
    if not stat.S_ISDIR(status.st_mode):
        return suffix_of(path.name) in SUFFIXES
    key = (status.st_dev, status.st_ino)
    fresh = key not in entered
    entered.add(key)
    return fresh


def _file(path: str) -> Found | Skipped:
    try:
        status = Path(path).stat()
    except OSError as error:
        return Skipped(path, "sources", explain(error))
    if not stat.S_ISREG(status.st_mode):
        what = SPECIAL.get(stat.S_IFMT(status.st_mode), "no regular file")
        return Skipped(
            path, "sources", f"the path is {what}; expected a file or a folder (pipe into '-' to read a stream)"
        )
    return Found(path, status.st_size, path.lower().endswith(".gz"))


def open_file(found: Found) -> BinaryIO:
    """Open a file for reading bytes, unpacking gzip."""
    if found.packed:
        return cast("BinaryIO", gzip.open(found.path, "rb"))
    return Path(found.path).open("rb")


def read_bounded(stream: BinaryIO, most: int, *, limit: int | None = None) -> bytes:
    """Read to the end, or raise `BadInput` as soon as there are more than `most` bytes; `limit` is what to tell."""
    body = stream.read(most + 1) if most >= 0 else b""
    if most < 0 or len(body) > most:
        raise BadInput(_too_large("over", most if limit is None else limit))
    return body


def _too_large(found: str, limit: int) -> str:
    return f"the input is {found} the limit of {limit:,} bytes; raise it with --max-size, or split the input"


def explain(error: Exception) -> str:
    """Say in a sentence why a file could not be read."""
    if isinstance(error, (gzip.BadGzipFile, zlib.error, EOFError)):
        return f"the file is named .gz but cannot be unpacked ({error}); expected a whole gzip file"
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read: {reason.lower()}"


def _missing(where: str, error: Exception) -> str:
    if "://" in where:
        return "an address was found where a file or a folder was expected; save the page and name the file"
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return explain(error)
