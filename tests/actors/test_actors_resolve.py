"""Who a phrase is: sentence -> word -> name, code, inferred."""

from datetime import date

import pytest
from casts import make

from onrecord import actors

KIEV = "Kiev|PROPN|2|nsubj denies|VERB|0|root the|DET|4|det accusations|NOUN|2|obj .|PUNCT|2|punct"
IN_KIEV = "Police|NOUN|2|nsubj clashed|VERB|0|root in|ADP|4|case Kiev|PROPN|2|obl .|PUNCT|2|punct"
TROOPS = "Ukrainian|ADJ|2|amod troops|NOUN|3|nsubj fired|VERB|0|root .|PUNCT|3|punct"
PUTIN = (
    "Russian|ADJ|2|amod President|PROPN|3|nmod:desc Vladimir|PROPN|5|nsubj Putin|PROPN|3|flat spoke|VERB|0|root"
    " .|PUNCT|5|punct"
)
HE = "He|PRON|2|nsubj denied|VERB|0|root it|PRON|2|obj .|PUNCT|2|punct"
PRO = (
    "Armed|ADJ|5|amod pro|ADJ|4|amod -|PUNCT|4|punct Russian|ADJ|5|amod separatists|NOUN|6|nsubj attacked|VERB|0|root"
    " Donetsk|PROPN|6|obj"
)
BARE = "The|DET|3|det Foreign|ADJ|3|amod Ministry|NOUN|4|nsubj protested|VERB|0|root"
FULL = (
    "The|DET|4|det Russian|ADJ|4|amod Foreign|ADJ|4|amod Ministry|NOUN|5|nsubj"
    " waited|VERB|0|root in|ADP|7|case Kiev|PROPN|5|obl"
)
SHELL = (
    "The|DET|2|det DPR|PROPN|3|nsubj said|VERB|0|root Ukrainian|ADJ|5|amod troops|NOUN|6|nsubj shell|VERB|3|ccomp"
    " their|PRON|8|nmod:poss positions|NOUN|6|obj"
)
COMMAS = (
    "The|DET|2|det governor|NOUN|0|root of|ADP|4|case Kharkov|PROPN|2|nmod ,|PUNCT|6|punct Ana|PROPN|9|nsubj"
    " Lund|PROPN|6|flat ,|PUNCT|9|punct resigned|VERB|2|parataxis"
)
QUANTITY = "Dozens|NOUN|5|nsubj of|ADP|4|case Russian|ADJ|4|amod soldiers|NOUN|1|nmod left|VERB|0|root"
PUTINS = "Putin|PROPN|3|nmod:poss 's|PART|1|case spokesman|NOUN|4|nsubj spoke|VERB|0|root"
BLAMED = "Poland|PROPN|2|nsubj blamed|VERB|0|root Moscow|PROPN|2|obj"
PARTIES = "Opposition|NOUN|2|compound parties|NOUN|3|nsubj left|VERB|0|root Kenya|PROPN|3|obj"
IS = "Islamic|ADJ|2|amod State|PROPN|3|nsubj attacked|VERB|0|root Mosul|PROPN|3|obj in|ADP|6|case Iraq|PROPN|3|obl"
ALLIES = "Its|PRON|3|nmod:poss Western|ADJ|3|amod allies|NOUN|4|nsubj agreed|VERB|0|root"


@pytest.mark.parametrize(
    ("sentences", "word", "name", "code", "inferred"),
    [
        ([KIEV], 0, "Kiev", "UKR GOV", False),
        ([IN_KIEV], 0, "Ukrainian police", "UKR COP", True),
        ([TROOPS], 0, "Ukraine", "UKR", False),
        ([TROOPS], 1, "Ukrainian troops", "UKR MIL", False),
        ([PUTIN], 2, "Vladimir Putin", "RUS GOV", False),
        ([PUTIN, HE], 6, "Vladimir Putin", "RUS GOV", False),
        ([PRO], 4, "Ukrainian armed pro - Russian separatists", "UKR REB", True),
        ([BARE, FULL], 2, "Russian Foreign Ministry", "RUS GOV", True),
        ([BARE, FULL], 7, "Russian Foreign Ministry", "RUS GOV", False),
        ([SHELL], 6, "Donetsk People's Republic", "UKR REB", False),
        ([SHELL], 7, "Ukrainian positions", "UKR REB", False),
        ([COMMAS], 5, "Ana Lund", "UKR GOV", False),
        ([QUANTITY], 0, "dozens", "RUS MIL", False),
        ([BLAMED], 2, "Moscow", "RUS GOV", False),
        ([PARTIES], 1, "Kenyan opposition parties", "KEN OPP", True),
        ([IS], 1, "Islamic State", "IRQ REB", True),
        ([KIEV, ALLIES], 7, "Western allies", None, False),
    ],
)
def test_somebody(sentences, word, name, code, inferred):
    cast = actors.resolve(make(*sentences, published=date(2014, 3, 1)))
    actor = cast.actors[word]
    assert (actor.name, actor.code, actor.inferred) == (name, code, inferred)


def test_a_place_that_is_only_a_place_is_nobody():
    assert 3 not in actors.resolve(make(IN_KIEV)).actors


def test_the_speaker_says_i():
    said = (
        "“|PUNCT|3|punct We|PRON|3|nsubj refuse|VERB|6|ccomp ,|PUNCT|3|punct ”|PUNCT|3|punct"
        " said|VERB|0|root Moscow|PROPN|6|nsubj"
    )
    attribution = (((6, 7),), ((5, 6),), ((1, 3),))
    cast = actors.resolve(make(said, attributions=[attribution]))
    assert cast.entities[1] == cast.entities[6]
    assert cast.actors[1].code == "RUS GOV"


def test_a_last_name_alone_where_the_article_speaks_of_the_country():
    about = "Russia|PROPN|2|nsubj voted|VERB|0|root .|PUNCT|2|punct"
    cast = actors.resolve(make(about, PUTINS, mentions=[(3, 4, "PERSON")], published=date(2015, 1, 1)))
    assert (cast.actors[5].name, cast.actors[5].code) == ("Putin's spokesman", "RUS GOV")
    assert 0 in cast.actors


def test_conjuncts_are_two():
    both = "Russia|PROPN|4|nsubj and|CCONJ|3|cc Poland|PROPN|1|conj met|VERB|0|root"
    cast = actors.resolve(make(both))
    assert [cast.actors[at].code for at in (0, 2)] == ["RUS", "POL"]


def test_an_office_holder_by_the_date():
    tusk = "Donald|PROPN|3|nsubj Tusk|PROPN|1|flat spoke|VERB|0|root"
    mentions = [(0, 2, "PERSON")]
    codes = [
        actors.resolve(make(tusk, mentions=mentions, published=date(year, 6, 1))).actors[0].code
        for year in (2010, 2016, 2022)
    ]
    assert codes == ["POL GOV", "IGO EUR", "POL ELI"]


def test_the_model_may_link_a_pronoun():
    cast = actors.resolve(make(BLAMED, HE, antecedents={3: (0, 0.9)}))
    assert cast.actors[3].name == "Poland"


def test_nothing_gives_nobody():
    assert actors.resolve(make()).actors == {}
