import pytest

from onrecord.errors import BadData
from onrecord.lexicon.cues import LISTS, cues, parse

HEAD = """
[basis]
usage = "general usage"
"""
HEAD += "".join(f'[{name}]\nwords = ["claim"]\n' for name in LISTS) + '[irregular]\nsaid = "say"\n'
ROW = '[[cues]]\npos = "{pos}"\nact = "{act}"\nframes = ["that"]\nbasis = ["{basis}"]\nwords = ["say", "point out"]\n'


def test_the_book_holds_several_hundred_words_with_an_act_each():
    book = cues()
    assert len(book.senses) > 500
    assert {s.act for senses in book.senses.values() for s in senses} == {
        "state", "accuse", "deny", "demand", "threaten", "commit", "support", "believe", "ask",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lemma", "pos", "frame", "act"),
    [
        ("deny", "verb", "ing", "deny"),
        ("charge", "verb", "obj-with", "accuse"),
        ("call", "verb", "for", "demand"),
        ("call", "verb", "obj-pred", "state"),
        ("ask", "verb", "obj-to", "demand"),
        ("ask", "verb", "whether", "ask"),
        ("warn", "verb", "against", "demand"),
        ("announce", "verb", "obj", "commit"),
        ("allegation", "noun", "of", "accuse"),
        ("refuse", "verb", "to", "state"),
    ],
)
def test_senses_differ_by_frame(lemma, pos, frame, act):
    assert act in {s.act for s in cues().of(lemma, pos) if frame in s.frames}


def test_a_second_word_is_a_particle():
    (cue,) = parse(HEAD + ROW.format(pos="verb", act="state", basis="usage")).of("point", "verb")
    assert (cue.lemma, cue.particle) == ("point", "out")


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("said", "verb", "say"),
        ("denies", "verb", "deny"),
        ("denied", "verb", "deny"),
        ("urging", "verb", "urge"),
        ("admitted", "verb", "admit"),
        ("Accusations", "noun", "accusation"),
        ("pleas", "noun", "plea"),
        ("bridges", "noun", None),
    ],
)
def test_forms_lead_to_their_lemma(form, pos, lemma):
    assert cues().lemma(form, pos) == lemma


@pytest.mark.parametrize(
    ("pos", "act", "basis"), [("verb", "sing", "usage"), ("particle", "state", "usage"), ("verb", "state", "hearsay")]
)
def test_a_malformed_file_is_refused(pos, act, basis):
    with pytest.raises(BadData):
        parse(HEAD + ROW.format(pos=pos, act=act, basis=basis))
