"""The command line, a thin shell over the library; exit codes: 0 all read, 1 some skipped, 2 wrong usage."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

import onrecord
from onrecord import web
from onrecord.errors import OnRecordError
from onrecord.glance import clean, glance
from onrecord.output import AuxiliaryChoice, Format, open_output, write_whole
from onrecord.progress import Run, expected
from onrecord.sources import KINDS, MAX_SIZE
from onrecord.types import Reading, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.sources.read import Kind
    from onrecord.types import Page

SOME_SKIPPED, USAGE, STOPPED = 1, 2, 130
"""Exit codes; 130 is what a shell reports for a program that Ctrl-C ended."""

DEMO = "recall.txt"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command explains itself: onrecord read --help",
)
@click.version_option(package_name="onrecord", message="onrecord %(version)s")
def main() -> None:
    """Read news reports into a ledger: who did what to whom, according to whom, and who denies it.

    \b
    Examples:
      onrecord demo                             a report that ships with onrecord
      onrecord read report.html                 the ledger of one report
      onrecord read reports/ --out ledger/      a folder, one JSON file for each report
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl", "html"]), help="Default: table on the screen."
)
@click.option("--from", "kind", type=click.Choice(KINDS), default="auto", show_default=True, help="What PATH holds.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write one file for each report to DIR.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that share the work."
)
@click.option(
    "--max-size", type=click.IntRange(min=1), default=MAX_SIZE, show_default=True, help="Bytes of one report."
)
@click.option(
    "--auxiliary",
    type=click.Choice(["any", "happened"]),
    default="any",
    show_default=True,
    help="Show planned, hypothetical and negated events, each marked, or leave them out of table and html.",
)
def read(  # noqa: PLR0913  # one parameter for each option
    paths: tuple[str, ...],
    *,
    form: Format | None,
    kind: Kind,
    out: Path | None,
    workers: int,
    max_size: int,
    auxiliary: AuxiliaryChoice,
) -> None:
    """Read reports and show who did what to whom, according to whom, and who denies it.

    PATH is a web page, a text, JSON Lines (rows with "text" or "html"), a folder of these, or - for standard input.
    "text" may hold a page's menus and share labels, which are removed; "plain" is kept as it is, headline first.
    JSON always holds every event, whatever --auxiliary says.

    \b
    Examples:
      onrecord read report.html                      the ledger on the screen
      onrecord read scrape.txt --format html > view.html
      onrecord read reports/ --format jsonl > readings.jsonl
      onrecord read rows.jsonl --out ledger/ --workers 2
      cat report.txt | onrecord read - --from plain

    \b
    Exit codes:
      0  everything was read
      1  some inputs were skipped; each is listed with its reason
      2  wrong usage
    """
    output = open_output(form, out, auxiliary)
    results = onrecord.read_many(paths, workers=workers, kind=kind, max_size=max_size)
    free = sys.stderr.isatty() and (out is not None or not sys.stdout.isatty())
    total = expected(paths, kind) if free else None
    with Run(total=total, bar=free and total != 1) as run, _told_errors():
        try:
            for result in results:
                if isinstance(result, Reading):
                    output.write(result)
                run.count(result)
            output.close()
        except KeyboardInterrupt:
            run.stopped = True
    _end(run)


@main.command()
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    default="onrecord-demo.html",
    show_default=True,
    help="Where the HTML view goes.",
)
def demo(page: Path) -> None:
    """Read a report that ships with onrecord, print its ledger, and write an HTML view of it.

    The report was written for this purpose; what it tells did not happen.

    \b
    Examples:
      onrecord demo
      onrecord demo --html view.html
    """
    with _told_errors(), as_file(files("onrecord") / "data" / "examples" / DEMO) as path:
        reading = onrecord.read(path)
    reading = replace(reading, article=replace(reading.article, ref=DEMO))
    open_output("table", None, "any").write(reading)
    write_whole(page, web.page(glance(reading)))
    click.echo(f"\nThe same as a web page: {page.resolve()}")


@main.command()
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--split",
    type=(click.Path(exists=True, dir_okay=False, path_type=Path), str),
    metavar="FILE PART",
    help="Only the articles that FILE, JSON of the form {part: [name, ...]}, lists under PART.",
)
@click.option("--errors", is_flag=True, help="List what does not match.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that share the work."
)
def score(gold_dir: Path, split: tuple[Path, str] | None, *, errors: bool, workers: int) -> None:
    """Read annotated articles and print how right the readings are.

    GOLD_DIR holds one JSON file for each article, with its text, statements and events. The text is read as "plain".

    \b
    Examples:
      onrecord score gold/
      onrecord score gold/ --split split.json develop --errors
    """
    from onrecord import evaluate, pipeline  # noqa: PLC0415  # loading the stages takes longer than `--help` may

    skipped: list[Skipped] = []

    def read_all(pages: Sequence[Page]) -> Iterator[Reading]:
        for result in pipeline.read_pages(pages, workers=workers):
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                yield result

    with _told_errors():
        file, part = split or (None, None)
        scores = evaluate.score_folder(gold_dir, read=read_all, split=file, part=part)
    click.echo(evaluate.render(scores, errors=errors))
    _list(skipped)
    sys.exit(SOME_SKIPPED if skipped else 0)


# --- endings --------------------------------------------------------------------------------------------------------


@contextmanager
def _told_errors() -> Iterator[None]:
    """Turn an error of onrecord's own into one line and exit code 2."""
    try:
        yield
    except OnRecordError as error:
        click.echo(f"onrecord: {clean(str(error))}", err=True)
        sys.exit(USAGE)


def _end(run: Run) -> NoReturn:
    """List what was skipped, sum up a run of several inputs, and leave with the exit code."""
    _list(run.skipped)
    if run.stopped or run.done + len(run.skipped) > 1:
        click.echo(("stopped: " if run.stopped else "") + run.line(), err=True)
    sys.exit(STOPPED if run.stopped else SOME_SKIPPED if run.skipped else 0)


def _list(skipped: Iterable[Skipped]) -> None:
    for each in skipped:
        click.echo(clean(f"skipped {each.ref}: {each.reason} (stage: {each.stage})"), err=True)
