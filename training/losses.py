"""The loss of every task over a batch of windows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from training.corpora import NONE, Document
from training.network import Network, crf_loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model.windows import Pieces

WEIGHTS = {
    "sentence": 0.3, "upos": 0.3, "xpos": 0.4, "lemma": 0.6, "arc": 1.0, "deprel": 0.6, "entity": 1.5, "layers": 4.0,
    "link": 1.5, "act": 0.4, "trigger": 4.0, "auxiliary": 0.4, "argument": 1.0, "factuality": 0.3, "antecedent": 0.5,
}  # fmt: skip


class Batch:
    """Tensors of a few windows; words are counted from 1 in pair scores, 0 being the root."""

    def __init__(self, docs: Sequence[Document], pieces: Pieces) -> None:
        self.docs = docs
        encoded = [pieces.encode(d.words) for d in docs]
        p, w = max(len(e[0]) for e in encoded), max(len(d.words) for d in docs)
        self.ids = torch.zeros(len(docs), p, dtype=torch.long)
        self.shapes = torch.zeros(len(docs), p, dtype=torch.long)
        self.mask = torch.zeros(len(docs), p, dtype=torch.bool)
        self.first = torch.zeros(len(docs), w + 1, dtype=torch.long)
        self.lengths = torch.tensor([len(d.words) for d in docs])
        for i, (ids, shapes, first) in enumerate(encoded):
            self.ids[i, : len(ids)] = torch.tensor(ids)
            self.shapes[i, : len(ids)] = torch.tensor(shapes)
            self.mask[i, : len(ids)] = True
            self.first[i, 1 : len(first) + 1] = torch.tensor(first)

    def words(self, name: str) -> Tensor | None:
        """Return a word-level label, B x W with NONE where missing, or None if no window has it."""
        values = [getattr(d, name) for d in self.docs]
        if not any(values):
            return None
        out = torch.full((len(values), self.first.shape[1] - 1), NONE)
        for i, v in enumerate(values):
            out[i, : len(v)] = torch.tensor(v, dtype=torch.long)
        return out


def _tags(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NONE)


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Return the loss of each task that the batch has labels for."""
    out = network(batch.ids, batch.shapes, batch.first, batch.mask)
    found: dict[str, Tensor] = {}
    for name in ("sentence", "upos", "xpos", "lemma", "entity", "act", "trigger", "auxiliary"):
        gold = batch.words(name)
        if gold is not None and bool((gold != NONE).any()):
            found[name] = _tags(out[name], gold)
    _syntax(out, batch, found)
    _attribution(network, out, batch, found)
    _events(out, batch, found)
    return found


def _syntax(out: dict[str, Tensor], batch: Batch, found: dict[str, Tensor]) -> None:
    if all(d.heads for d in batch.docs):
        heads = batch.words("heads")
        sentence = batch.words("sentence_id")
        assert heads is not None
        assert sentence is not None
        same = sentence[:, :, None] == sentence[:, None, :]
        same = F.pad(same, (1, 0), value=True)
        arcs = out["arc"][:, 1:].masked_fill(~same, -1e4)
        target = torch.where(heads == NONE, NONE, heads + 1)
        found["arc"] = _tags(arcs, target)
        rel = batch.words("deprel")
        assert rel is not None
        at = target.clamp(min=0)
        h = torch.gather(out["rel_head"], 1, at[..., None].expand(-1, -1, out["rel_head"].shape[-1]))
        bias = torch.gather(out["rel_bias"], 1, at[..., None].expand(-1, -1, out["rel_bias"].shape[-1]))
        scores = (out["rel_dependent"][:, 1:] @ h[..., None])[..., 0] + bias
        found["deprel"] = _tags(scores, torch.where(target == NONE, NONE, rel))
    gold = batch.words("antecedents")
    if gold is not None and bool((gold != NONE).any()):
        size = gold.shape[1]
        earlier = torch.ones(size, size + 1, dtype=torch.bool).tril()
        scores = out["antecedent"][:, 1:].masked_fill(~earlier, -1e4)
        found["antecedent"] = _tags(scores, torch.where(gold == NONE, NONE, gold + 1))


def _rows(scores: Tensor, anchors: list[int], links: list[tuple[int, int, int]], words: int) -> tuple[Tensor, Tensor]:
    """Pick the rows of a pair score (labels x W+1 x W+1, head = anchor) and make their gold labels."""
    gold = torch.zeros(len(anchors), words, dtype=torch.long)
    row = {a: i for i, a in enumerate(anchors)}
    for a, k, role in links:
        if a in row and 0 <= k < words:
            gold[row[a], k] = role
    picked = scores[:, 1 : words + 1, [a + 1 for a in anchors]]
    return picked.permute(2, 1, 0).flatten(0, 1), gold.flatten()


def _attribution(network: Network, out: dict[str, Tensor], batch: Batch, found: dict[str, Tensor]) -> None:
    if not all(d.layers for d in batch.docs):
        return
    size = batch.first.shape[1] - 1
    gold = torch.full((len(batch.docs), 3, size), NONE)
    pairs = []
    for i, d in enumerate(batch.docs):
        gold[i, :, : len(d.words)] = torch.tensor(d.layers)
        pairs.append(_rows(out["link"][i], d.anchors, d.links, len(d.words)))
    found["layers"] = crf_loss(out["layers"], network.transitions, gold, batch.lengths)
    found["link"] = _sparse(pairs)


def _sparse(pairs: list[tuple[Tensor, Tensor]]) -> Tensor:
    """Cross-entropy in which the many pairs that hold nothing do not drown the few that do."""
    scores, gold = torch.cat([s for s, _ in pairs]), torch.cat([g for _, g in pairs])
    return F.cross_entropy(scores, gold, reduction="sum") / (int((gold > 0).sum()) + math.sqrt(len(gold)) + 1)


def _events(out: dict[str, Tensor], batch: Batch, found: dict[str, Tensor]) -> None:
    pairs = [
        _rows(out["argument"][i], d.trigger_words, d.arguments, len(d.words))
        for i, d in enumerate(batch.docs)
        if d.trigger_words
    ]
    if pairs:
        found["argument"] = _sparse(pairs)
    if all(d.factuality for d in batch.docs):
        gold = torch.full(out["factuality"].shape, float("nan"))
        for i, d in enumerate(batch.docs):
            gold[i, : len(d.factuality)] = torch.tensor(d.factuality)
        known = ~torch.isnan(gold)
        if bool(known.any()):
            found["factuality"] = F.smooth_l1_loss(out["factuality"][known], gold[known])
