"""Words: UD's conventions, and no character lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.words import SHAPES, shape, split


def words(text):
    return [text[a:b] for a, b in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv's envoys don't agree.", ["Kyiv", "'s", "envoys", "do", "n't", "agree", "."]),
        ("“They weren’t,” it said.", ["“", "They", "were", "n’t", ",", "”", "it", "said", "."]),
        ("The U.S. and Mr. Lavrov cannot", ["The", "U.S.", "and", "Mr.", "Lavrov", "can", "not"]),
        ("pro-Russian, Moscow-backed militants", ["pro-Russian", ",", "Moscow", "-", "backed", "militants"]),
        ("al-Assad met O'Brien", ["al", "-", "Assad", "met", "O'Brien"]),
        ("at 19:02 on 02/27/2001, 1,200 men", ["at", "19:02", "on", "02/27/2001", ",", "1,200", "men"]),
        ("$3.5bn, 21st, 40%", ["$", "3.5bn", ",", "21st", ",", "40", "%"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
        ("John F. Kennedy", ["John", "F.", "Kennedy"]),
        ("He left... then—nothing", ["He", "left", "...", "then", "—", "nothing"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words_follow_the_treebanks(text, expected):
    assert words(text) == expected


@given(st.text())
def test_every_character_is_in_one_word_or_is_white_space(text):
    spans = split(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert covered == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word):
    assert 0 < shape(word) < SHAPES


def test_shapes_tell_names_from_words():
    assert len({shape(w) for w in ("kiev", "Kiev", "NATO", "A", "2014", "1,200", ",", "McCain")}) == 8
