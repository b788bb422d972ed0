"""Prints the linked attributions of PolNeAR's development part, as the model gives them and as the statements do.

The figures of other tools and of people are quoted, not measured here: same metric, PolNeAR, as found for this project.
"exact~": source, cue and content have the same words, punctuation at the ends aside; "partial": they overlap.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.corpora import Attributed, Missing, article, polnear_dev
from onrecord import actors, pipeline, statements
from onrecord.evaluate import attribution
from onrecord.evaluate.figures import Figures, render_figures

PEERS = {
    "rules on a CoreNLP parse": (35.7, 53.8),
    "Citron, retrained": (32.5, 50.4),
    "Gender Gap Tracker": (23.9, 36.3),
    "textacy": (8.6, 25.0),
    "two people": (58.4, 74.8),
}


def measured(documents: list[Attributed]) -> dict[str, Figures]:
    """Return the figures of the model's attributions and of the statements."""
    model = pipeline.load_model()
    seen, held = [], []
    for document in documents:
        (parse,) = model.parse([article(document.doc, document.text)])
        found = statements.find(parse, actors.resolve(parse))
        seen.append((document.text, document.attributions, attribution.of_parse(parse)))
        held.append((document.text, document.attributions, attribution.of_statements(found)))
    return {"onrecord, model": attribution.linked(seen), "onrecord, statements": attribution.linked(held)}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every figure")
    options = parser.parse_args()
    try:
        results = measured(polnear_dev())
    except Missing as missing:
        print(f"left out: {missing}")
        return 0
    print(f"{'linked attributions, F1':28s} {'exact~':>7s} {'partial':>8s}")
    for name, figures in results.items():
        exact, partial = figures["all three exact~"], figures["all three partial"]
        print(f"{name:28s} {100 * exact.value:7.1f} {100 * partial.value:8.1f}")
    for name, (one, other) in PEERS.items():
        print(f"{name + ' (quoted)':28s} {one:7.1f} {other:8.1f}")
    if options.all:
        for name, figures in results.items():
            print(f"\n{name}\n{render_figures(figures)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
