"""How far a run is: a bar on a terminal, a plain line now and then elsewhere, always on standard error."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from onrecord.sources import walk
from onrecord.sources.kinds import SUFFIXES, suffix_of
from onrecord.types import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

    from onrecord.types import Reading

_EVERY = 10.0
"""Seconds between two plain lines."""


def expected(paths: Iterable[str], kind: str) -> int | None:
    """Return how many reports the paths hold, by names and lines alone; None where standard input is among them."""
    total = 0
    for where in paths:
        if where == "-":
            return None
        total += sum(1 if isinstance(found, Skipped) else _reports(found, kind) for found in walk.find(where))
    return total


def _reports(found: walk.Found, kind: str) -> int:
    """Return the number of rows of JSON Lines, one for any other file."""
    if kind != "jsonl" and (kind != "auto" or SUFFIXES.get(suffix_of(found.path)) != "jsonl"):
        return 1
    try:
        with walk.open_file(found) as stream:
            return sum(bool(line.strip()) for line in stream)
    except walk.READ_ERRORS:
        return 1


class Run:
    """Counts what a run has done and shows it; `skipped` lists what gave nothing, `stopped` says that it ended early.

    `total` is the number of reports to come, None where it is not known. With `bar` the count is drawn on a terminal.
    """

    def __init__(self, *, total: int | None, bar: bool) -> None:
        self.done = 0
        self.stopped = False
        self.skipped: list[Skipped] = []
        self._console = Console(stderr=True, highlight=False)
        self._started = self._told = time.monotonic()
        self._total = total
        self._bar = _bar(self._console) if bar else None
        self._task = self._bar.add_task("", total=total, rate="", skipped=0) if self._bar else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def count(self, result: Reading | Skipped) -> None:
        """Count one report."""
        if isinstance(result, Skipped):
            self.skipped.append(result)
        else:
            self.done += 1
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, rate=f"{self.rate:.1f}/s", skipped=len(self.skipped))
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            self._console.print(self.line(), markup=False)

    @property
    def rate(self) -> float:
        """Reports a second since the run began."""
        return (self.done + len(self.skipped)) / max(time.monotonic() - self._started, 1e-9)

    def line(self) -> str:
        """Return the state of the run in one line: read, skipped, rate."""
        total = f" of {self._total:,}" if self._total else ""
        return f"{self.done:,} read, {len(self.skipped):,} skipped{total}, {self.rate:.1f} reports a second"


def _bar(console: Console) -> Progress:
    columns = [
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[skipped]} skipped"),
    ]
    return Progress(*columns, console=console, transient=True)
