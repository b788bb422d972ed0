"""Scores -> labels: best label sequences, best trees, lemmas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

NEVER = np.float32(-1e4)


def softmax(scores: Floats, axis: int = -1) -> Floats:
    """Return probabilities along an axis."""
    shifted = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return shifted / shifted.sum(axis=axis, keepdims=True)  # type: ignore[no-any-return]


def viterbi(scores: Floats, transitions: Floats, start: Floats) -> Ints:
    """Return the best label of every step of several independent layers.

    scores: steps x layers x labels; transitions: layers x from x to; start: labels. Returns steps x layers.
    """
    steps, layers, _ = scores.shape
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0] + start
    for k in range(1, steps):
        candidates = best[:, :, None] + transitions
        back[k] = candidates.argmax(axis=1)
        best = candidates.max(axis=1) + scores[k]
    path = np.zeros((steps, layers), dtype=np.int64)
    path[-1] = best.argmax(axis=1)
    rows = np.arange(layers)
    for k in range(steps - 1, 0, -1):
        path[k - 1] = back[k, rows, path[k]]
    return path


def bio_transitions(labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Return the transition and start scores that forbid an I- label after anything but its own B- or I-."""
    allowed = np.zeros((len(labels), len(labels)), dtype=np.float32)
    start = np.zeros(len(labels), dtype=np.float32)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            start[j] = NEVER
            for i, before in enumerate(labels):
                if before[2:] != label[2:]:
                    allowed[i, j] = NEVER
    return allowed, start


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the half-open intervals in which a mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def bio_spans(path: Ints) -> list[tuple[int, int]]:
    """Return the spans of a layer of labels 0 (out), 1 (begins), 2 (goes on)."""
    spans: list[tuple[int, int]] = []
    for k, label in enumerate(path):
        if label == 1 or (label == 2 and (not spans or spans[-1][1] != k)):
            spans.append((k, k + 1))
        elif label == 2:
            spans[-1] = (spans[-1][0], k + 1)
    return spans


def tree(arcs: Floats) -> list[int]:
    """Return the best tree over one sentence: for each word its head's index, -1 for the one root.

    arcs: N x N+1, the score of each head (column 0 the root, then the words) for each word.
    """
    size = len(arcs)
    if size == 1:
        return [-1]
    scores = arcs.copy()
    scores[np.arange(size), np.arange(size) + 1] = NEVER
    inside = scores[:, 1:].max(axis=1)
    root = int((scores[:, 0] - inside).argmax())
    scores[:, 0] = NEVER
    scores[root, 1:] = NEVER
    scores[root, 0] = 0.0
    full = np.full((size + 1, size + 1), NEVER, dtype=np.float32)
    full[1:] = scores
    return [int(h) - 1 for h in _spanning(full)[1:]]


def _spanning(scores: Floats) -> Ints:
    """Chu-Liu-Edmonds: the maximum spanning tree rooted in 0; scores: dependent x head. Returns heads."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([k for k in range(len(scores)) if k not in set(cycle)])
    gain = scores[inside] - scores[inside, heads[inside]][:, None]  # of breaking the cycle at each of its words
    size = len(outside)
    smaller = np.full((size + 1, size + 1), NEVER, dtype=np.float32)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    enter = gain[:, outside]
    smaller[size, :size] = enter.max(axis=0)
    leave = scores[np.ix_(outside, inside)]
    smaller[:size, size] = leave.max(axis=1)
    found = _spanning(smaller)
    result = heads.copy()
    for k in range(1, size):
        result[outside[k]] = inside[leave[k].argmax()] if found[k] == size else outside[found[k]]
    into = int(enter[:, found[size]].argmax())
    result[inside[into]] = outside[found[size]]
    return result


def _cycle(heads: Ints) -> list[int]:
    """Return the words of a cycle among the heads, or nothing."""
    state = [0] * len(heads)
    state[0] = 2
    for begin in range(1, len(heads)):
        path, k = [], begin
        while state[k] == 0:
            state[k] = 1
            path.append(k)
            k = int(heads[k])
        if state[k] == 1:
            return path[path.index(k) :]
        for done in path:
            state[done] = 2
    return []


def lemma(word: str, script: str) -> str:
    """Apply an edit script: "=be" is the lemma itself, "l|1|y" lower-cases, cuts one character and adds "y"."""
    if script.startswith("="):
        return script[1:]
    case, cut_off, add = script.split("|", 2)
    base = word.lower() if case == "l" else word
    return base[: len(base) - int(cut_off)] + add if int(cut_off) < len(base) + 1 else base
