"""Casualties: numbers of people killed, wounded and detained, tied to an event by syntax."""

from __future__ import annotations

import pytest
from handmade import at, parse, span, trigger

from onrecord.events.casualties import count

KILLED_IN = """
At at ADP IN 3 case
least least ADJ JJS 1 fixed
12 12 NUM CD 4 nummod
people people NOUN NNS 6 nsubj:pass
were be AUX VBD 6 aux:pass
killed kill VERB VBN 0 root
in in ADP IN 9 case
the the DET DT 9 det
shelling shelling NOUN NN 6 obl
. . PUNCT . 6 punct
"""
KILLING = """
Rebels rebel NOUN NNS 2 nsubj
shelled shell VERB VBD 0 root
the the DET DT 4 det
town town NOUN NN 2 obj
, , PUNCT , 2 punct
killing kill VERB VBG 2 advcl
about about ADV RB 8 advmod
thirty thirty NUM CD 9 nummod
civilians civilian NOUN NNS 6 obj
and and CCONJ CC 11 cc
wounding wound VERB VBG 6 conj
1,200 1,200 NUM CD 13 nummod
others other NOUN NNS 11 obj
. . PUNCT . 2 punct
"""
LEFT_DEAD = """
The the DET DT 2 det
blast blast NOUN NN 3 nsubj
left leave VERB VBD 0 root
three three NUM CD 5 nummod
people people NOUN NNS 3 obj
dead dead ADJ JJ 3 xcomp
. . PUNCT . 3 punct
"""
SUM = """
Two two NUM CD 2 nummod
soldiers soldier NOUN NNS 7 nsubj:pass
and and CCONJ CC 5 cc
a a DET DT 5 det
driver driver NOUN NN 2 conj
were be AUX VBD 7 aux:pass
killed kill VERB VBN 0 root
. . PUNCT . 7 punct
"""
DOZENS = """
Dozens dozen NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
killed kill VERB VBN 0 root
. . PUNCT . 3 punct
"""
DETAINED = """
Police police NOUN NNS 2 nsubj
detained detain VERB VBD 0 root
two two NUM CD 4 nummod
dozen dozen NOUN NN 5 nummod
protesters protester NOUN NNS 2 obj
. . PUNCT . 2 punct
"""
OVER = """
Two two NUM CD 2 nummod
men man NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
arrested arrest VERB VBN 0 root
over over ADP IN 7 case
the the DET DT 7 det
attack attack NOUN NN 4 obl
. . PUNCT . 4 punct
"""
AND_TOOK = """
They they PRON PRP 2 nsubj
killed kill VERB VBD 0 root
12 12 NUM CD 4 nummod
guards guard NOUN NNS 2 obj
and and CCONJ CC 6 cc
seized seize VERB VBD 2 conj
a a DET DT 8 det
bridge bridge NOUN NN 6 obj
. . PUNCT . 2 punct
"""
DIED = """
Five five NUM CD 2 nsubj
died die VERB VBD 0 root
when when ADV WRB 5 advmod
militants militant NOUN NNS 5 nsubj
attacked attack VERB VBD 2 advcl
. . PUNCT . 2 punct
"""
NOT_KILLED = """
The the DET DT 2 det
raid raid NOUN NN 5 nsubj
did do AUX VBD 5 aux
not not PART RB 5 advmod
kill kill VERB VB 0 root
12 12 NUM CD 7 nummod
people people NOUN NNS 5 obj
. . PUNCT . 5 punct
"""
TWO_EVENTS = """
Rebels rebel NOUN NNS 2 nsubj
bombed bomb VERB VBD 0 root
the the DET DT 4 det
bridge bridge NOUN NN 2 obj
before before SCONJ IN 8 mark
the the DET DT 7 det
army army NOUN NN 8 nsubj
shot shoot VERB VBD 2 advcl
at at ADP IN 10 case
crowds crowd NOUN NNS 8 obl
, , PUNCT , 8 punct
wounding wound VERB VBG 8 advcl
40 40 NUM CD 12 obj
. . PUNCT . 2 punct
"""


def tokens(one, word):
    return (at(one, word), at(one, word) + 1)


@pytest.mark.parametrize(
    ("sentence", "word", "harm", "expected"),
    [
        (KILLED_IN, "killed", "killed", (12, "at_least", "At least 12")),
        (KILLED_IN, "shelling", "killed", (12, "at_least", "At least 12")),
        (KILLING, "shelled", "killed", (30, "about", "about thirty")),
        (KILLING, "shelled", "wounded", (1200, "exact", "1,200")),
        (LEFT_DEAD, "blast", "killed", (3, "exact", "three")),
        (SUM, "killed", "killed", (3, "exact", "Two soldiers and a driver")),
        (DETAINED, "detained", "detained", (24, "about", "two dozen")),
        (DIED, "attacked", "killed", (5, "exact", "Five")),
        (TWO_EVENTS, "shot", "wounded", (40, "exact", "40")),
    ],
)
def test_numbers(sentence, word, harm, expected):
    one = parse(sentence)
    found = getattr(count(one, tokens(one, word)), harm)
    number, bound, words = expected
    assert (found.number, found.bound, found.span) == (number, bound, span(one, words))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        (DOZENS, "killed"),
        (NOT_KILLED, "raid"),
        (NOT_KILLED, "kill"),
        (OVER, "attack"),
        (AND_TOOK, "seized"),
    ],
)
def test_no_number_is_made_up_or_taken_from_another_act(sentence, word):
    one = parse(sentence)
    assert count(one, tokens(one, word)) is None


def test_a_number_belongs_to_the_nearest_event():
    one = parse(TWO_EVENTS)
    rivals = tuple(trigger(tokens(one, word), "ASSAULT") for word in ("bombed", "shot"))
    one = type(one)(one.article, one.tokens, one.sentences, triggers=rivals)
    assert count(one, tokens(one, "bombed")) is None
    assert count(one, tokens(one, "shot")).wounded.number == 40


def test_a_sentence_without_harm_has_none():
    one = parse(LEFT_DEAD.replace("dead dead ADJ JJ", "homeless homeless ADJ JJ"))
    assert count(one, tokens(one, "blast")) is None
