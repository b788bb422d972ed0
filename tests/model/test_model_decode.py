"""Decoding: best sequences and best trees, against trying all."""

import itertools

import numpy as np
import pytest

from onrecord.model.decode import bio_spans, bio_transitions, lemma, runs, tree, viterbi


def is_tree(heads):
    if heads.count(-1) != 1:
        return False
    for begin in range(len(heads)):
        k, seen = begin, set()
        while k != -1 and k not in seen:
            seen.add(k)
            k = heads[k]
        if k != -1:
            return False
    return True


@pytest.mark.parametrize("seed", range(30))
def test_the_tree_is_the_best_of_all_trees(seed):
    size = 2 + seed % 4
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    options = [h for h in itertools.product(range(-1, size), repeat=size) if is_tree(list(h))]
    found = tree(arcs)
    assert is_tree(found)
    root = found.index(-1)
    best = max((h for h in options if h[root] == -1), key=lambda h: sum(arcs[k, h[k] + 1] for k in range(size)))
    assert tuple(found) == best


@pytest.mark.parametrize("seed", range(10))
def test_viterbi_finds_the_best_path(seed):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(5, 1, 3)).astype(np.float32)
    moves, start = chance.normal(size=(1, 3, 3)).astype(np.float32), chance.normal(size=3).astype(np.float32)

    def value(path):
        inside = sum(scores[k, 0, p] for k, p in enumerate(path))
        return start[path[0]] + inside + sum(moves[0, a, b] for a, b in itertools.pairwise(path))

    best = max(itertools.product(range(3), repeat=5), key=value)
    assert tuple(viterbi(scores, moves, start)[:, 0]) == best


def test_an_inside_label_never_starts():
    labels = ("O", "B-PERSON", "I-PERSON", "B-DATE", "I-DATE")
    moves, start = bio_transitions(labels)
    assert max(start[2], start[4]) < -1000
    assert moves[1, 2] == moves[2, 2] == 0
    assert max(moves[0, 2], moves[3, 2]) < -1000


@pytest.mark.parametrize(
    ("path", "spans"),
    [([0, 1, 2, 0, 1, 1], [(1, 3), (4, 5), (5, 6)]), ([2, 2, 0], [(0, 2)]), ([0, 0], [])],
)
def test_spans_of_a_layer(path, spans):
    assert bio_spans(np.array(path)) == spans


def test_runs_of_a_mask():
    assert runs(np.array([True, False, True, True])) == [(0, 1), (2, 4)]


@pytest.mark.parametrize(
    ("word", "script", "expected"),
    [("Attacks", "l|1|", "attack"), ("denied", "l|3|y", "deny"), ("was", "=be", "be"), ("Kiev", "k|0|", "Kiev")],
)
def test_lemma_scripts(word, script, expected):
    assert lemma(word, script) == expected
