"""The files of knowledge on actors: codes, dates, names, sources."""

from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from onrecord import actors
from onrecord.errors import BadData
from onrecord.lexicon import actors as lexicon

FILES = sorted((lexicon.DATA / "actors").glob("*.csv"))
KNOWN = lexicon.load()
SINGLE = ("organisation", "group", "metonym", "entity")


@pytest.mark.parametrize("path", [*FILES, lexicon.DATA / "sectors.toml"], ids=lambda path: path.name)
def test_a_file_names_its_source(path: Path):
    head = path.read_text(encoding="utf-8").splitlines()[:4]
    assert any(line.startswith("#") and "Source:" in line for line in head)


def test_codes_are_states_or_bodies_with_a_sector_of_plover():
    assert all(entry.code is None or lexicon.valid_code(entry.code, KNOWN.states) for entry in KNOWN.entries)


def test_all_members_of_the_united_nations_are_there():
    others = {"VAT", "PSE", "TWN", "HKG", "KOS"}
    assert len(KNOWN.states.keys() - others) == 193


def test_terms_are_in_order():
    assert [e for e in KNOWN.entries if e.first and e.last and e.first > e.last] == []


def test_no_two_offices_of_a_person_at_once():
    persons = sorted(
        (entry for entry in KNOWN.entries if entry.kind == "person"), key=lambda e: (e.name, e.first or date.min)
    )
    clashes = []
    for name, terms in groupby(persons, key=lambda entry: entry.name):
        spells = list(terms)
        for one, two in pairwise(spells):
            if one.code != two.code and two.first and (one.last or date.max) > two.first:
                clashes.append(name)
    assert clashes == []


def test_a_name_stands_for_one_code():
    clashes = {
        name: {entry.code for entry in entries}
        for name, entries in KNOWN.names().items()
        if len({entry.code for entry in entries if entry.kind in SINGLE}) > 1
    }
    assert clashes == {}


def test_sixty_states_have_office_holders():
    states = {(e.code or "")[:3] for e in KNOWN.entries if e.kind == "person" and (e.code or "").endswith("GOV")}
    assert len(states & KNOWN.states.keys()) >= 60


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Kyiv", None, "UKR GOV"),
        ("Kiev", None, "UKR GOV"),
        ("the Kremlin", None, "RUS GOV"),
        ("Pentagon", None, "USA MIL"),
        ("Donetsk People's Republic", None, "UKR REB"),
        ("Donetsk People’s Republic", None, "UKR REB"),  # the other apostrophe
        ("Abkhazia", None, "GEO PRE"),
        ("OSCE", None, "IGO OSCE"),
        ("Boko Haram", None, "NGA REB"),
        ("Verkhovna Rada", None, "UKR LEG"),
        ("Donald Tusk", date(2013, 1, 1), "POL GOV"),
        ("Donald Tusk", date(2016, 1, 1), "IGO EUR"),
        ("Merkel", date(2010, 1, 1), "DEU GOV"),
        ("Filipino", None, "PHL"),
        ("Briton", None, "GBR"),
    ],
)
def test_explain(name, on, code):
    assert {entry.code for entry in actors.explain(name, on=on)} == {code}


def test_explain_knows_nobody_out_of_office():
    assert actors.explain("Angela Merkel", on=date(2023, 1, 1)) == ()


def test_a_user_adds_a_file(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,code,aliases\nZeta Water Board,KEN GOV,ZWB\n", encoding="utf-8")
    assert actors.explain("ZWB", lists=[own])[0].code == "KEN GOV"
    assert actors.explain("ZWB") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,code\nSomebody,XXX GOV\n", "line 2: found the code 'XXX GOV'"),
        ("name,kind\nSomebody,state\n", "expected"),
        ("", "no header"),
        ("name,code,from\nSomebody,RUS GOV,soon\n", "found the date 'soon'"),
        ("name,code\nSomebody,RUS GOV,2,3\n", "found 4 cells"),
    ],
)
def test_a_bad_file_is_refused_with_the_line(tmp_path, text, says):
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=says):
        actors.explain("Somebody", lists=[own])
