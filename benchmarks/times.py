"""Measures times: TempEval-3 figures on TimeBank and AQUAINT, which are measured on only, never tuned on.

`python benchmarks/times.py ../shared/data/time` prints one line a corpus. An expression is found where it overlaps the
gold (relaxed) or equals it (strict); value F1 counts overlapping ones whose TIMEX3 value is the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.events.times import find

CORPORA = ("timebank", "aquaint")


def f1(hits: int, found: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (found + gold) if found + gold else 0.0


def matched(text: str, published: date | None, gold: list[dict[str, Any]]) -> tuple[int, int, int, int, list[str]]:
    """Return (found, overlapping, equal, of the same value, notes) for one article."""
    found = list(find(text, published))
    overlapping = equal = value = 0
    notes = []
    free = set(range(len(found)))
    for timex in gold:
        hit = next(
            (n for n in sorted(free) if found[n].span[0] < timex["end"] and timex["start"] < found[n].span[1]), None
        )
        if hit is None:
            notes.append(f"missed {text[timex['start'] : timex['end']]!r} {timex['value']}")
            continue
        free.discard(hit)
        one = found[hit]
        overlapping += 1
        equal += one.span == (timex["start"], timex["end"])
        value += one.meaning.value == timex["value"]
    return len(found), overlapping, equal, value, notes


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    for corpus in CORPORA:
        sums = [0, 0, 0, 0]
        total = 0
        start = time.perf_counter()
        with gzip.open(options.folder / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                published = date.fromisoformat(row["dct"][:10]) if row["dct"] else None
                counts = matched(row["text"], published, row["timexes"])[:4]
                sums = [a + b for a, b in zip(sums, counts, strict=True)]
                total += len(row["timexes"])
        found, overlapping, equal, value = sums
        print(
            f"{corpus}: value F1 {f1(value, found, total):.3f}, relaxed F1 {f1(overlapping, found, total):.3f}, "
            f"strict F1 {f1(equal, found, total):.3f}; {found} found, {total} gold, {time.perf_counter() - start:.1f} s"
        )


if __name__ == "__main__":
    main()
