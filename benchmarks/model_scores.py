"""Prints what the model reaches on development data: trees, attributions, entities, event types, factuality.

`--weights FOLDER` measures other weights than those that ship, `--against FOLDER` prints those beside them (full
precision, say), `--only NAME...` measures some of the rows. Data sets that are not beside the repository are left out.
WorldWide newswire is measured on only.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import accumulate, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import (
    Missing,
    article,
    cofenet_dev,
    factuality_dev,
    path_of,
    polnear_dev,
    treebank,
    worldwide_dev,
)
from onrecord import pipeline
from onrecord.evaluate import attribution, entities, score_folder, syntax
from onrecord.evaluate.factuality import pearson
from onrecord.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.types import Page, Reading, Skipped

ENTITY_LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORGANIZATION",
    "ORGANIZATION": "ORGANIZATION",
    "LOC": "LOCATION",
    "LOCATION": "LOCATION",
    "FACILITY": "LOCATION",
    "DATE": "DATE",
}
"""Labels of both sides -> labels that count; the others are left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, 0 to 100 except for a correlation, with the value to reach at least and the aim."""

    name: str
    value: float
    floor: float
    aim: float


def trees(model: Model) -> Iterator[Row]:
    """LAS on gold words, subtypes and punctuation counted."""
    for name, floor, aim in (("ewt-dev", 89, 91), ("gum-dev", 90, 92)):
        documents = treebank(name)
        read = model.parse_words([[[word.form for word in s] for s in document.sentences] for document in documents])
        gold = [syntax.arcs(sentence) for document in documents for sentence in document.sentences]
        figures = syntax.attachment(gold, [arcs for document in read for arcs in document])
        yield Row(f"LAS, gold words, {name}", 100 * figures["LAS"].value, floor, aim)


def raw_trees(model: Model) -> Iterator[Row]:
    """Figures of raw text as in the CoNLL 2018 task."""
    documents = treebank("gum-dev")
    parses = model.parse([article(document.name, document.text) for document in documents])
    figures = syntax.raw_text(zip(documents, parses, strict=True))
    for name in ("sentences", "words", "UPOS"):
        yield Row(f"{name} F1, raw text, gum-dev", 100 * figures[name].value, 0, 0)
    yield Row("LAS, raw text, gum-dev", 100 * figures["LAS"].value, 84, 88)


def attributions(model: Model) -> Iterator[Row]:
    """CofeNet's exact F1, and linked attributions."""
    documents = polnear_dev()
    parses = model.parse([article(document.doc, document.text) for document in documents])
    read = {parse.article.ref: attribution.of_parse(parse) for parse in parses}
    figures = attribution.cofenet(cofenet_dev(), read)
    for role, floor, aim in (("source", 79, 83), ("cue", 70, 75), ("content", 65, 72)):
        yield Row(f"{role}, exact F1, CofeNet's rows", 100 * figures[f"{role} exact"].value, floor, aim)
    linked = attribution.linked((document.text, document.attributions, read[document.doc]) for document in documents)
    yield Row("linked, all three exact~, PolNeAR dev", 100 * linked["all three exact~"].value, 46, 55)
    yield Row("linked, all three partial, PolNeAR dev", 100 * linked["all three partial"].value, 64, 72)


def names(model: Model) -> Iterator[Row]:
    """Exact micro-F1 of entities."""
    documents = worldwide_dev()
    parses = model.parse([article(name, text) for name, text, _ in documents])
    pairs = [(gold, entities.of_parse(parse)) for (_, _, gold), parse in zip(documents, parses, strict=True)]
    figures = entities.entity_figures(pairs, ENTITY_LABELS)
    yield Row("entities, micro-F1, worldwide-dev", 100 * figures["all"].value, 70, 82)
    for label in sorted(set(ENTITY_LABELS.values())):
        yield Row(f"  {label}", 100 * figures[label].value, 0, 0)


def triggers(model: Model) -> Iterator[Row]:
    """Event type F1 of whole readings, model and lexicon together."""
    folder = path_of("events")

    def read(pages: list[Page]) -> Iterator[Reading | Skipped]:
        return pipeline.read_pages(pages, load=lambda: model)

    scores = score_folder(folder / "ledger", read=read, split=folder / "split.json", part="develop")
    yield Row("event type F1, develop", 100 * scores.figures["event type"].value, 63, 74)


def factuality(model: Model) -> Iterator[Row]:
    """Pearson's r over the events of UDS-IH2; a sentence is read as it stands there, words between blanks."""
    gold, read = [], []
    for number, sentence in enumerate(factuality_dev()):
        (parse,) = model.parse([article(str(number), " ".join(sentence.words))])
        at = {place: token.factuality for token in parse.tokens for place in range(token.start, token.end)}
        starts = [0, *accumulate(len(word) + 1 for word in sentence.words)]
        gold += [score for _, score in sentence.events]
        read += [at[starts[word]] for word, _ in sentence.events]
    yield Row("factuality, Pearson's r, UDS-IH2 dev", pearson(gold, read), 0.65, 0.80)


ROWS: dict[str, Callable[[Model], Iterator[Row]]] = {
    "trees": trees,
    "raw": raw_trees,
    "attributions": attributions,
    "entities": names,
    "triggers": triggers,
    "factuality": factuality,
}


def line(row: Row, other: Row | None) -> str:
    """Return a row as text, with the other weights' value and the difference where there are any."""
    digits = 3 if row.name.startswith("factuality") else 1
    bars = f"{row.floor:7g} {row.aim:7g}" if row.floor else " " * 15
    beside = f" {other.value:7.{digits}f} {row.value - other.value:+7.{digits}f}" if other else ""
    return f"{row.name:42s} {row.value:7.{digits}f} {bars}{beside}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.model_scores", description=__doc__)
    parser.add_argument("--weights", type=Path, help="a folder of weights; default: those that ship")
    parser.add_argument("--against", type=Path, help="another folder of weights, to compare with")
    parser.add_argument("--only", nargs="+", choices=list(ROWS), default=list(ROWS), help="rows to measure")
    options = parser.parse_args()
    model = Model.load(options.weights)
    other = Model.load(options.against) if options.against else None
    beside = f" {'against':>7s} {'':>7s}" if other else ""
    print(f"weights {model.sha256[:12]}\n{'':42s} {'value':>7s} {'floor':>7s} {'aim':>7s}{beside}")
    for name in options.only:
        try:
            rows = ROWS[name](model)
            others = ROWS[name](other) if other else repeat(None)
            for row, compared in zip(rows, others, strict=False):
                print(line(row, compared), flush=True)
        except Missing as missing:
            print(f"left out: {missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
