"""Windows: whole paragraphs, nothing lost, none too large, context where a quotation runs on."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.windows import CONTEXT, Window, cut, paragraphs
from onrecord.model.words import split


def test_paragraphs_start_after_a_newline():
    text = "One two.\n\nThree.\nFour"
    assert paragraphs(text, split(text)) == [0, 3, 5]


def test_short_paragraphs_share_a_window():
    assert cut(["a"] * 9, [1] * 9, [0, 3, 6], size=6) == [Window(0, 0, 6), Window(6, 6, 9)]


def test_a_long_paragraph_is_cut_after_a_sentence():
    words = ["a", "b", "c", ".", "d", "e", "f", "g", "h"]
    assert cut(words, [1] * 9, [0], size=6) == [Window(0, 0, 4), Window(4, 4, 9)]


def test_a_window_inside_a_quotation_takes_context_along():
    words = ["He", "said", ":", "“", *["a"] * 96, "“", *["b"] * 50, "”"]
    windows = cut(words, [1] * len(words), [0, 100], size=100)
    assert windows[1].own == 100
    assert windows[1].first == 100 - CONTEXT


@given(st.lists(st.tuples(st.sampled_from(["a", ".", "“", "”"]), st.integers(1, 16)), max_size=300), st.data())
def test_every_word_is_read_once(items, data):
    words, sizes = [w for w, _ in items], [n for _, n in items]
    starts = sorted({0, *data.draw(st.lists(st.integers(0, max(len(words) - 1, 0)), max_size=20))}) if words else []
    windows = cut(words, sizes, starts, size=64)
    assert [k for w in windows for k in range(w.own, w.last)] == list(range(len(words)))
    assert all(sum(sizes[w.first : w.last]) <= 64 for w in windows)
