"""Scores readings against annotated articles and fails where a figure is below its floor (`make score`).

Three data sets: "examples", the reports that ship with the project, read as they came; and, where ../shared/data lies
beside the repository, "develop", the development part of the annotated articles, read as plain text, and "document",
the example document, read as it was scraped. All of them were annotated by a careful reading, not by experts.

`--raise` lifts the floors to what was measured; `--allow-regression` lowers them too.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import REPOSITORY, Missing, path_of
from onrecord import pipeline
from onrecord.evaluate import Scores, load_gold, load_golds, render, score, score_folder
from onrecord.evaluate.floors import below, load_floors, moved, render_floors
from onrecord.types import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

FLOORS = REPOSITORY / "tests" / "floors.toml"
GOLD = REPOSITORY / "tests" / "golden" / "gold"
EXAMPLES = (REPOSITORY / "examples", REPOSITORY / "src" / "onrecord" / "data" / "examples")
COMMENT = """Pinned figures, 0 to 1: `make score` fails where one falls below.
`python -m benchmarks.score --raise` lifts them, `--allow-regression` lowers them too.
The gold is a careful machine reading checked for form, not the work of experts.
develop and document need ../shared/data beside the repository."""


def read(paths: Iterable[Path]) -> dict[str, Reading]:
    """Return the readings of files and folders by the names of files without suffix, or of rows."""
    results = pipeline.read_many(paths)
    return {Path(result.article.ref).stem: result for result in results if isinstance(result, Reading)}


def examples() -> Scores:
    """Score the examples."""
    return score(load_golds(GOLD), read(EXAMPLES))


def develop() -> Scores:
    """Score the development part of the annotated articles."""
    folder = path_of("events")
    return score_folder(folder / "ledger", read=pipeline.read_pages, split=folder / "split.json", part="develop")


def document() -> Scores:
    """Score the example document."""
    gold = load_gold(path_of("example/evacuation.gold.json"))
    (reading,) = read([path_of("example/evacuation.txt")]).values()
    return score([gold], {gold.doc: reading})


SETS = {"examples": examples, "develop": develop, "document": document}


def main() -> int:
    """Print the figures, check or move the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description=__doc__)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], help="data sets; default: all that are there")
    parser.add_argument("--errors", action="store_true", help="list what does not match")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="set the floors to what was measured")
    options = parser.parse_args()
    measured = {}
    for name in options.sets or SETS:
        try:
            scores = SETS[name]()
        except Missing as missing:
            print(f"{name}: left out, {missing}\n")
            continue
        print(f"{name}\n{render(scores, errors=options.errors)}\n")
        measured[name] = scores.figures
    floors = load_floors(FLOORS)
    if options.lift or options.allow_regression:
        floors = moved(floors, measured, allow_regression=options.allow_regression)
        FLOORS.write_text(render_floors(floors, comment=COMMENT), encoding="utf-8")
    failures = below(floors, measured)
    print("\n".join(failures) or "no figure is below its floor")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
