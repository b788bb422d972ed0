"""Places: what is found, what is left out as somebody, and where the rest lies."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from handmade import at, parse

from onrecord.events.places import locate, resolve
from onrecord.events.places.evidence import of_text
from onrecord.lexicon.places import demonyms, gazetteer, hashed, normalised
from onrecord.types import Mention

GEOVIRUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "places" / "geovirus.jsonl.gz"


def where(text: str, *names: str):
    """Locate names at their first place in a text."""
    starts = [text.index(name) for name in names]
    return locate(text, [(start, start + len(name)) for start, name in zip(starts, names, strict=True)])


def with_location(sentence: str, *names: str):
    """Parse a hand-made sentence in which the model has seen these names as locations."""
    one = parse(sentence)
    found = tuple(Mention((at(one, name), at(one, name) + 1), "LOCATION", 0.9) for name in names)
    return type(one)(one.article, one.tokens, one.sentences, found)


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [("Kiev", 703448), ("Kyiv", 703448), ("Lvov", 702550), ("Lviv", 702550), ("Kharkov", 706483), ("Kharkiv", 706483)],
)
def test_old_and_new_spellings_are_one_place(name, geonames_id):
    (place,) = where(f"Rockets hit {name} in Ukraine.", name)
    assert (place.geonames_id, place.country, place.precision) == (geonames_id, "UKR", "city")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Fire crews came from Paris, Texas, on Monday.", "Paris", ("USA", "Texas", "city")),
        ("The talks were held in Paris.", "Paris", ("FRA", "Île-de-France", "city")),
        ("A factory burned in Odessa, Tex., overnight.", "Odessa", ("USA", "Texas", "city")),
        ("Sirens sounded in Odessa as Ukrainian forces fired.", "Odessa", ("UKR", "Odessa", "city")),
        ("Protesters from Tbilisi crossed Georgia by bus.", "Georgia", ("GEO", None, "country")),
        ("A court in Atlanta, Georgia, ruled on the case.", "Atlanta|Georgia", ("USA", "Georgia", "region")),
        ("Voters in Colorado, Idaho and Georgia decide.", "Colorado|Idaho|Georgia", ("USA", "Georgia", "region")),
        ("Militants hold the Idlib province of Syria.", "Idlib", ("SYR", "Idlib", "region")),
        ("Militants hold the province of Idlib in Syria.", "Idlib", ("SYR", "Idlib", "region")),
        ("Trains stopped in the Kharkov region.", "Kharkov", ("UKR", "Kharkivs’ka Oblast’", "region")),
        ("Floods reached Rapides Parish, Louisiana.", "Rapides Parish", ("USA", "Louisiana", "district")),
        ("Tripoli saw clashes, and Libya closed its ports.", "Tripoli", ("LBY", "Tripoli", "city")),
        ("Tripoli saw clashes, and Lebanon sent its army.", "Tripoli", ("LBN", "Liban-Nord", "city")),
        (
            "Soldiers in San Salvador and elsewhere in El Salvador",
            "San Salvador",
            ("SLV", "San Salvador Department", "city"),
        ),
        ("The president flew home to Taiwan.", "Taiwan", ("TWN", None, "country")),
        ("Farmers in NSW and Queensland asked for help.", "NSW", ("AUS", "New South Wales", "region")),
    ],
)
def test_the_article_decides_which_place_is_meant(text, name, expected):
    place = where(text, *name.split("|"))[-1]
    assert place is not None
    if expected[1] in {"Liban-Nord", "San Salvador Department"}:
        assert (place.country, place.precision) == (expected[0], expected[2])
    else:
        assert (place.country, place.admin1, place.precision) == expected


def test_neighbours_decide_where_countries_are_silent():
    text = "Deputies searched homes in Alexandria, in Pineville and in Marksville."
    found = where(text, "Alexandria", "Pineville", "Marksville")
    assert [place.admin1 for place in found] == ["Louisiana"] * 3


def test_a_side_of_a_country_is_a_region_without_a_division():
    (place,) = where("Fighting goes on in eastern Ukraine.", "eastern Ukraine")
    assert (place.name, place.country, place.precision, place.geonames_id) == ("eastern Ukraine", "UKR", "region", None)
    assert place.longitude > 32


def test_a_name_that_nobody_knows_has_no_place():
    assert where("They met at Qwxrtzburg.", "Qwxrtzburg") == (None,)


@pytest.mark.parametrize(("name", "contested"), [("DPR", True), ("LPR", True), ("Lugansk People's Republic", True)])
def test_the_donbas_republics_are_contested_places_of_ukraine(name, contested):
    (place,) = where(f"Shells fell in the {name}.", name)
    assert (place.country, place.contested, place.precision) == ("UKR", contested, "region")


DENIED = """
Kiev Kiev PROPN NNP 3 nsubj
has have AUX VBZ 3 aux
denied deny VERB VBN 0 root
shelling shelling NOUN NN 3 obj
Donetsk Donetsk PROPN NNP 4 obj
. . PUNCT . 3 punct
"""
IN_KIEV = """
Crowds crowd NOUN NNS 2 nsubj
gathered gather VERB VBD 0 root
in in ADP IN 4 case
Kiev Kiev PROPN NNP 2 obl
. . PUNCT . 2 punct
"""
TROOPS = """
Moscow Moscow PROPN NNP 3 nmod:poss
's 's PART POS 1 case
troops troops NOUN NNS 4 nsubj
entered enter VERB VBD 0 root
Donetsk Donetsk PROPN NNP 4 obj
. . PUNCT . 4 punct
"""
TALKS = """
Talks talk NOUN NNS 4 nsubj
with with ADP IN 3 case
Tehran Tehran PROPN NNP 1 nmod
stalled stall VERB VBD 0 root
in in ADP IN 6 case
Vienna Vienna PROPN NNP 4 obl
. . PUNCT . 4 punct
"""
ACCUSED = """
They they PRON PRP 2 nsubj
accused accuse VERB VBD 0 root
Ankara Ankara PROPN NNP 2 obj
and and CCONJ CC 5 cc
Baghdad Baghdad PROPN NNP 3 conj
. . PUNCT . 2 punct
"""
INVADED = """
Ukraine Ukraine PROPN NNP 3 nsubj:pass
was be AUX VBD 3 aux:pass
invaded invade VERB VBN 0 root
. . PUNCT . 3 punct
"""
OFFICIALS = """
Kiev Kiev PROPN NNP 2 compound
officials official NOUN NNS 3 nsubj
fled flee VERB VBD 0 root
Kiev Kiev PROPN NNP 5 compound
airport airport NOUN NN 3 obj
. . PUNCT . 3 punct
"""


@pytest.mark.parametrize(
    ("sentence", "names", "expected"),
    [
        (DENIED, ("Kiev", "Donetsk"), ["Donetsk"]),
        (IN_KIEV, ("Kiev",), ["Kyiv"]),
        (TROOPS, ("Moscow", "Donetsk"), ["Donetsk"]),
        (TALKS, ("Tehran", "Vienna"), ["Vienna"]),
        (ACCUSED, ("Ankara", "Baghdad"), []),
        (INVADED, ("Ukraine",), ["Ukraine"]),
    ],
)
def test_names_that_stand_for_somebody_are_no_places(sentence, names, expected):
    assert [place.name for place in resolve(with_location(sentence, *names))] == expected


def test_a_capital_before_people_is_somebody_and_before_an_airport_a_place():
    one = parse(OFFICIALS)
    found = tuple(Mention((number, number + 1), "LOCATION", 0.9) for number in (0, 3))
    places = resolve(type(one)(one.article, one.tokens, one.sentences, found))
    assert [place.span for place in places] == [(one.tokens[3].start, one.tokens[4].end)]


TERRITORY = """
Jets jet NOUN NNS 2 nsubj
crossed cross VERB VBD 0 root
Syrian Syrian ADJ JJ 4 amod
territory territory NOUN NN 2 obj
and and CCONJ CC 7 cc
Syrian Syrian ADJ JJ 7 amod
troops troops NOUN NNS 8 nsubj
fired fire VERB VBD 2 conj
. . PUNCT . 2 punct
"""
CAPITAL = """
Shots shot NOUN NNS 2 nsubj
rang ring VERB VBD 0 root
in in ADP IN 6 case
the the DET DT 6 det
Libyan Libyan ADJ JJ 6 amod
capital capital NOUN NN 2 obl
. . PUNCT . 2 punct
"""
READY = """
Moscow Moscow PROPN NNP 3 nsubj
is be AUX VBZ 3 cop
ready ready ADJ JJ 0 root
to to PART TO 5 mark
talk talk VERB VB 3 xcomp
. . PUNCT . 3 punct
"""
AGAINST = """
Their their PRON PRP$ 2 nmod:poss
attack attack NOUN NN 6 nsubj
against against ADP IN 4 case
Libya Libya PROPN NNP 2 nmod
soon soon ADV RB 6 advmod
failed fail VERB VBD 0 root
. . PUNCT . 6 punct
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(TERRITORY, ["Syria"]), (CAPITAL, ["Tripoli"]), (READY, []), (AGAINST, ["Libya"])],
)
def test_adjectives_readiness_and_targets(sentence, expected):
    assert [place.name for place in resolve(parse(sentence))] == expected


