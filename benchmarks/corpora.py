"""Readers of the annotated data beside the repository, in ../shared/data; its README says what each set is."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.evaluate.attribution import CofeRow, Linked
from onrecord.evaluate.treebank import Document, read_treebank
from onrecord.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.evaluate.entities import Entity

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY.parent / "shared" / "data"


class Missing(Exception):
    """A data set that is not there; the message names it."""


def path_of(name: str) -> Path:
    """Return the path of a file or folder of the data; raise `Missing` where it is not there."""
    path = DATA / name
    if not path.exists():
        raise Missing(f"../shared/data/{name} is not beside the repository")
    return path


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped JSON Lines file."""
    with gzip.open(path_of(name), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(ref: str, text: str) -> Article:
    """Return a text as an article, nothing cleaned."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=digest, ref=ref, text=text, text_sha256=digest)


@dataclass(frozen=True, slots=True)
class Attributed:
    """A PolNeAR article with its attributions."""

    doc: str
    text: str
    attributions: tuple[Linked, ...]


def polnear_dev() -> list[Attributed]:
    """Return the articles of PolNeAR's development part."""
    return [
        Attributed(row["doc_id"], row["text"], tuple(map(_linked, row["attributions"])))
        for row in rows("attribution/polnear-dev.jsonl.gz")
    ]


def _linked(attribution: dict[str, Any]) -> Linked:
    source, cue, content = (
        tuple((start, end) for start, end in attribution.get(role) or ()) for role in ("source", "cue", "content")
    )
    return Linked(source, cue, content)


def cofenet_dev() -> list[CofeRow]:
    """Return the instances of PolNeAR's development part as CofeNet cuts and labels them."""
    out = []
    for row in rows("attribution/cofenet-dev.jsonl.gz"):
        tokens = tuple(None if start is None else (start, end) for start, end in row["offsets"])
        out.append(CofeRow(row["doc_id"], tokens, tuple(row["labels"])))
    return out


def worldwide_dev() -> list[tuple[str, str, list[Entity]]]:
    """Return (name, text, entities) of WorldWide newswire; to be measured on, never tuned on."""
    return [
        (row["id"], row["text"], [(e["start"], e["end"], e["label"]) for e in row["entities"]])
        for row in rows("entities/worldwide-dev.jsonl.gz")
    ]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of UDS-IH2, its words between blanks; `events` are (word, factuality from -3 to 3)."""

    words: tuple[str, ...]
    events: tuple[tuple[int, float], ...]


def factuality_dev() -> list[Judged]:
    """Return the sentences of UDS-IH2's development part."""
    return [_judged(row) for row in rows("status/uds-ih2-train-dev.jsonl.gz") if row["split"] == "dev"]


def _judged(row: dict[str, Any]) -> Judged:
    words, starts, at = row["text"].split(" "), {}, 0
    for number, word in enumerate(words):
        starts[at] = number
        at += len(word) + 1
    return Judged(tuple(words), tuple((starts[event["start"]], event["score"]) for event in row["events"]))


def treebank(name: str) -> list[Document]:
    """Return the documents of "ewt-dev" or "gum-dev"."""
    return list(read_treebank(path_of(f"syntax/{name}.conllu.gz")))
