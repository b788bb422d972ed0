"""The attribution figures: by hand, and equal to the score tool's on random and on perturbed annotated documents."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import random
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.evaluate.attribution import ROLES, CofeRow, Linked, cofenet, linked, of_parse, of_statements
from onrecord.types import Actor, Article, Attribution, Parse, Statement, Token

SHARED = Path(__file__).parents[2].parent / "shared"
TOOL = SHARED / "tools" / "score_attribution.py"
DATA = SHARED / "data" / "attribution"

TEXT = (
    "“The bridge is closed,” Mayor Ines Farr said on Tuesday, “and it stays closed.” "
    "According to two engineers, a pillar had moved; the ministry denied that.\n"
    "Critics, who blame the owner, want it torn down (“now”)."
)


def _random(rng: random.Random, text: str, count: int) -> list[Linked]:
    def spans(most: int) -> tuple[tuple[int, int], ...]:
        starts = [rng.randrange(len(text) - 1) for _ in range(rng.randint(0, most))]
        return tuple((start, min(len(text), start + rng.randint(1, 40))) for start in starts)

    return [Linked(spans(1), spans(1), spans(2)) for _ in range(count)]


def _perturbed(rng: random.Random, attributions: list[Linked], length: int) -> list[Linked]:
    def moved(spans):
        return tuple(
            (max(0, start + rng.choice([0, 0, 0, 0, -3, 4])), min(length, end + rng.choice([0, 0, 0, 0, -2, 6])))
            for start, end in spans
            if rng.random() > 0.08
        )

    return [Linked(*(moved(each.spans(role)) for role in ROLES)) for each in attributions if rng.random() > 0.1]


def _json(attributions: list[Linked]) -> list[dict]:
    return [{role: [list(span) for span in each.spans(role)] for role in ROLES} for each in attributions]


@pytest.fixture(scope="module")
def tool():
    if not TOOL.exists():
        pytest.skip("the score tool is not beside the repository")
    spec = importlib.util.spec_from_file_location("score_attribution", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_NAMES = {
    "detected": "attribution detected (paired)",
    "all three exact": "attribution all three exact",
    "all three exact~": "attribution all three exact~",
    "source and content exact~": "attribution source+content exact~",
    "all three partial": "attribution partial (cue&source overlap, content Jaccard>=.5)",
} | {
    f"{role} {kind}": f"{role} {'tokens' if kind == 'words' else kind}"
    for role in ROLES
    for kind in ("exact", "exact~", "partial", "words")
}


def _equal_to_tool(tool, documents: list[tuple[str, list[Linked], list[Linked]]]) -> None:
    theirs = tool.Score()
    for text, gold, read in documents:
        theirs.doc(text, _json(gold), _json(read))
    with Path(os.devnull).open("w") as nowhere:
        report = theirs.report(nowhere)
    figures = linked(documents)
    assert set(figures) == set(_NAMES)
    for name, figure in figures.items():
        mine = (100 * figure.precision, 100 * figure.recall, 100 * figure.value)
        assert mine == pytest.approx(report[_NAMES[name]]), name


@pytest.mark.parametrize("seed", range(6))
def test_linked_figures_equal_the_score_tool(tool, seed):
    rng = random.Random(seed)
    documents = []
    for _ in range(8):
        gold = _random(rng, TEXT, rng.randint(0, 6))
        documents.append((TEXT, gold, _perturbed(rng, gold, len(TEXT)) + _random(rng, TEXT, rng.randint(0, 2))))
    _equal_to_tool(tool, documents)


def _rows(name: str) -> list[dict]:
    path = DATA / name
    if not path.exists():
        pytest.skip("the corpus is not beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _gold(row: dict) -> list[Linked]:
    return [Linked(*(tuple(map(tuple, each.get(role) or ())) for role in ROLES)) for each in row["attributions"]]


def test_linked_figures_equal_the_score_tool_on_perturbed_polnear(tool):
    rng = random.Random(3)
    documents = [
        (row["text"], _gold(row), _perturbed(rng, _gold(row), len(row["text"])))
        for row in _rows("polnear-dev.jsonl.gz")
    ]
    _equal_to_tool(tool, documents)


def test_cofenet_figures_equal_the_score_tool_on_perturbed_polnear(tool, tmp_path, capsys):
    rng = random.Random(5)
    read = {row["doc_id"]: _perturbed(rng, _gold(row), len(row["text"])) for row in _rows("polnear-dev.jsonl.gz")}
    predictions = tmp_path / "read.jsonl"
    predictions.write_text("".join(json.dumps({"doc_id": d, "attributions": _json(a)}) + "\n" for d, a in read.items()))
    theirs = tool.run_cofe(DATA / "cofenet-dev.jsonl.gz", predictions)
    capsys.readouterr()
    rows = [
        CofeRow(row["doc_id"], tuple(None if t[0] is None else tuple(t) for t in row["offsets"]), tuple(row["labels"]))
        for row in _rows("cofenet-dev.jsonl.gz")
    ]
    figures = cofenet(rows, read)
    for role in ROLES:
        exact, begin = figures[f"{role} exact"], figures[f"{role} begin"]
        assert (100 * exact.precision, 100 * exact.recall, 100 * exact.value) == pytest.approx(theirs[role]["exact"])
        assert 100 * begin.value == pytest.approx(theirs[role]["begin"][2])
        assert 100 * figures[f"{role} jaccard"].value == pytest.approx(theirs[role]["jaccard"])


# --- by hand --------------------------------------------------------------------------------------------------------


def _at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


GOLD = Linked(
    (_at("Mayor Ines Farr"),), (_at("said"),), (_at("“The bridge is closed,”"), _at("“and it stays closed.”"))
)


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (GOLD, "all three exact", 1),
        # quotation marks and commas at the ends of a piece count for "exact" only
        (
            Linked(GOLD.source, GOLD.cue, (_at("The bridge is closed"), _at("and it stays closed"))),
            "all three exact",
            0,
        ),
        (
            Linked(GOLD.source, GOLD.cue, (_at("The bridge is closed"), _at("and it stays closed"))),
            "all three exact~",
            1,
        ),
        (Linked((_at("Farr"),), GOLD.cue, GOLD.content), "all three exact~", 0),
        (Linked((_at("Farr"),), GOLD.cue, GOLD.content), "all three partial", 1),
        (Linked((_at("Farr"),), GOLD.cue, GOLD.content), "source partial", 0.5),
        (Linked((), GOLD.cue, GOLD.content), "all three partial", 0),
        # another cue: no pair, although the contents are the same
        (Linked(GOLD.source, (_at("denied"),), GOLD.content), "detected", 0),
        (Linked(GOLD.source, (), GOLD.content), "detected", 1),
    ],
)
def test_linked_by_hand(read, name, value):
    assert linked([(TEXT, [GOLD], [read])])[name].value == pytest.approx(value)


def _cofe(labels: str) -> CofeRow:
    names = {"s": "source", "c": "cue", "t": "content"}
    tags = tuple("O" if x == "." else ("B-" if x.isupper() else "I-") + names[x.lower()] for x in labels)
    return CofeRow("d", tuple((2 * i, 2 * i + 1) for i in range(len(labels))), tags)


@pytest.mark.parametrize(
    ("labels", "read", "name", "value"),
    [
        ("SsC.Ttt", Linked(((0, 3),), ((4, 5),), ((8, 13),)), "content exact", 1),
        ("SsC.Ttt", Linked(((0, 3),), ((4, 5),), ((8, 11),)), "content exact", 0),
        ("SsC.Ttt", Linked(((0, 3),), ((4, 5),), ((8, 11),)), "content begin", 1),
        ("SsC.Ttt", Linked(((0, 3),), ((4, 5),), ((8, 11),)), "content jaccard", 2 / 3),
        # a token has one label: the cue takes its own out of the content, which becomes two pieces
        ("TtCtT", Linked((), ((4, 5),), ((0, 9),)), "content exact", 0.5),
    ],
)
def test_cofenet_by_hand(labels, read, name, value):
    assert cofenet([_cofe(labels)], {"d": [read]})[name].value == pytest.approx(value)


def test_instances_are_cut_on_both_sides():
    row = _cofe("SsC.Ttt")
    assert cofenet([row], {"d": []}, cut=4)["content exact"].gold == 0


def test_a_parse_and_statements_give_spans_of_the_text():
    text = "Farr said it moved"
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == " "), len(text) + 1]
    tokens = tuple(Token(a, b - 1, text[a : b - 1], "", "X", "X", -1, "root") for a, b in pairwise(starts))
    attribution = Attribution(((0, 1),), ((1, 2),), ((2, 4),), {}, 1.0)
    parse = Parse(Article("", "", text, ""), tokens, ((0, 4),), attributions=(attribution,))
    statement = Statement(
        "s1", Actor("Farr", None, (0, 4)), None, (5, 9), ((10, 18),), "state", "indirect", None, (), 1.0
    )
    assert of_parse(parse) == of_statements([statement]) == [Linked(((0, 4),), ((5, 9),), ((10, 18),))]
