"""Turns a checkpoint into the shipped weights: `python -m training.export --out .cache/model`.

One ONNX file with dynamic int8 weights (per channel), the label lists in its metadata, its sha256 beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import fields
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.model.network import Scores
from training import corpora
from training.network import Network, Shape
from training.train import starting_point


class Exported(nn.Module):
    """The network with its outputs as a tuple in the order of `Scores`."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """One window: ids, shapes 1 x P; first 1 x W+1."""
        out = self.network(ids, shapes, first, None)
        return tuple(out[f.name] for f in fields(Scores))


def labels_of(saved: dict, network: Network, data: Path) -> str:
    """Return the label lists as the JSON text that the runtime reads."""
    lists = saved["labels"] | {
        "entity": corpora.BIO,
        "acts": corpora.ACTS,
        "types": corpora.TYPES,
        "auxiliaries": corpora.AUXILIARIES,
        "roles": corpora.ROLES,
        "transitions": network.transitions.detach().tolist(),
        "lemmas": corpora.lemmas(data / f"syntax/{name}-train.conllu.gz" for name in ("ewt", "gum")),
    }
    return json.dumps(lists, ensure_ascii=False)


def to_onnx(network: Network, path: Path) -> None:
    """Write the network as an fp32 ONNX file for one window a call."""
    network.eval()
    example = (torch.randint(5, 100, (1, 12)), torch.ones(1, 12, dtype=torch.long), torch.tensor([[0, 1, 2, 4, 5, 8]]))
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "first": {1: "words"}}
    names = [f.name for f in fields(Scores)]
    with torch.no_grad():
        torch.onnx.export(
            Exported(network), example, str(path), input_names=["ids", "shapes", "first"], output_names=names,
            dynamic_axes=axes | {n: {1: "n"} for n in names}, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantize_rows(path: Path, name: str) -> None:
    """Store an embedding table as int8 with a scale for each row: the rows of frequent and rare pieces differ much."""
    model = onnx.load(path)
    graph = model.graph
    table = next(t for t in graph.initializer if t.name == name)
    values = onnx.numpy_helper.to_array(table)
    scale = np.maximum(np.abs(values).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
    rows = np.round(values / scale).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [onnx.numpy_helper.from_array(rows, name + "_rows"), onnx.numpy_helper.from_array(scale, name + "_scale")]
    )
    at = next(i for i, node in enumerate(graph.node) if node.op_type == "Gather" and node.input[0] == name)
    old = graph.node[at]
    ids, out = old.input[1], old.output[0]
    graph.node.remove(old)
    make = onnx.helper.make_node
    for node in reversed([
        make("Gather", [name + "_rows", ids], ["rows_int8"], axis=0),
        make("Cast", ["rows_int8"], ["rows"], to=onnx.TensorProto.FLOAT),
        make("Gather", [name + "_scale", ids], ["rows_scale"], axis=0),
        make("Mul", ["rows", "rows_scale"], [out]),
    ]):  # fmt: skip
        graph.node.insert(at, node)
    onnx.save(model, path)


def sign(folder: Path, labels: str) -> None:
    """Write the labels into the file's metadata and its sha256 beside it."""
    path = folder / "onrecord.onnx"
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"labels": labels})
    onnx.save(model, path)
    (folder / "onrecord.sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest() + "  onrecord.onnx\n")


def main() -> None:
    """Export the last checkpoint."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", type=Path, default=Path("../shared/data"))
    args.add_argument("--out", type=Path, default=Path(".cache/model"))
    args.add_argument("--weights", type=Path, default=Path("src/onrecord/data/weights"))
    args.add_argument("--fp32", action="store_true", help="write fp32 weights, to measure what int8 costs")
    options = args.parse_args()
    saved = json.loads((options.out / "labels.json").read_text())
    network = Network(Shape(**saved["shape"]))
    network.load_state_dict(torch.load(options.out / "checkpoint.pt", weights_only=True)["network"])
    options.weights.mkdir(parents=True, exist_ok=True)
    full = options.out / "full.onnx"
    to_onnx(network, full)
    if options.fp32:
        shutil.copy(full, options.weights / "onrecord.onnx")
    else:
        quantize_dynamic(
            full,
            options.weights / "onrecord.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        quantize_rows(options.weights / "onrecord.onnx", "network.encoder.words.weight")  # fmt: skip
    sign(options.weights, labels_of(saved, network, options.data))
    shutil.copy(starting_point() / "tokenizer.json", options.weights / "tokenizer.json")
    print(f"{options.weights}: {sum(f.stat().st_size for f in options.weights.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
