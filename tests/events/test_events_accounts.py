"""Who vouches for an event and who denies it."""

from handmade import parse, span, statement

from onrecord.events import accounts
from onrecord.types import Account, Actor

LIMA = Actor("Lima", "PER GOV")
QUITO = Actor("Quito", "ECU GOV")
OUTER = statement("s1", LIMA, [(0, 100)])
INNER = statement("s2", QUITO, [(40, 80)], within="s1")


def test_outside_every_statement_the_outlet_speaks():
    assert accounts.own((120, 126), "ASSAULT", [OUTER, INNER]) == Account("outlet", "asserts", None)


def test_the_innermost_speaker_vouches():
    assert accounts.own((50, 58), "ASSAULT", [OUTER, INNER]) == Account(QUITO, "asserts", "s2")
    assert accounts.own((10, 18), "ASSAULT", [INNER, OUTER]) == Account(LIMA, "asserts", "s1")


def test_of_two_equal_contents_the_one_within_the_other_counts():
    nested = statement("s3", QUITO, [(0, 100)], within="s1")
    assert accounts.own((10, 18), "ASSAULT", [nested, OUTER]).statement == "s3"


def test_an_unnamed_source_stays_unnamed():
    rumour = statement("s1", None, [(0, 50)])
    assert accounts.own((10, 18), "ASSAULT", [rumour]) == Account(None, "asserts", "s1")


def test_what_a_denial_names_is_denied():
    denial = statement("s1", LIMA, [(12, 40)], "deny")
    assert accounts.own((12, 20), "ASSAULT", [denial], deniers={"s1"}) == Account(LIMA, "denies", "s1")


def test_what_a_speaker_says_in_place_of_what_he_denies_he_asserts():
    denial = statement("s1", LIMA, [(12, 40)], "deny")
    assert accounts.own((12, 20), "ASSAULT", [denial]) == Account(LIMA, "asserts", "s1")


def test_only_a_word_of_denial_denies_its_content():
    text = parse(
        """
        Lima Lima PROPN NNP 2 nsubj
        denied deny VERB VBD 0 root
        shelling shell VERB VBG 2 xcomp
        it it PRON PRP 3 obj
        """,
        """
        Lima Lima PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        rebels rebel NOUN NNS 4 nsubj
        shelled shell VERB VBD 2 ccomp
        it it PRON PRP 4 obj
        """,
    )
    denial = statement("s1", LIMA, [span(text, "shelling it")], "deny", cue=span(text, "denied"))
    reply = statement("s2", LIMA, [span(text, "rebels shelled it")], "deny", cue=span(text, "said"))
    assert accounts.deniers([denial, reply], text.tokens) == {"s1"}


def test_the_accusation_that_is_rejected_is_told_by_the_outlet():
    denial = statement("s1", LIMA, [(12, 40)], "deny")
    assert accounts.own((12, 20), "ACCUSE", [denial], deniers={"s1"}) == Account("outlet", "asserts", None)


def test_a_denial_reaches_the_events_of_the_statement_that_it_answers():
    claim = statement("s1", QUITO, [(0, 30)], "accuse")
    denial = statement("s2", LIMA, [(50, 60)], "deny", answers=("s1",))
    doubt = statement("s3", Actor("Oslo", "NOR GOV"), [(70, 80)], "state", answers=("s1",))
    told = [Account(QUITO, "asserts", "s1")]
    assert accounts.denials(told, "ASSAULT", [claim, denial, doubt], {}) == [Account(LIMA, "denies", "s2")]
    assert accounts.denials([Account("outlet", "asserts", None)], "ASSAULT", [claim, denial], {}) == []


def test_a_denial_that_names_one_act_leaves_its_neighbours_alone():
    claim = statement("s1", QUITO, [(0, 30)], "accuse")
    denial = statement("s2", LIMA, [(50, 60)], "deny", answers=("s1",))
    told, named = [Account(QUITO, "asserts", "s1")], {"s1": {"ASSAULT", "COERCE"}, "s2": {"ASSAULT"}}
    assert accounts.denials(told, "COERCE", [claim, denial], named) == []
    assert accounts.denials(told, "ASSAULT", [claim, denial], named) == [Account(LIMA, "denies", "s2")]


def test_accounts_of_one_source_count_once():
    twice = [Account(LIMA, "asserts", "s1"), Account(LIMA, "asserts", "s4"), Account(LIMA, "denies", "s5")]
    assert accounts.merge(twice) == (twice[0], twice[2])
