"""Subjects, objects and obliques of a trigger, through the constructions of news English."""

import pytest
from handmade import at, parse, words

from onrecord.events.arguments import frame
from onrecord.events.roles import by_syntax
from onrecord.events.tree import grow

ACTIVE = """
Rebels rebel NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
the the DET DT 4 det
convoy convoy NOUN NN 2 obj
"""
PASSIVE = """
Villagers villager NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
killed kill VERB VBN 0 root
by by ADP IN 5 case
soldiers soldier NOUN NNS 3 obl:agent
"""
CONTROL = """
Quito Quito PROPN NNP 2 nsubj
accused accuse VERB VBD 0 root
Lima Lima PROPN NNP 2 obj
of of SCONJ IN 5 mark
shelling shell VERB VBG 2 advcl
farms farm NOUN NNS 5 obj
"""
SUBJECT_CONTROL = """
Lima Lima PROPN NNP 2 nsubj
threatened threaten VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 xcomp
Quito Quito PROPN NNP 4 obj
"""
RELATIVE = """
Gunmen gunman NOUN NNS 5 nsubj
who who PRON WP 3 nsubj
attacked attack VERB VBD 1 acl:relcl
buses bus NOUN NNS 3 obj
fled flee VERB VBD 0 root
"""
OBJECT_RELATIVE = """
The the DET DT 2 det
town town NOUN NN 5 nsubj
they they PRON PRP 4 nsubj
seized seize VERB VBD 2 acl:relcl
burns burn VERB VBZ 0 root
"""
SHARED = """
Police police NOUN NNS 2 nsubj
beat beat VERB VBD 0 root
and and CCONJ CC 4 cc
arrested arrest VERB VBD 2 conj
students student NOUN NNS 2 obj
"""
COORDINATED = """
Oslo Oslo PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Bonn Bonn PROPN NNP 1 conj
condemned condemn VERB VBD 0 root
Lima Lima PROPN NNP 4 obj
"""
PARTICIPLE = """
Lima Lima PROPN NNP 2 nsubj
protested protest VERB VBD 0 root
, , PUNCT , 4 punct
accusing accuse VERB VBG 2 advcl
Quito Quito PROPN NNP 4 obj
"""
PLANS = """
Lima Lima PROPN NNP 2 nsubj
has have VERB VBZ 0 root
no no DET DT 4 det
plans plan NOUN NNS 2 obj
to to PART TO 6 mark
invade invade VERB VB 4 acl
Quito Quito PROPN NNP 6 obj
"""
NOMINAL = """
Lima Lima PROPN NNP 3 nmod:poss
's 's PART POS 1 case
invasion invasion NOUN NN 6 nsubj
of of ADP IN 5 case
Quito Quito PROPN NNP 3 nmod
failed fail VERB VBD 0 root
"""
LIGHT = """
Lima Lima PROPN NNP 2 nsubj
launched launch VERB VBD 0 root
an a DET DT 4 det
attack attack NOUN NN 2 obj
on on ADP IN 6 case
Quito Quito PROPN NNP 2 obl
"""
SANCTIONS = """
Sanctions sanction NOUN NNS 4 nsubj:pass
against against ADP IN 3 case
Lima Lima PROPN NNP 1 nmod
imposed impose VERB VBN 0 root
by by ADP IN 6 case
Oslo Oslo PROPN NNP 4 obl:agent
"""
OWNER = """
His his PRON PRP$ 2 nmod:poss
arrest arrest NOUN NN 3 nsubj
followed follow VERB VBD 0 root
"""
CLASHES = """
Clashes clash NOUN NNS 6 nsubj
between between ADP IN 3 case
soldiers soldier NOUN NNS 1 nmod
and and CCONJ CC 5 cc
rebels rebel NOUN NNS 3 conj
continued continue VERB VBD 0 root
"""


@pytest.mark.parametrize(
    ("sentence", "word", "type_name", "actors", "recipients"),
    [
        (ACTIVE, "attacked", "ASSAULT", ["Rebels"], ["convoy"]),
        (PASSIVE, "killed", "ASSAULT", ["soldiers"], ["Villagers"]),
        (CONTROL, "shelling", "ASSAULT", ["Lima"], ["farms"]),
        (CONTROL, "accused", "ACCUSE", ["Quito"], ["Lima"]),
        (SUBJECT_CONTROL, "attack", "ASSAULT", ["Lima"], ["Quito"]),
        (RELATIVE, "attacked", "ASSAULT", ["Gunmen"], ["buses"]),
        (OBJECT_RELATIVE, "seized", "ASSAULT", ["they"], ["town"]),
        (SHARED, "arrested", "COERCE", ["Police"], []),
        (SHARED, "beat", "ASSAULT", ["Police"], ["students"]),
        (COORDINATED, "condemned", "ACCUSE", ["Oslo", "Bonn"], ["Lima"]),
        (PARTICIPLE, "accusing", "ACCUSE", ["Lima"], ["Quito"]),
        (PLANS, "invade", "ASSAULT", ["Lima"], ["Quito"]),
        (NOMINAL, "invasion", "ASSAULT", ["Lima"], ["Quito"]),
        (LIGHT, "attack", "ASSAULT", ["Lima"], ["Quito"]),
        (SANCTIONS, "Sanctions", "SANCTION", ["Oslo"], ["Lima"]),
        (OWNER, "arrest", "COERCE", [], ["His"]),
        (CLASHES, "Clashes", "ASSAULT", ["soldiers", "rebels"], []),
    ],
)
def test_syntax_gives_the_parties(sentence, word, type_name, actors, recipients):
    read = parse(sentence)
    tree, head = grow(read), at(read, word)
    found = by_syntax(tree, head, frame(tree, head), type_name)
    assert (words(read, found[0]), words(read, found[1])) == (actors, recipients)
