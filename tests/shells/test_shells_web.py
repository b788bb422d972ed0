from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from made import TEXT, actor, article, at, event, recall

from onrecord import web
from onrecord.glance import glance
from onrecord.types import Account, Reading
from onrecord.web.markup import Markup, element, joined

VOID = {"meta", "input", "br"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x1b[31m\u202e&amp;"


class Page(HTMLParser):
    """What a browser would make of the page: elements, attributes, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open:
            self.words.append(data)

    def all(self, name):
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(web.page(glance(recall())))


def test_every_element_is_closed_and_every_id_is_there_once(page):
    assert page.open == []
    ids = page.all("id")
    assert len(ids) == len(set(ids))


def test_every_link_leads_somewhere(page):
    ids = set(page.all("id"))
    assert all(link.removeprefix("#") in ids for link in page.all("href"))


def test_the_report_is_whole(page):
    shown = "".join(page.words)
    assert shown.endswith(TEXT.replace("\n", ""))


def test_nothing_is_requested_and_nothing_else_may_run():
    text = web.page(glance(recall()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"(src|srcset)=|@import|url\(|https?:", text)
    assert not re.search(r"<[^>]+ (style|on\w+)=", text)


@pytest.mark.parametrize("field", ["title", "standfirst", "byline", "outlet", "url", "ref"])
def test_what_a_page_says_of_itself_cannot_become_markup(field):
    reading = recall()
    hostile = replace(reading, article=replace(reading.article, **{field: HOSTILE}))
    assert_harmless(web.page(glance(hostile)))


def test_hostile_words_and_names_stay_words():
    text = f"{HOSTILE}\nThe mayor said {HOSTILE} attacked."
    who = replace(actor("Sudan", "SDN"), name=HOSTILE, code=HOSTILE, span=(0, 5))
    said = replace(recall().statements[0], source=who)
    told = event(1, "ASSAULT", "recall", actors=(who,), accounts=(Account(who, "denies", "s1"),), mode=HOSTILE)
    assert_harmless(web.page(glance(Reading(recall().reader, article(text), (said,), (told,)))))


def test_an_address_that_is_none_of_the_web_is_no_link():
    reading = recall()
    for url in ("javascript:alert(1)", "data:text/html,x"):
        page = Page(web.page(glance(replace(reading, article=replace(reading.article, url=url)))))
        assert url not in page.all("href")


def assert_harmless(text: str) -> None:
    page = Page(text)
    assert page.open == []
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in [tag for tag, _ in page.elements]
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_overlapping_marks_become_pieces_that_know_all_of_them():
    whole = article("Alpha\nBravo said Charlie attacked Delta.")
    spans = [at("Charlie attacked", text=whole.text), at("attacked Delta", text=whole.text)]
    first, second = (
        replace(recall().statements[number], content=(spans[number],), source=None, cue=None) for number in (0, 1)
    )
    told = replace(event(1, "ASSAULT", "recall", accounts=()), trigger=at("attacked", text=whole.text), mentions=())
    page = Page(web.page(glance(Reading(recall().reader, whole, (first, second), (told,)))))
    (trigger,) = [each for tag, each in page.elements if tag == "a" and each.get("class", "").startswith("trigger")]
    assert trigger["data-events"] == "e1"
    assert set(trigger["data-statements"].split()) == {"s1", "s2"}
    assert "".join(page.words).endswith("Bravo said Charlie attacked Delta.")


def test_thirteen_speakers_share_twelve_colours_and_no_anchor():
    reading = recall()
    many = tuple(
        replace(reading.statements[0], id=f"s{number}", source=actor("Sudan", "SDN", name=f"speaker {number}"))
        for number in range(13)
    )
    page = Page(web.page(glance(replace(reading, statements=many, events=(), disputes=()))))
    ids = page.all("id")
    assert len(ids) == len(set(ids))


def test_words_of_nobody_named_are_grey_and_the_colour_exists():
    reading = recall()
    unnamed = replace(reading, statements=(replace(reading.statements[0], source=None),), events=(), disputes=())
    text = web.page(glance(unnamed))
    assert 'class="content k12"' in text
    assert ".k12 {" in text


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (element("p", "a < b"), "<p>a &lt; b</p>"),
        (element("p", Markup("<b>x</b>"), None, "&"), "<p><b>x</b>&amp;</p>"),
        (element("a", "x", href='"&', data_events=None, hidden=True), '<a href="&quot;&amp;" hidden>x</a>'),
        (element("input", type="checkbox", checked=False), '<input type="checkbox">'),
        (joined(["<", Markup("<br>")]), "&lt;<br>"),
    ],
)
def test_markup(made, expected):
    assert made == expected
