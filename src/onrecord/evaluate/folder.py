"""A folder of annotated articles, read by whatever reads pages and scored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.errors import BadData
from onrecord.evaluate.ledger import Scores, score
from onrecord.evaluate.sheets import Sheet, load_gold
from onrecord.types import Page, Reading, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    Read = Callable[[Sequence[Page]], Iterable[Reading | Skipped]]


def load_golds(gold_dir: Path, *, split: Path | None = None, part: str | None = None) -> list[Sheet]:
    """Return the annotated articles of a folder by name, or those of one part of a split file.

    A split file is JSON, {part: [doc, ...]}. Raises `BadData` where the folder holds none or the split lacks the part.
    """
    paths = sorted(gold_dir.glob("*.json"))
    if split is not None:
        wanted = _part(split, part)
        paths = [path for path in paths if path.stem in wanted]
    if not paths:
        where = f"part {part} of {gold_dir}" if part else str(gold_dir)
        raise BadData(f"{where}: found no annotated article, expected files <doc>.json")
    return [load_gold(path) for path in paths]


def score_folder(gold_dir: Path, *, read: Read, split: Path | None = None, part: str | None = None) -> Scores:
    """Read the articles' own texts as plain pages and return the figures; `ref` is the doc, skipped ones are empty."""
    golds = load_golds(gold_dir, split=split, part=part)
    pages = [Page(ref=gold.doc, text=gold.text, kind="plain") for gold in golds]
    readings = {result.article.ref: result for result in read(pages) if isinstance(result, Reading)}
    return score(golds, readings)


def _part(split: Path, part: str | None) -> set[str]:
    parts = json.loads(split.read_text(encoding="utf-8"))
    if part not in parts:
        raise BadData(f"{split}: found the parts {', '.join(map(str, parts))}, expected one of them, not {part!r}")
    return set(parts[part])