LISTED = """
Fires fire NOUN NNS 2 nsubj
burn burn VERB VBP 0 root
in in ADP IN 4 case
Odessa Odessa PROPN NNP 2 obl
and and CCONJ CC 6 cc
Kharkov Kharkov PROPN NNP 4 conj
. . PUNCT . 2 punct
"""


def test_a_town_that_the_model_takes_for_a_person_is_a_place_in_a_list_of_places():
    one = parse(LISTED)
    found = (Mention((3, 4), "LOCATION", 0.9), Mention((5, 6), "PERSON", 0.9))
    places = resolve(type(one)(one.article, one.tokens, one.sentences, found))
    assert [place.geonames_id for place in places] == [698740, 706483]


def test_the_gazetteer_finds_what_the_model_missed():
    places = resolve(parse(IN_KIEV))
    assert [(place.name, place.span) for place in places] == [("Kyiv", (19, 23))]


PERSON = """
Valeska Valeska PROPN NNP 3 nsubj
Paris Paris PROPN NNP 1 flat
left leave VERB VBD 0 root
Batman Batman PROPN NNP 3 obj
. . PUNCT . 3 punct
"""


def test_parts_of_other_names_are_no_places():
    assert resolve(parse(PERSON)) == ()


def test_a_location_that_no_gazetteer_knows_comes_without_coordinates():
    (place,) = resolve(with_location(IN_KIEV.replace("Kiev", "Zzyzxville"), "Zzyzxville"))
    assert (place.name, place.country, place.latitude, place.precision) == ("Zzyzxville", None, None, None)


