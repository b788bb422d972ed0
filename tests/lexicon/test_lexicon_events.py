"""The files of knowledge behind stage 6 agree with each other and say where they come from."""

import tomllib
from importlib.resources import files

import pytest

from onrecord.errors import BadData
from onrecord.lexicon import counts, grammar, modes, ontology, senses


def text(name: str) -> str:
    return (files("onrecord") / "data" / name).read_text(encoding="utf-8")


def test_the_ontology_is_plover_2():
    book = ontology.load()
    assert len(book.types) == 16
    assert len(book.contexts) == 37
    assert len(book.cameo) == 256
    assert sum(len(each.modes) for each in book.types.values()) == 67
    assert {each.quad for each in book.types.values()} == {
        "verbal cooperation",
        "material cooperation",
        "verbal conflict",
        "material conflict",
    }


def test_every_type_has_words_in_the_lexicon_and_every_mode_somewhere():
    book = senses.load()
    found = {(each.type, each.mode) for rows in book.senses.values() for each in rows}
    assert {name for name, _ in found} - {senses.NOTHING} == set(ontology.load().types)
    shown = found | {(name, row.name) for name, rows in modes.load().modes.items() for row in rows}
    assert not [
        (name, mode) for name, each in ontology.load().types.items() for mode in each.modes if (name, mode) not in shown
    ]


def test_every_table_of_the_lexicon_names_its_source():
    table = tomllib.loads(text("events.toml"))
    assert all(row["source"] for row in table["senses"])
    assert sum(len(row.get(key, ())) for row in table["senses"] for key in ("verbs", "nouns", "phrases")) > 1000


def test_lemmas_are_lower_case():
    assert all(lemma == lemma.lower() for lemma, _ in senses.load().senses)


@pytest.mark.parametrize(
    "row",
    [
        'source = "x"\ntype = "QUARREL"\nprior = "sure"\nverbs = ["argue"]',
        'source = "x"\ntype = "ASSAULT"\nmode = "demo"\nprior = "sure"\nverbs = ["argue"]',
        'source = "x"\ntype = "ASSAULT"\nprior = "certain"\nverbs = ["argue"]',
        'source = "x"\ntype = "ASSAULT"\nprior = "sure"\nverbs = ["argue"]\nobject = ["@nobody"]',
        'type = "ASSAULT"\nprior = "sure"\nverbs = ["argue"]',
    ],
)
def test_a_malformed_lexicon_is_refused(row):
    with pytest.raises(BadData):
        senses.parse(f"[classes]\n[[senses]]\n{row}\n[light]\nverbs = []\nundergo = []\n")


def test_a_type_that_does_not_exist_is_refused_in_counts_and_grammar():
    with pytest.raises(BadData):
        counts.parse("lemma,pos,total,types\nargue,verb,3,QUARREL:2\n")
    with pytest.raises(BadData):
        grammar.parse(text("events.toml").replace("[grammar.towards]\n", '[grammar.towards]\nQUARREL = ["with"]\n'))


def test_counts_hold_no_more_sightings_than_words():
    assert all(sum(each.types.values()) <= 2 * each.total for each in counts.load().values())
