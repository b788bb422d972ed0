"""The order of the stages: read this after `types.py`.

    1 sources     where                    -> Page
    2 article     Page                     -> Article
    3 model       Article                  -> Parse
    4 actors      Parse                    -> Cast
    5 statements  Parse, Cast              -> Statement
    6 events      Parse, Cast, Statements  -> Event
    7 disputes    Events, Statements       -> Dispute

A page is read alone, whatever stands beside it in the batch, so the same page always gives the same reading.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord import actors, article, disputes, events, sources, statements
from onrecord.errors import BadData, BadInput, BadModel, OnRecordError
from onrecord.sources import MAX_SIZE
from onrecord.sources.rows import titled
from onrecord.types import Article, Page, Parse, Reader, Reading, Skipped
from onrecord.workers import Died, in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from onrecord.sources.read import Kind

STAGES = ("sources", "article", "model", "actors", "statements", "events", "disputes")
Stage = Literal["sources", "article", "model", "actors", "statements", "events", "disputes"]

logger = logging.getLogger("onrecord")


class Model(Protocol):
    """What stage 3 must be able to do; `onrecord.model.Model` does it, and tests put others in its place."""

    @property
    def sha256(self) -> str:
        """The sha256 of the weights."""

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """Return one parse for each article, in their order."""


def read(where: str | Path, *, kind: Kind = "auto", max_size: int = MAX_SIZE, model: Model | None = None) -> Reading:
    """Read the one report that `where` names: a file, or "-" for standard input.

    Raises `BadInput` where there is none, more than one, or one that cannot be read; `BadModel` where the weights are
    missing or damaged. `model` stands in for the weights that ship with the package.
    """
    pages = sources.read(where, kind=kind, max_size=max_size)
    page = next(pages, None)
    if page is None:
        raise BadInput(f"{where}: found no report, expected one")
    if isinstance(page, Skipped):
        raise BadInput(f"{page.ref}: {page.reason}")
    if next(pages, None) is not None:
        raise BadInput(f"{where}: found more than one report, expected one; use read_many")
    return _read_one(page, model)


def read_text(  # noqa: PLR0913  # all that may be known of a report
    text: str,
    *,
    title: str | None = None,
    published: datetime | date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    kind: Literal["html", "text", "plain"] = "text",
    model: Model | None = None,
) -> Reading:
    """Read one report given as text: "html", "text" that may hold a page's furniture, or "plain", kept as it is.

    `title` is put first unless a text already begins with it. Raises `BadInput` and `BadModel` as `read` does.
    """
    text = text if kind == "html" else titled(title, text)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    page = Page(
        ref=url or "text", text=text, kind=kind, url=url, outlet=outlet, title=title, published=published, sha256=digest
    )
    return _read_one(page, model)


def read_many(
    paths: Iterable[str | Path],
    *,
    workers: int = 1,
    kind: Kind = "auto",
    max_size: int = MAX_SIZE,
    load: Callable[[], Model] | None = None,
) -> Iterator[Reading | Skipped]:
    """Yield a `Reading` or a `Skipped` for every report that the paths name, in their order, as they are finished.

    `workers` processes share the work, each with a model of its own; the results do not depend on their number. A
    script must ask for more than one under `if __name__ == "__main__":`, since each process imports it.
    Memory stays bounded however many reports there are. `load` (which must pickle) stands in for the weights that ship
    with the package. Raises `BadModel` and `BadData`: without weights or knowledge no report can be read.
    """
    return read_pages(_pages(paths, kind=kind, max_size=max_size), workers=workers, load=load)


def read_pages(
    pages: Iterable[Page | Skipped], *, workers: int = 1, load: Callable[[], Model] | None = None
) -> Iterator[Reading | Skipped]:
    """Yield a `Reading` or a `Skipped` for every page, in their order; what was skipped already is passed on.

    For callers that have pages from elsewhere; options and errors as for `read_many`.
    """
    if workers < 1:
        raise ValueError(f"found workers={workers}, expected 1 or more")
    work = partial(_attempt, load or load_model)
    return map(work, pages) if workers == 1 else _shared_out(work, pages, workers)


@cache
def load_model() -> Model:
    """Return the model with the weights that ship with the package, loaded once in each process."""
    from onrecord.model import Model as Weights  # noqa: PLC0415  # loading ONNX Runtime takes longer than `--help` may

    return Weights.load()


# --- one page -------------------------------------------------------------------------------------------------------


def _run(page: Page, model: Model) -> Reading:
    """Take a page through stages 2 to 7."""
    with _stage("article"):
        report = article.clean(page)
    with _stage("model"):
        (parse,) = model.parse([report])
    with _stage("actors"):
        cast = actors.resolve(parse)
    with _stage("statements"):
        said = tuple(statements.find(parse, cast))
    with _stage("events"):
        done = tuple(events.code(parse, cast, said))
    with _stage("disputes"):
        disputed = tuple(disputes.match(done, said))
    return Reading(_reader(model), report, said, done, disputed)


def _reader(model: Model) -> Reader:
    return Reader(version("onrecord"), f"sha256:{model.sha256.removeprefix('sha256:')}")


class _StageFailed(Exception):
    """Which stage raised; the error itself is its cause."""

    def __init__(self, stage: Stage, cause: Exception) -> None:
        super().__init__(stage)
        self.stage: Stage = stage
        self.cause = cause


@contextmanager
def _stage(name: Stage) -> Iterator[None]:
    """Name the stage on whatever goes wrong in it; missing weights and broken knowledge files concern every page."""
    try:
        yield
    except (BadModel, BadData):
        raise
    except Exception as error:
        raise _StageFailed(name, error) from error


def _read_one(page: Page, model: Model | None) -> Reading:
    try:
        return _run(page, model or load_model())
    except _StageFailed as failed:
        if isinstance(failed.cause, BadInput):
            raise BadInput(f"{page.ref}: {failed.cause}") from None
        raise failed.cause from None


# --- many pages -----------------------------------------------------------------------------------------------------


def _pages(paths: Iterable[str | Path], *, kind: Kind, max_size: int) -> Iterator[Page | Skipped]:
    for where in paths:
        try:
            with _stage("sources"):
                yield from sources.read(where, kind=kind, max_size=max_size)
        except _StageFailed as failed:
            yield _skipped(str(where), failed)


def _attempt(load: Callable[[], Model], page: Page | Skipped) -> Reading | Skipped:
    """Read a page, or say why it gave nothing."""
    if isinstance(page, Skipped):
        return page
    try:
        return _run(page, _loaded(load))
    except _StageFailed as failed:
        return _skipped(page.ref, failed)


@cache
def _loaded(load: Callable[[], Model]) -> Model:
    return load()


def _skipped(ref: str, failed: _StageFailed) -> Skipped:
    if isinstance(failed.cause, OnRecordError):
        return Skipped(ref, failed.stage, str(failed.cause))
    logger.debug("%s: stage %s failed", ref, failed.stage, exc_info=failed.cause)
    reason = f"a fault in onrecord: {type(failed.cause).__name__}: {failed.cause}; please report it with this input"
    return Skipped(ref, failed.stage, reason)


def _shared_out(
    work: Callable[[Page | Skipped], Reading | Skipped], pages: Iterable[Page | Skipped], workers: int
) -> Iterator[Reading | Skipped]:
    for result in in_processes(work, pages, workers=workers):
        if isinstance(result, Died):
            reason = "its process was killed twice, the second time alone: the report needs too much memory or crashes"
            yield Skipped(result.item.ref, "pipeline", reason)
        else:
            yield result
