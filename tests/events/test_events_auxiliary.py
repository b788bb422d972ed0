"""Signs of the syntax for future, hypothetical and negated acts."""

from datetime import date

import pytest
from handmade import at, parse, statement

from onrecord.events import auxiliary
from onrecord.events.tree import grow
from onrecord.types import When

WILL = """
Lima Lima PROPN NNP 3 nsubj
will will AUX MD 3 aux
withdraw withdraw VERB VB 0 root
troops troop NOUN NNS 3 obj
"""
HEADLINE = """
Norway Norway PROPN NNP 3 nsubj
to to PART TO 3 mark
expel expel VERB VB 0 root
envoys envoy NOUN NNS 3 obj
"""
IF = """
If if SCONJ IN 3 mark
Lima Lima PROPN NNP 3 nsubj
attacks attack VERB VBZ 6 advcl
, , PUNCT , 6 punct
Quito Quito PROPN NNP 6 nsubj
loses lose VERB VBZ 0 root
"""
NO_PLANS = """
Lima Lima PROPN NNP 2 nsubj
has have VERB VBZ 0 root
no no DET DT 4 det
plans plan NOUN NNS 2 obj
to to PART TO 6 mark
invade invade VERB VB 4 acl
"""
NOT = """
Lima Lima PROPN NNP 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
shell shell VERB VB 0 root
farms farm NOUN NNS 4 obj
"""
URGED = """
Oslo Oslo PROPN NNP 2 nsubj
urged urge VERB VBD 0 root
Lima Lima PROPN NNP 2 obj
to to PART TO 5 mark
withdraw withdraw VERB VB 2 xcomp
"""
FAILED = """
Rebels rebel NOUN NNS 2 nsubj
failed fail VERB VBD 0 root
to to PART TO 4 mark
seize seize VERB VB 2 xcomp
power power NOUN NN 4 obj
"""
PLAIN = """
Rebels rebel NOUN NNS 2 nsubj
seized seize VERB VBD 0 root
power power NOUN NN 2 obj
"""
PLANNED = """
The the DET DT 3 det
planned planned ADJ JJ 3 amod
invasion invasion NOUN NN 4 nsubj
worries worry VERB VBZ 0 root
Quito Quito PROPN NNP 4 obj
"""


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        (WILL, "withdraw", ("future",)),
        (HEADLINE, "expel", ("future",)),
        (IF, "attacks", ("hypothetical",)),
        (NO_PLANS, "invade", ("negation",)),
        (NOT, "shell", ("negation",)),
        (URGED, "withdraw", ("hypothetical",)),
        (FAILED, "seize", ("negation",)),
        (PLAIN, "seized", ()),
        (PLANNED, "invasion", ("future",)),
    ],
)
def test_syntax_alone_tells_what_did_not_happen(sentence, word, expected):
    read = parse(sentence)
    found = auxiliary.signs(grow(read), at(read, word))
    assert auxiliary.decide({}, found, factuality=0.0, carrier=None, historical=False) == expected


def test_a_sure_model_is_not_overruled_by_a_weak_sign():
    assert auxiliary.decide({"none": 0.97}, {"future": 0.5}, factuality=0.0, carrier=None, historical=False) == ()


def test_what_is_demanded_is_hypothetical_and_what_is_promised_is_to_come():
    model = {"none": 0.4, "future": 0.3, "hypothetical": 0.3}
    for act, expected in (("demand", "hypothetical"), ("commit", "future")):
        carrier = statement("s1", None, [(0, 9)], act)
        found = auxiliary.decide(model, {}, factuality=0.0, carrier=carrier, historical=False)
        assert found == (expected,)


def test_two_months_make_an_event_historical():
    def when(day):
        return When("then", day, day, "day", day.isoformat(), (0, 4))

    today = date(2023, 6, 30)
    assert auxiliary.long_ago(when(date(2023, 4, 30)), today)
    assert not auxiliary.long_ago(when(date(2023, 5, 30)), today)
    assert not auxiliary.long_ago(None, today)
    assert not auxiliary.long_ago(when(date(2020, 1, 1)), None)
