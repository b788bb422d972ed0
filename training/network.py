"""The joint network: a MiniLM (BERT) encoder with one head a task, in PyTorch.

Shapes: B windows, P word pieces, W words. Word vectors are those of each word's first piece, a learnt mixture of the
encoder's layers for each group of tasks. Biaffine heads score pairs of words, word 0 being the virtual root ([CLS]).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the defaults are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    positions: int = 512
    shapes: int = 9
    upos: int = 17
    xpos: int = 50
    lemma: int = 200
    deprel: int = 50
    entity: int = 11
    types: int = 17
    auxiliaries: int = 5
    acts: int = 9
    roles: int = 5
    arc: int = 256
    label: int = 96
    link: int = 96
    dropout: float = 0.1


class Attention(nn.Module):
    """Multi-head self-attention with BERT's residual and normalisation."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.output = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: B x P x width; mask: B x P, True where a piece is real."""
        b, p, w = x.shape
        d = w // self.heads
        q, k, v = (f(x).view(b, p, self.heads, d).transpose(1, 2) for f in (self.query, self.key, self.value))
        if mask is None:  # one window a call: the exported form
            weights = torch.softmax(q @ k.transpose(-1, -2) * d**-0.5, -1)
            mixed = weights @ v
        else:
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        return self.norm(x + self.drop(self.output(mixed.transpose(1, 2).reshape(b, p, w))))


