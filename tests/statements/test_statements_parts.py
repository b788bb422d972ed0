"""The parts of the stage on parses written by hand: no weights needed."""

import pytest
from statements_parses import NOBODY, parse

from onrecord.statements import find
from onrecord.statements.propositions import stem
from onrecord.statements.quotes import quoted_characters
from onrecord.types import Actor, Attribution, Cast, Mention

ACCUSED = """
Militia militia NOUN NN 2 compound
leaders leader NOUN NNS 3 nsubj
accused accuse VERB VBD 0 root
Kyiv Kyiv PROPN NNP 3 obj
of of SCONJ IN 6 mark
shelling shell VERB VBG 3 advcl
the the DET DT 8 det
town town NOUN NN 6 obj
, , PUNCT , 3 punct
alleging allege VERB VBG 3 advcl
that that SCONJ IN 13 mark
troops troops NOUN NNS 13 nsubj
fired fire VERB VBD 10 ccomp
rockets rocket NOUN NNS 13 obj
. . PUNCT . 3 punct
"""
REJECTED = """
Officials official NOUN NNS 2 nsubj
rejected reject VERB VBD 0 root
these these DET DT 4 det
accusations accusation NOUN NNS 2 obj
. . PUNCT . 2 punct
"""
QUOTED = (
    """
“ “ PUNCT `` 4 punct
We we PRON PRP 4 nsubj
have have AUX VBP 4 aux
lost lose VERB VBN 7 ccomp
everything everything PRON NN 4 obj
, , PUNCT , 4 punct
said say VERB VBD 0 root
Karim Karim PROPN NNP 7 nsubj
. . PUNCT . 7 punct
""",
    """
“ “ PUNCT `` 3 punct
Nobody nobody PRON NN 3 nsubj
helped help VERB VBD 0 root
us we PRON PRP 3 obj
. . PUNCT . 3 punct
” ” PUNCT '' 3 punct
""",
)


def contents(found, text):
    return [" ".join(text[a:b] for a, b in s.content) for s in found]


def test_syntax_alone_finds_cue_source_and_content():
    read = parse(ACCUSED)
    found = find(read, NOBODY)
    assert contents(found, read.article.text) == ["Kyiv of shelling the town", "that troops fired rockets"]
    assert [s.source.name for s in found] == ["Militia leaders", "Militia leaders"]
    assert [s.act for s in found] == ["accuse", "accuse"]
    assert [s.id for s in found] == ["s1", "s2"]


def test_these_accusations_are_all_those_of_the_sentence_before():
    found = find(parse(ACCUSED, REJECTED), NOBODY)
    assert found[2].act == "deny"
    assert found[2].answers == ("s1", "s2")


def test_the_cast_names_the_speaker():
    cast = Cast({1: Actor("Donetsk militia", "UKR REB")}, {1: 7})
    found = find(parse(ACCUSED), cast)
    assert found[0].source == Actor("Donetsk militia", "UKR REB", (0, 15))


def test_the_model_comes_before_the_syntax():
    attribution = Attribution(((1, 2),), ((2, 3),), ((3, 8),), {"accuse": 0.9, "state": 0.1}, 0.93)
    found = find(parse(ACCUSED, attributions=(attribution,)), NOBODY)
    assert [s.score for s in found] == [0.93, 0.5]


def test_what_the_model_leaves_out_is_filled_in():
    attribution = Attribution((), ((2, 3),), (), {"accuse": 0.9}, 0.8)
    read = parse(ACCUSED, attributions=(attribution,))
    first = find(read, NOBODY)[0]
    assert contents([first], read.article.text) == ["Kyiv of shelling the town"]
    assert first.source.name == "Militia leaders"


@pytest.mark.parametrize("paragraphs", [(), (1,)])
def test_a_quotation_without_cue_is_the_last_speakers(paragraphs):
    found = find(parse(*QUOTED, paragraphs=paragraphs), NOBODY)
    assert [s.source.name for s in found] == ["Karim", "Karim"]
    assert [s.cue is None for s in found] == [False, True]
    assert found[1].source.span is None
    assert [s.quotation for s in found] == ["direct", "direct"]


def test_a_content_over_two_sentences_is_two_statements():
    attribution = Attribution(((7, 8),), ((6, 7),), ((0, 5), (10, 15)), {"state": 1.0}, 0.9)
    found = find(parse(*QUOTED, attributions=(attribution,)), NOBODY)
    assert [s.cue is None for s in found] == [False, True]
    assert [s.score for s in found] == [0.9, 0.9]


def test_a_headline_with_a_colon_names_its_source():
    line = """
    Nato Nato PROPN NNP 0 root
    : : PUNCT : 1 punct
    Jets jet NOUN NNS 4 nsubj
    crossed cross VERB VBD 1 parataxis
    the the DET DT 6 det
    border border NOUN NN 4 obj
    """
    read = parse(line)
    named = type(read)(read.article, read.tokens, read.sentences, mentions=(Mention((0, 1), "ORGANIZATION", 0.9),))
    (found,) = find(named, NOBODY)
    assert found.source.name == "Nato"
    assert contents([found], read.article.text) == ["Jets crossed the border"]
    assert find(read, Cast({0: Actor("Syria", "SYR")})) == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” twice.", "no"),
        ('He said "no" twice.', "no"),
        ("“One paragraph\n“and the next” here", "One paragraphand the next"),
        ("It's the ministers' plan.", ""),
    ],
)
def test_characters_between_marks(text, quoted):
    flags = quoted_characters(text)
    assert "".join(c for c, flag in zip(text, flags, strict=False) if flag) == quoted


@pytest.mark.parametrize(
    ("word", "other"), [("involve", "involvement"), ("accusation", "accusations"), ("plan", "plans")]
)
def test_words_of_one_stem(word, other):
    assert stem(word) == stem(other)


def test_reading_twice_gives_the_same():
    assert find(parse(ACCUSED, REJECTED), NOBODY) == find(parse(ACCUSED, REJECTED), NOBODY)
