"""Counts what words name events in the annotated articles: data/triggers.csv from the training part.

    python -m training.event_words DATA [WEIGHTS] [OUT]

DATA holds events/ledger and events/split.json; the articles are read with the model in WEIGHTS (default: the one that
ships). A word is counted where it is the head of a trigger; words that never are, and words seen as often without
being one as to say nothing, are left out.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.article import clean
from onrecord.events.tree import Tree, grow
from onrecord.events.words import pos
from onrecord.model import Model
from onrecord.model.network import WEIGHTS
from onrecord.types import Page

if TYPE_CHECKING:
    from onrecord.types import Parse

Key = tuple[str, str]
FEWEST = 1
"""So often a word must name an event to be written down."""


def heads(tree: Tree, gold: dict[str, Any]) -> set[tuple[int, str]]:
    """Return the head token and the type of every annotated trigger."""
    found = set()
    for event in gold["events"]:
        start, end = gold["offsets"][event["sent"]]
        first = gold["text"].find(event["trigger"], start, end + 1)
        last = first + len(event["trigger"])
        inside = [at for at, token in enumerate(tree.tokens) if token.start < last and first < token.end]
        if first >= 0 and inside:
            found.add((tree.head_of((inside[0], inside[-1] + 1)), event["type"]))
    return found


def count(parses: dict[str, Parse], ledger: Path) -> tuple[Counter[Key], dict[Key, Counter[str]]]:
    """Return how often each word was seen, and how often as the head of a trigger of each type."""
    seen: Counter[Key] = Counter()
    named: dict[Key, Counter[str]] = defaultdict(Counter)
    for name, parse in sorted(parses.items()):
        tree = grow(parse)
        triggers = heads(tree, json.loads((ledger / f"{name}.json").read_text()))
        for at in range(len(tree.tokens)):
            part = pos(tree, at)
            if part is not None:
                seen[tree.lemma(at), part] += 1
        for at, type_name in triggers:
            part = pos(tree, at)
            if part is not None:
                named[tree.lemma(at), part][type_name] += 1
    return seen, named


def read(ledger: Path, names: list[str], weights: Path) -> dict[str, Parse]:
    """Return the parses of annotated articles, each read with its own text."""
    texts = [json.loads((ledger / f"{name}.json").read_text(encoding="utf-8"))["text"] for name in names]
    pages = [Page(ref=name, text=text, kind="plain") for name, text in zip(names, texts, strict=True)]
    return dict(zip(names, Model.load(weights).parse([clean(page) for page in pages]), strict=True))


def main(data: str, weights: str = str(WEIGHTS), out: str = str(WEIGHTS.parent / "triggers.csv")) -> None:
    """Write the counts."""
    root = Path(data) / "events"
    part = json.loads((root / "split.json").read_text())["train"]
    seen, named = count(read(root / "ledger", part, Path(weights)), root / "ledger")
    with Path(out).open("w", newline="", encoding="utf-8") as file:
        file.write(
            "# Counted by training/event_words.py on the training part of the annotated articles (events/ledger).\n"
        )
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["lemma", "pos", "total", "types"])
        for key in sorted(named):
            if sum(named[key].values()) >= FEWEST:
                types = " ".join(f"{name}:{n}" for name, n in sorted(named[key].items()))
                rows.writerow([*key, seen[key], types])


if __name__ == "__main__":
    main(*sys.argv[1:])
