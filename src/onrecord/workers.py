"""Work shared out among processes: results in order, memory bounded, and no batch lost to one crash."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Items under way for each process: enough to keep all busy behind one slow item, few enough to fit in memory."""


@dataclass(frozen=True, slots=True)
class Died(Generic[Item]):
    """An item that took its process down twice, the second time alone in it."""

    item: Item


def in_processes(
    work: Callable[[Item], Result], items: Iterable[Item], *, workers: int
) -> Iterator[Result | Died[Item]]:
    """Yield `work(item)` for every item, in the order of the items, computed by `workers` fresh processes.

    `work` and the items must pickle (processes are spawned, not forked). Items are drawn as they are needed. Where a
    process is killed, what was under way is done again, one item at a time; an item that kills its process then too
    comes back as `Died`. An exception that `work` raises is raised here and ends the run; `RuntimeError` says that no
    process can be started.
    """
    pool = _pool(workers)
    if _broken(pool.submit(_leave_interrupts)):
        raise RuntimeError(
            "found that worker processes end as soon as they start; in a script, ask for workers under "
            'if __name__ == "__main__": (each process imports the script), or use workers=1'
        )
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in items:
            try:
                waiting.append((item, pool.submit(work, item)))
            except BrokenProcessPool:
                yield from _again(work, [*waiting, (item, None)])
                waiting.clear()
                pool = _renewed(pool, workers)
            while len(waiting) >= workers * _AHEAD or (waiting and waiting[0][1].done()):
                if _broken(waiting[0][1]):
                    yield from _again(work, waiting)
                    waiting.clear()
                    pool = _renewed(pool, workers)
                else:
                    yield waiting.popleft()[1].result()
        while waiting:
            if _broken(waiting[0][1]):
                yield from _again(work, waiting)
                return
            yield waiting.popleft()[1].result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _again(
    work: Callable[[Item], Result], tasks: Iterable[tuple[Item, Future[Result] | None]]
) -> Iterator[Result | Died[Item]]:
    """Yield the results of tasks whose pool broke: what was finished as it is, the rest computed one by one."""
    pool = _pool(1)
    try:
        for item, future in tasks:
            if future is not None and not _broken(future):
                yield future.result()
                continue
            alone = pool.submit(work, item)
            if _broken(alone):
                pool = _renewed(pool, 1)
                yield Died(item)
            else:
                yield alone.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _broken(future: Future[Result]) -> bool:
    """Wait for the future; tell whether its pool broke under it."""
    return isinstance(future.exception(), BrokenProcessPool)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)


def _renewed(pool: ProcessPoolExecutor, workers: int) -> ProcessPoolExecutor:
    pool.shutdown(wait=True, cancel_futures=True)
    return _pool(workers)


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the main process, which then ends the others; else each prints a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
