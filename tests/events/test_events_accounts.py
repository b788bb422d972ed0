"""Who vouches for an event and who denies it."""

from handmade import statement

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
    assert accounts.own((12, 20), "ASSAULT", [denial]) == Account(LIMA, "denies", "s1")


def test_in_a_denial_that_negates_the_act_itself_the_speaker_asserts_that_it_did_not_happen():
    denial = statement("s1", LIMA, [(12, 40)], "deny")
    assert accounts.own((12, 20), "ASSAULT", [denial], negated=True).stance == "asserts"


def test_the_accusation_that_is_rejected_is_told_by_the_outlet():
    denial = statement("s1", LIMA, [(12, 40)], "deny")
    assert accounts.own((12, 20), "ACCUSE", [denial]) == Account("outlet", "asserts", None)


def test_a_denial_reaches_the_events_of_the_statement_that_it_answers():
    claim = statement("s1", QUITO, [(0, 30)], "accuse")
    denial = statement("s2", LIMA, [(50, 60)], "deny", answers=("s1",))
    doubt = statement("s3", Actor("Oslo", "NOR GOV"), [(70, 80)], "state", answers=("s1",))
    told = [Account(QUITO, "asserts", "s1")]
    assert accounts.denials(told, [claim, denial, doubt]) == [Account(LIMA, "denies", "s2")]
    assert accounts.denials([Account("outlet", "asserts", None)], [claim, denial]) == []


def test_accounts_of_one_source_count_once():
    twice = [Account(LIMA, "asserts", "s1"), Account(LIMA, "asserts", "s4"), Account(LIMA, "denies", "s5")]
    assert accounts.merge(twice) == (twice[0], twice[2])
