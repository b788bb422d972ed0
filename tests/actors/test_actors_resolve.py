"""Who a phrase is: sentence -> word -> name, code, inferred."""

from datetime import date

import pytest
from casts import make

from onrecord import actors

KIEV = "Kiev|PROPN|2|nsubj denies|VERB|0|root the|DET|4|det accusations|NOUN|2|obj .|PUNCT|2|punct"
IN_KIEV = "Police|NOUN|2|nsubj clashed|VERB|0|root in|ADP|4|case Kiev|PROPN|2|obl .|PUNCT|2|punct"
TROOPS = "Ukrainian|ADJ|2|amod troops|NOUN|3|nsubj fired|VERB|0|root .|PUNCT|3|punct"
TITLE = "Freedonian|ADJ|2|amod President|PROPN|3|nmod:desc Ana|PROPN|5|nsubj Lund|PROPN|3|flat spoke|VERB|0|root"
PUTIN = "Russian|ADJ|2|amod President|PROPN|3|nmod:desc Vladimir|PROPN|5|nsubj Putin|PROPN|3|flat spoke|VERB|0|root .|PUNCT|5|punct"
HE = "He|PRON|2|nsubj denied|VERB|0|root it|PRON|2|obj .|PUNCT|2|punct"
PRO = "Armed|ADJ|5|amod pro|ADJ|4|amod -|PUNCT|4|punct Russian|ADJ|5|amod separatists|NOUN|6|nsubj attacked|VERB|0|root Donetsk|PROPN|6|obj"
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
        ([KIEV, ALLIES], 7, "Western allies", None, False),
    ],
)
def test_somebody(sentences, word, name, code, inferred):
    cast = actors.resolve(make(*sentences, published=date(2014, 3, 1)))
    actor = cast.actors[word]
    assert (actor.name, actor.code, actor.inferred) == (name, code, inferred)


def test_a_place_that_is_only_a_place_is_nobody():
    assert 3 not in actors.resolve(make(IN_KIEV)).actors