class Layer(nn.Module):
    """One encoder layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: B x P x width."""
        x = self.attention(x, mask)
        return self.norm(x + self.drop(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """BERT's encoder, with an embedding of how each word is written added to the input."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(shape.shapes, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """ids, shapes: B x P. Returns the input's and each layer's output: B x P x width each."""
        positions = self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(self.words(ids) + positions + self.kind) + self.shapes(shapes))
        outputs = [x]
        for layer in self.layers:
            outputs.append(layer(outputs[-1], mask))
        return outputs

    def load_bert(self, path: Path) -> None:
        """Load the weights of a BERT checkpoint in safetensors."""
        from safetensors.torch import load_file  # noqa: PLC0415

        w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        state = {
            "words.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"],
            "shapes.weight": self.shapes.weight.detach(),
            "kind": w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        names = {
            "attention.query": "attention.self.query",
            "attention.key": "attention.self.key",
            "attention.value": "attention.self.value",
            "attention.output": "attention.output.dense",
            "attention.norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for mine, theirs in names.items():
                for end in ("weight", "bias"):
                    state[f"layers.{i}.{mine}.{end}"] = w[f"encoder.layer.{i}.{theirs}.{end}"]
        self.load_state_dict(state)


class Mix(nn.Module):
    """A learnt mixture of the encoder's layers at each word's first piece."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers + 1))
        with torch.no_grad():
            self.weights[-1] = 1.0

    def forward(self, outputs: Tensor) -> Tensor:
        """Mix outputs, layers+1 x B x W x width, into B x W x width."""
        return (torch.softmax(self.weights, 0)[:, None, None, None] * outputs).sum(0)


class Pairs(nn.Module):
    """Biaffine scores of word pairs (dependent, head): Dozat and Manning 2017."""

    def __init__(self, width: int, inner: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.labels, self.inner = labels, inner
        self.dependent = nn.Linear(width, inner)
        self.head = nn.Linear(width, inner)
        self.weight = nn.Linear(inner + 1, labels * inner, bias=False)
        self.head_bias = nn.Linear(inner, labels)
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.weight.weight, std=0.2 / inner)

    def project(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return (dependents seen by each label: B x W x labels x inner, heads: B x W x inner)."""
        d = self.drop(nn.functional.gelu(self.dependent(x)))
        h = self.drop(nn.functional.gelu(self.head(x)))
        d = torch.cat([d, torch.ones_like(d[..., :1])], -1)
        return self.weight(d).view(*d.shape[:2], self.labels, self.inner), h

    def forward(self, x: Tensor) -> Tensor:
        """x: B x W x width. Returns B x labels x W (dependent) x W (head)."""
        d, h = self.project(x)
        return d.transpose(1, 2) @ h.transpose(1, 2)[:, None] + self.head_bias(h).transpose(1, 2)[:, :, None]


GROUPS = ["morphology", "syntax", "entity", "attribution", "event", "coreference"]


class Network(nn.Module):
    """Encoder, mixtures and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        w = shape.width
        self.encoder = Encoder(shape)
        self.mix = nn.ModuleDict({g: Mix(shape.layers) for g in GROUPS})
        self.sentence = nn.Linear(w, 2)
        self.upos = nn.Linear(w, shape.upos)
        self.xpos = nn.Linear(w, shape.xpos)
        self.lemma = nn.Linear(w, shape.lemma)
        self.arc = Pairs(w, shape.arc, 1, 0.33)
        self.deprel = Pairs(w, shape.label, shape.deprel, 0.33)
        self.entity = nn.Linear(w, shape.entity)
        self.layers = nn.Linear(w, 9)
        self.transitions = nn.Parameter(torch.zeros(3, 3, 3))
        self.link = Pairs(w, shape.link, 3, 0.2)
        self.act = nn.Linear(w, shape.acts)
        self.trigger = nn.Linear(w, shape.types)
        self.auxiliary = nn.Linear(w, shape.auxiliaries)
        self.argument = Pairs(w, shape.link, shape.roles, 0.2)
        self.factuality = nn.Linear(w, 1)
        self.antecedent = Pairs(w, shape.link, 1, 0.2)
        self.drop = nn.Dropout(0.2)

    def set_dropout(self, factor: float) -> None:
        """Scale every dropout rate to `factor` times what it was built with."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                built = getattr(module, "built", module.p)
                module.built, module.p = built, built * factor

    def vectors(self, ids: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None) -> dict[str, Tensor]:
        """Return for each group of tasks B x (W+1) x width, word 0 being the root; first: B x (W+1) piece indices."""
        outputs = self.encoder(ids, shapes, mask)
        at = first[..., None].expand(-1, -1, self.shape.width)
        words = torch.stack([torch.gather(o, 1, at) for o in outputs])
        return {g: self.drop(self.mix[g](words)) for g in GROUPS}

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None) -> dict[str, Tensor]:
        """Return every head's scores; pair scores are B x labels x W+1 (dependent) x W+1 (head)."""
        v = self.vectors(ids, shapes, first, mask)
        rel_d, rel_h = self.deprel.project(v["syntax"])
        return {
            "sentence": self.sentence(v["morphology"][:, 1:]),
            "upos": self.upos(v["morphology"][:, 1:]),
            "xpos": self.xpos(v["morphology"][:, 1:]),
            "lemma": self.lemma(v["morphology"][:, 1:]),
            "arc": self.arc(v["syntax"])[:, 0],
            "rel_dependent": rel_d,
            "rel_head": rel_h,
            "rel_bias": self.deprel.head_bias(rel_h),
            "entity": self.entity(v["entity"][:, 1:]),
            "layers": self.layers(v["attribution"][:, 1:]),
            "link": self.link(v["attribution"]),
            "act": self.act(v["event"][:, 1:]),
            "trigger": self.trigger(v["event"][:, 1:]),
            "auxiliary": self.auxiliary(v["event"][:, 1:]),
            "argument": self.argument(v["event"]),
            "factuality": 3 * torch.tanh(self.factuality(v["event"][:, 1:])[..., 0]),
            "antecedent": self.antecedent(v["coreference"])[:, 0],
        }


def crf_loss(scores: Tensor, transitions: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
    """Negative log-likelihood of three B/I/O layers, open labels summed over (a partial conditional random field).

    scores: B x W x 9 (layer by label); transitions: 3 x 3 x 3 (layer, from, to); gold: B x 3 x W, negative where open;
    lengths: B. Returns the mean over words.
    """
    b, w, _ = scores.shape
    e = scores.view(b, w, 3, 3).transpose(1, 2)
    allowed = torch.where(gold[..., None] < 0, True, gold[..., None] == torch.arange(3, device=gold.device))
    both = torch.stack([e, torch.where(allowed, e, e.new_tensor(-1e4))])  # 2 x B x 3 x W x 3
    t = transitions + torch.tensor([[0.0, 0.0, -1e4], [0.0] * 3, [0.0] * 3], device=e.device)  # O -> I never
    start = torch.tensor([0.0, 0.0, -2.0], device=e.device)
    alpha = both[..., 0, :] + start
    for k in range(1, w):
        step = torch.logsumexp(alpha[..., :, None] + t[None, None], -2) + both[..., k, :]
        alpha = torch.where((k < lengths)[None, :, None, None], step, alpha)
    z = torch.logsumexp(alpha, -1)
    return (z[0] - z[1]).sum() / lengths.sum()