def test_names_normalise_to_one_key():
    assert normalised("St. Pétersbourg") == normalised("Saint Petersbourg")
    assert normalised("U.S.") == normalised("US") == "us"
    assert normalised("Al-Qa’im") == normalised("Al Qa'im")
    assert hashed("kyiv") == hashed(normalised("KYIV"))


def test_the_table_holds_together():
    table = gazetteer()
    ukraine = table.country("UKR")
    assert (ukraine.latitude, ukraine.longitude, ukraine.geonames_id) == (49.0, 32.0, 690791)
    assert demonyms()["ukrainians"] == "UKR"
    assert len(table.countries) > 240
    north, _ = table.side("UKR", (1, 0))
    south, _ = table.side("UKR", (-1, 0))
    assert north > south


def test_countries_are_counted_by_name_people_and_capital():
    found = of_text("Ukrainian and Russian officials met in Minsk; the United States sent an envoy.")
    assert {code for code, weight in found.items() if weight >= 1} == {"UKR", "RUS", "USA"}
    assert 0 < found["BLR"] < 1


@pytest.mark.skipif(not GEOVIRUS.exists(), reason="the corpus is not part of the repository")
def test_geovirus_stays_above_its_floor():
    from benchmarks.places import right

    total = good = 0
    with gzip.open(GEOVIRUS, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            gold = row["toponyms"]
            places = locate(row["text"], [(one["start"], one["end"]) for one in gold])
            total += len(gold)
            good += sum(right(one, place) for one, place in zip(gold, places, strict=True))
    assert good / total >= 0.9
