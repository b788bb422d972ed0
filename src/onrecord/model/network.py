"""The joint network in ONNX Runtime: one window a call, so that no window depends on its neighbours in a batch."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import BadModel
from onrecord.model.windows import Pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).parent.parent / "data" / "weights"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the network's outputs count by, and the transition scores between B/I/O labels (layer x from x to)."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    entity: tuple[str, ...]
    acts: tuple[str, ...]
    types: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    roles: tuple[str, ...]
    transitions: Floats
    lemmas: Mapping[str, Mapping[str, str]]
    """By part of speech: the lemma of each form that the treebanks hold and that is not its own lemma."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one window of W words; where W+1 is written, index 0 is the root.

    sentence: W x 2; upos, xpos, lemma, entity, act, auxiliary: W x labels; trigger: W x 1 + types (0 none);
    layers: W x 9 (source, cue, content by O, B, I); arc, antecedent: W+1 (dependent) x W+1 (head);
    rel_dependent: W+1 x deprels x D, rel_head: W+1 x D, rel_bias: W+1 x deprels;
    link: 3 (none, source, content) x W+1 (word) x W+1 (cue); argument: 1 + roles x W+1 (word) x W+1 (trigger);
    factuality: W, from -3 to 3.
    """

    sentence: Floats
    upos: Floats
    xpos: Floats
    lemma: Floats
    arc: Floats
    rel_dependent: Floats
    rel_head: Floats
    rel_bias: Floats
    entity: Floats
    layers: Floats
    link: Floats
    act: Floats
    trigger: Floats
    auxiliary: Floats
    argument: Floats
    factuality: Floats
    antecedent: Floats


class Network:
    """The weights, loaded: `pieces` cuts words for it, `labels` names what it gives, `sha256` says which it is."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        path = folder / "onrecord.onnx"
        if not path.is_file():
            raise BadModel(
                f"no weights at {path}: expected the file that ships with onrecord; install the package again"
            )
        content = path.read_bytes()
        self.sha256 = hashlib.sha256(content).hexdigest()
        expected = (folder / "onrecord.sha256").read_text(encoding="ascii").split()[0]
        if self.sha256 != expected:
            raise BadModel(
                f"{path} is damaged: its sha256 is {self.sha256}, expected {expected}; install the package again"
            )
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._outputs = list(Scores.__dataclass_fields__)
        self.labels = _labels(self._session.get_modelmeta().custom_metadata_map)
        self.pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def run(self, words: Sequence[str]) -> Scores:
        """Score one window of words."""
        ids, shapes, first = self.pieces.encode(words)
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "first": np.array([[0, *first]], dtype=np.int64),
        }
        return Scores(*(output[0] for output in self._session.run(self._outputs, feed)))


def _labels(metadata: dict[str, str]) -> Labels:
    """Read the label lists that training wrote into the ONNX file."""
    try:
        lists = json.loads(metadata["labels"])
        transitions = np.array(lists.pop("transitions"), dtype=np.float32)
        table = lists.pop("lemmas")
        return Labels(**{name: tuple(values) for name, values in lists.items()}, transitions=transitions, lemmas=table)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise BadModel(
            f"the weights carry no labels that this version reads ({error!r}); install the package again"
        ) from error
