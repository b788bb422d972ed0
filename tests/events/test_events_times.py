"""Times: expressions in news, their TIMEX3 values and days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from onrecord.events.times import find, resolve
from onrecord.types import Article, Parse

TUESDAY = date(2022, 2, 22)


def read(text: str, published: date | None = TUESDAY):
    """Return (words, value) of each expression."""
    return [(text[slice(*one.span)], one.meaning.value) for one in find(text, published)]


def days(text: str, published: date | None = TUESDAY):
    """Return first and last day of the only expression."""
    (one,) = find(text, published)
    return one.meaning.first, one.meaning.last


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # dates in full
        ("It began on 2014-03-18.", "2014-03-18", "2014-03-18"),
        ("It began on March 18, 2014.", "March 18, 2014", "2014-03-18"),
        ("It began on 18 March 2014.", "18 March 2014", "2014-03-18"),
        ("It began on Tuesday, the 18th of March 2014.", "Tuesday, the 18th of March 2014", "2014-03-18"),
        ("It began on 18.03.2014.", "18.03.2014", "2014-03-18"),
        ("It began on 13/3/2014.", "13/3/2014", "2014-03-13"),
        ("It began on 3/13/2014.", "3/13/2014", "2014-03-13"),
        ("It began on 4/2/2022.", "4/2/2022", "2022-02-04"),
        ("It began on Sept. 3, 1939.", "Sept. 3, 1939", "1939-09-03"),
        # without a year: the latest, or the next under a future tense
        ("It began on Nov. 13.", "Nov. 13", "2021-11-13"),
        ("It began on January 25.", "January 25", "2022-01-25"),
        ("The vote will be held on March 27.", "March 27", "2022-03-27"),
        ("The army left in November.", "November", "2021-11"),
        ("The army will leave in November.", "November", "2022-11"),
        ("It was signed in late November 2013.", "late November 2013", "2013-11"),
        ("They wed on May 15 of last year.", "May 15 of last year", "2021-05-15"),
        # weekdays
        ("He spoke on Tuesday.", "Tuesday", "2022-02-22"),
        ("He spoke on Wednesday.", "Wednesday", "2022-02-16"),
        ("He spoke last Tuesday.", "last Tuesday", "2022-02-15"),
        ("He will speak next Tuesday.", "next Tuesday", "2022-03-01"),
        ("He will speak on Thursday.", "Thursday", "2022-02-24"),
        ("He spoke Sunday night.", "Sunday night", "2022-02-20TNI"),
        ("He spoke in the early hours of Friday.", "the early hours of Friday", "2022-02-18TMO"),
        # leaning on now
        ("It fell yesterday.", "yesterday", "2022-02-21"),
        ("It falls tomorrow morning.", "tomorrow morning", "2022-02-23TMO"),
        ("It fell last night.", "last night", "2022-02-21TNI"),
        ("It fell last week.", "last week", "2022-W07"),
        ("It fell earlier this month.", "earlier this month", "2022-02"),
        ("It fell late last year.", "late last year", "2021"),
        ("It fell last summer.", "last summer", "2021-SU"),
        ("It fell two days ago.", "two days ago", "2022-02-20"),
        ("It fell more than a month ago.", "more than a month ago", "2022-01"),
        ("It fell twenty-five years ago.", "twenty-five years ago", "1997"),
        ("It fell last weekend.", "last weekend", "2022-W07-WE"),
        # years and longer
        ("It broke away back in 2014.", "2014", "2014"),
        ("A 2014 coup divided them.", "2014", "2014"),
        ("It fell in the early 1990s.", "the early 1990s", "199"),
        ("It fell in the 20th century.", "the 20th century", "19"),
        ("It fell in the third quarter of 1989.", "the third quarter of 1989", "1989-Q3"),
        ("It fell in the winter of 1998-1999.", "the winter of 1998-1999", "1998-WI"),
        # without a day
        ("It was seen in recent weeks.", "in recent weeks", "PAST_REF"),
        ("They leave in the near future.", "in the near future", "FUTURE_REF"),
        ("They are now at home.", "now", "PRESENT_REF"),
        # lengths and repetition
        ("The 18-day siege ended.", "The 18-day", "P18D"),
        ("It lasted for weeks.", "weeks", "PXW"),
        ("It lasted half an hour.", "half an hour", "PT0.5H"),
        ("They fought for two and they rested for three months.", "three months", "P3M"),
        ("Shells fall every day.", "every day", "P1D"),
        # clock
        ("It fell at 3 p.m. on Friday.", "3 p.m. on Friday", "2022-02-18T15:00"),
        ("It fell on July 17, 2014 at around 9:10pm.", "July 17, 2014 at around 9:10pm", "2014-07-17T21:10"),
    ],
)
def test_values(text, words, value):
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "At least 2014 people fled.",
        "May I speak?",
        "Prices fall and troops march on.",
        "A 30-year-old man was held.",
        "A second blast followed.",
        "It cost $2014 at most.",
    ],
)
def test_numbers_and_verbs_that_look_like_times(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("They have fought since 2014.", "2014", date(2014, 1, 1), None),
        ("The truce holds until March 20.", "2021-03-20", None, date(2021, 3, 20)),
        ("They left before May 2021.", "2021-05", None, date(2021, 4, 30)),
        ("They left after May 2021.", "2021-05", date(2021, 6, 1), None),
        ("They met between 3 and 5 May 2021.", "2021-05-03/2021-05-05", date(2021, 5, 3), date(2021, 5, 5)),
        ("They met March 3-5, 2021.", "2021-03-03/2021-03-05", date(2021, 3, 3), date(2021, 3, 5)),
        ("They met January 3-5.", "2022-01-03/2022-01-05", date(2022, 1, 3), date(2022, 1, 5)),
        ("They fought in 2007-2008.", "2007/2008", date(2007, 1, 1), date(2008, 12, 31)),
        ("They fought for the past three days.", "P3D", date(2022, 2, 19), date(2022, 2, 22)),
    ],
)
def test_intervals_and_open_ends(text, value, first, last):
    assert read(text)[0][1] == value
    assert days(text) == (first, last)


def test_a_day_after_is_the_day_of_what_follows():
    text = "The move comes a day after the rebels declared a state."
    assert read(text) == [("a day after", "2022-02-21")]


def test_a_day_after_a_dated_event_is_the_day_of_what_is_told():
    text = "He was held two days after the vote of 5 May 2021."
    assert read(text)[0] == ("two days after", "2021-05-07")


def test_a_day_after_in_an_undated_story_stays_unknown():
    assert read("He was held two days after he had fled.") == [("two days after", None)]


def test_later_and_earlier_lean_on_the_date_named_before():
    text = "The town fell on 1 March 2020. Two days later the army returned. It had fled the previous day."
    assert [value for _, value in read(text)] == ["2020-03-01", "2020-03-03", "2020-03-02"]


@pytest.mark.parametrize("words", ["Tuesday", "yesterday", "last week", "two days ago", "Nov. 13", "in November"])
def test_without_publication_what_leans_on_it_is_unknown(words):
    (one,) = find(f"It fell {words}.", None)
    assert (one.meaning.value, one.meaning.first, one.meaning.last) == (None, None, None)


def test_without_publication_a_full_date_is_known():
    assert read("It fell on 18 March 2014.", None) == [("18 March 2014", "2014-03-18")]


def test_no_time_is_made_up():
    assert read("The army shelled the town.") == []


def test_spans_are_code_points_of_the_article():
    text = "\N{COLLISION SYMBOL} It fell on 18 March 2014, then yesterday."
    article = Article("sha256:0", "test", text, "sha256:0", published=datetime(2022, 2, 22, 19, 2))
    found = resolve(Parse(article, (), ()))
    assert [(text[slice(*one.span)], one.text) for one in found] == [("18 March 2014",) * 2, ("yesterday",) * 2]
    assert found[1].first == found[1].last == date(2022, 2, 21)
    assert found[1].precision == "day"
