"""Figures of trees on gold words and on raw text, by hand."""

from __future__ import annotations

import gzip

import pytest

from onrecord.evaluate.syntax import arcs, arcs_of, attachment, raw_text
from onrecord.evaluate.treebank import read_treebank
from onrecord.types import Article, Parse, Token

CONLLU = """\
# newdoc id = harbour
# newpar
# sent_id = 1
1-2\tThey're\t_\t_\t_\t_\t_\t_\t_\t_
1\tThey\tthey\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t're\tbe\tAUX\tVBP\t_\t3\taux\t_\t_
3\tleaving\tleave\tVERB\tVBG\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# sent_id = 2
1\tSeen\tsee\tVERB\tVBN\t_\t0\troot\t_\t_
2\tby\tby\tADP\tIN\t_\t3\tcase\t_\t_
3\tcrews\tcrew\tNOUN\tNNS\t_\t1\tobl:agent\t_\t_
3.1\tseen\tsee\tVERB\tVBN\t_\t_\t_\t_\t_

# newdoc id = pier
# sent_id = 3
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
"""


@pytest.fixture
def documents(tmp_path):
    path = tmp_path / "small.conllu"
    path.write_text(CONLLU)
    return list(read_treebank(path))


def _parse(text: str, rows: list[tuple[str, str, int, str]], sentences: list[int]) -> Parse:
    """Rows are (word, UPOS, index of the head in the document or -1, relation); sentences are their lengths."""
    tokens, at = [], 0
    for word, upos, head, deprel in rows:
        at = text.index(word, at)
        tokens.append(Token(at, at + len(word), word, "", upos, "", head, deprel))
        at += len(word)
    bounds, first = [], 0
    for length in sentences:
        bounds.append((first, first + length))
        first += length
    return Parse(Article("", "", text, ""), tuple(tokens), tuple(bounds))


FIRST = [
    ("They", "PRON", 2, "nsubj"),
    ("'re", "AUX", 2, "aux"),
    ("leaving", "VERB", -1, "root"),
    (".", "PUNCT", 2, "punct"),
]
SECOND = [("Seen", "VERB", -1, "root"), ("by", "ADP", 6, "case"), ("crews", "NOUN", 4, "obl:agent")]

MERGED = [
    ("They're", "PRON", 1, "nsubj"),
    ("leaving", "VERB", -1, "root"),
    (".", "PUNCT", 1, "punct"),
    ("Seen", "VERB", -1, "root"),
    ("by", "ADP", 5, "case"),
    ("crews", "NOUN", 3, "obl"),
]
HALVED = [
    *FIRST[:2],
    ("leav", "VERB", -1, "root"),
    ("ing", "X", 2, "dep"),
    (".", "PUNCT", 2, "punct"),
    ("Seen", "VERB", -1, "root"),
    ("by", "ADP", 7, "case"),
    ("crews", "NOUN", 5, "obl"),
]


def test_documents_of_a_treebank(documents, tmp_path):
    assert [(d.name, d.text) for d in documents] == [("harbour", "They're leaving.\nSeen by crews"), ("pier", "Go")]
    first = documents[0].sentences[0]
    assert [(w.form, w.span, w.multiword) for w in first[:3]] == [
        ("They", (0, 7), True),
        ("'re", (0, 7), True),
        ("leaving", (8, 15), False),
    ]
    packed = tmp_path / "small.conllu.gz"
    packed.write_bytes(gzip.compress(CONLLU.encode()))
    assert list(read_treebank(packed)) == documents


@pytest.mark.parametrize(
    ("rows", "sentences", "name", "value"),
    [
        (FIRST + SECOND, [4, 3], "LAS", 1.0),
        (FIRST + SECOND, [4, 3], "sentences", 1.0),
        # subtypes do not count on raw text
        ([*FIRST, *SECOND[:2], ("crews", "NOUN", 4, "obl")], [4, 3], "LAS", 1.0),
        ([*FIRST, *SECOND[:2], ("crews", "NOUN", 4, "nsubj")], [4, 3], "LAS", 6 / 7),
        ([*FIRST, *SECOND[:2], ("crews", "NOUN", 4, "nsubj")], [4, 3], "UAS", 1.0),
        ([*FIRST, ("Seen", "ADJ", -1, "root"), *SECOND[1:]], [4, 3], "UPOS", 6 / 7),
        # a sentence too long: its only sentence is wrong, the words stay right
        (FIRST + SECOND, [7], "sentences", 0.0),
        (FIRST + SECOND, [7], "words", 1.0),
        # six words read, five of them right
        (MERGED, [3, 3], "words", 10 / 13),
        # neither half is right, and what hangs on a half is wrong
        (HALVED, [5, 3], "UAS", 6 / 15),
    ],
)
def test_raw_text(documents, rows, sentences, name, value):
    parse = _parse(documents[0].text, rows, sentences)
    assert raw_text([(documents[0], parse)])[name].value == pytest.approx(value)


def test_raw_text_of_another_document_is_refused(documents):
    with pytest.raises(ValueError, match="harbour: the parse is of another text"):
        raw_text([(documents[0], _parse("Go", [("Go", "VERB", -1, "root")], [1]))])


@pytest.mark.parametrize(
    ("second", "uas", "las"),
    [
        (SECOND, 1.0, 1.0),
        ([*SECOND[:2], ("crews", "NOUN", 4, "obl")], 1.0, 6 / 7),
        ([*SECOND[:2], ("crews", "NOUN", 5, "obl:agent")], 6 / 7, 6 / 7),
    ],
)
def test_gold_words(documents, second, uas, las):
    parse = _parse(documents[0].text, FIRST + second, [4, 3])
    figures = attachment([arcs(sentence) for sentence in documents[0].sentences], arcs_of(parse))
    assert (figures["UAS"].value, figures["LAS"].value) == (pytest.approx(uas), pytest.approx(las))


def test_sentences_must_have_the_same_words():
    with pytest.raises(ValueError, match="zip"):
        attachment([[(0, "root")]], [[(0, "root"), (1, "punct")]])
