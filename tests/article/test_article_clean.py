import hashlib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from time import monotonic

import pytest

from onrecord import article, sources
from onrecord.errors import BadInput
from onrecord.types import Page

ROOT = Path(__file__).parents[2]
PARAGRAPHS = (
    "The foreign ministry said on Monday that the talks would go on, and accused its neighbour of breaking the truce.",
    "Hanoi has denied the accusations.",
    "“We never left the table,” a deputy minister told reporters. “Others did, and they know it.”",
    "According to the army, three soldiers were wounded when a patrol came under fire near the river on Sunday night.",
)
HEADLINE = "Truce talks go on despite fire at the border"
BODY = "\n".join(PARAGRAPHS)
MOMENT = datetime(2023, 3, 6, 9, 30)


def clean(text, kind="text", **fields):
    return article.clean(Page(ref="r", text=text, kind=kind, **fields))


def page(body, head=""):
    return f"<html><head>{head}</head><body>{body}</body></html>"


def paragraphs(*lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def assert_kept(found, source):
    """Every run holds the same characters in the text and in the page, in order, and outside a run there is no word."""
    at = 0
    for start, place, length in found.kept:
        assert start >= at
        assert not found.text[at:start].strip()
        assert found.text[start : start + length] == source[place : place + length]
        at = start + length
    assert at == len(found.text)


# --- plain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [f"{HEADLINE}\n\n{BODY}\n", f"\r\n{HEADLINE}\r\n{BODY}", "Share\nMenu\nTalks go on, the ministry said."]
)
def test_plain_text_is_left_alone(text):
    found = clean(text, "plain", published=date(2023, 3, 6), outlet="Courier", url="u")
    assert found.text == text
    assert found.title == text.strip().splitlines()[0]
    assert found.kept == ((0, 0, len(text)),)
    assert (found.published, found.outlet, found.url, found.language) == (date(2023, 3, 6), "Courier", "u", "en")


def test_identity():
    first, again = clean(BODY, "plain", outlet="A"), clean(BODY, "plain", outlet="A")
    other = clean(BODY, "plain", outlet="B")
    assert first == again
    assert first.text_sha256 == other.text_sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    assert first.id != other.id
    assert first.id.startswith("sha256:")


# --- text scrapes ---------------------------------------------------------------------------------------------------

ABOVE = "Skip to content\nHome\nWorld\nSports\nSign in\nSubscribe\nWe use cookies to improve this site.\nAccept all\n"
BELOW = "\nShare on Facebook\nTweet\nRelated articles\nTen beaches\nMost read\nAbout us\nPrivacy policy\n© 2023"
SCRAPES = [
    f"{ABOVE}{HEADLINE}\n{BODY}{BELOW}",
    f"{HEADLINE}\n6 March 2023 09:30\n\n{BODY}\n{BELOW}",
    f"{HEADLINE} | The Courier\n{ABOVE}{HEADLINE}\nBy Our Correspondent\n6 March 2023\n{BODY}{BELOW}",
    f"{ABOVE}\n\n{HEADLINE}\n\nShare\n\n" + "\n\nAdvertisement\n\n".join(PARAGRAPHS) + BELOW,
    f"{HEADLINE}\n{BODY}",
    f"\ufeff{HEADLINE}\r\n\r\n" + "\r\n".join(PARAGRAPHS),
]


@pytest.mark.parametrize("text", SCRAPES)
def test_furniture_goes_and_every_line_of_the_report_stays(text):
    found = clean(text)
    assert found.text.lstrip("\ufeff") == f"{HEADLINE}\n{BODY}"
    assert_kept(found, text)


HEADERS = [
    ("", "", None, None, None),
    ("", "By Our Correspondent in Hanoi\n", None, "Our Correspondent in Hanoi", None),
    ("6 March 2023 09:30\n", "", None, None, MOMENT),
    ("", "Published: March 6, 2023 at 9.30 a.m.\nUpdated: March 7, 2023\n", None, None, MOMENT),
    (
        "",
        "Soldiers were wounded near the river, the army says\n",
        "Soldiers were wounded near the river, the army says",
        None,
        None,
    ),
    (f"{HEADLINE}\nSoldiers were wounded near the river\n", "", "Soldiers were wounded near the river", None, None),
]


@pytest.mark.parametrize(("before", "after", "standfirst", "byline", "published"), HEADERS)
def test_lines_above_the_body(before, after, standfirst, byline, published):
    found = clean(f"{ABOVE}{before}{HEADLINE}\n{after}{BODY}{BELOW}")
    assert found.title == HEADLINE
    assert (found.standfirst, found.byline, found.published) == (standfirst, byline, published)
    assert found.text == "\n".join(filter(None, [HEADLINE, standfirst, BODY]))


def test_lines_that_point_elsewhere_go():
    text = f"{HEADLINE}\n" + "\nRead also: What the truce says\n".join(PARAGRAPHS)
    assert clean(text).text == f"{HEADLINE}\n{BODY}"


def test_a_text_that_is_all_report_survives():
    timeline = "What happened when\n1 May 2023: Truce signed\n3 May 2023: First shots, both sides deny it\n9 May: Talks"
    text = f"{HEADLINE}\n{BODY}\n{timeline}"
    assert clean(text).text == text


def test_a_date_inside_the_body_is_not_the_date_of_publication():
    assert clean(f"{HEADLINE}\n{BODY}\nThe truce was signed on 6 March 2019.").published is None


# --- html -----------------------------------------------------------------------------------------------------------

META = (
    f'<title>{HEADLINE} | The Courier</title><meta property="og:site_name" content="The Courier">'
    '<meta property="article:published_time" content="2023-03-06T09:30:00+07:00">'
    '<meta name="author" content="Our desk">'
)
LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "%s",'
    ' "datePublished": "2023-03-06T09:30:00+0700", "author": [{"name": "Our desk"}],'
    ' "publisher": {"name": "The Courier"}}]}</script>'
).replace("%s", HEADLINE)


@pytest.mark.parametrize("head", [META, LINKED, '<script type="application/ld+json">{broken</script>' + META])
def test_page(head):
    source = page(f"<nav><a>Home</a></nav><h1>{HEADLINE}</h1>{paragraphs(*PARAGRAPHS)}<footer>About us</footer>", head)
    found = clean(source, "html")
    assert found.text == f"{HEADLINE}\n{BODY}"
    assert (found.title, found.outlet, found.byline) == (HEADLINE, "The Courier", "Our desk")
    assert found.published == MOMENT.replace(tzinfo=timezone(timedelta(hours=7)))
    assert_kept(found, source)


def test_what_the_caller_says_goes_before_what_the_page_says():
    found = clean(page(paragraphs(*PARAGRAPHS), META), "html", outlet="Wire", published=date(2023, 3, 5))
    assert (found.outlet, found.published) == ("Wire", date(2023, 3, 5))


def test_entities_and_inner_tags_are_found_in_the_page():
    source = page(
        f"<p>The &ldquo;truce&rdquo; <b>holds</b>,\n the ministry &amp; the army said.</p>{paragraphs(*PARAGRAPHS)}"
    )
    found = clean(source, "html")
    line = "The “truce” holds, the ministry & the army said."
    start = found.text.index(line)
    places = {at + i: place + i for at, place, length in found.kept for i in range(length)}
    assert [source[places[start + line.index(word)] :][: len(word)] for word in ("The", "truce", "holds", "army")] == [
        "The",
        "truce",
        "holds",
        "army",
    ]
    assert source[places[start + line.index("“")] :].startswith("&ldquo;")
    assert source[places[start + line.index("&")] :].startswith("&amp;")


def test_standfirst_that_readers_see():
    standfirst = "The army says that a patrol came under fire near the river"
    head = f'{META}<meta name="description" content="{standfirst}">'
    shown = page(f"<article><h1>{HEADLINE}</h1><p>{standfirst}</p>{paragraphs(*PARAGRAPHS)}</article>", head)
    hidden = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(*PARAGRAPHS)}</article>", head)
    assert clean(shown, "html").standfirst == standfirst
    assert clean(shown, "html").text == f"{HEADLINE}\n{standfirst}\n{BODY}"
    assert clean(hidden, "html").standfirst is None


# --- examples -------------------------------------------------------------------------------------------------------

FURNITURE = (
    "icon",
    "Subscribe",
    "cookies",
    "Share",
    "Tweet",
    "Read also",
    "Privacy",
    "Topics",
    "Newsletter",
    "Comments",
    "reader77",
)


@pytest.mark.parametrize(
    ("name", "title", "lines", "published"),
    [
        (
            "barricades.html",
            "Serbia threatens to recall its envoy as barricades go up in north Kosovo",
            13,
            "2023-11-28T17:20:00+01:00",
        ),
        (
            "border-scrape.txt",
            "Colombia to pull its consuls out of Venezuela after attack on border post",
            12,
            "2023-10-12T08:45:00",
        ),
        ("outlet-a.txt", "Azerbaijani shelling kills three in border village, Armenia says", 13, "2023-05-15"),
        ("outlet-b.txt", "Armenian troops opened fire first, Azerbaijan says after night of clashes", 12, "2023-05-15"),
    ],
)
def test_examples(name, title, lines, published):
    (source,) = sources.read(ROOT / "examples" / name)
    found = article.clean(source)
    assert (found.title, found.published.isoformat()) == (title, published)
    assert found.text.count(title) == found.text.count(found.standfirst) == 1
    assert not [word for word in FURNITURE if word in found.text]
    assert len(found.text.splitlines()) == lines
    assert_kept(found, source.body.decode()) if source.kind == "text" else None


def test_evacuation():
    path = ROOT.parent / "shared" / "data" / "example" / "evacuation.txt"
    if not path.exists():
        pytest.skip("the example document is not in the repository")
    (source,) = sources.read(path)
    found = article.clean(source)
    assert found.title == "Russia to evacuate its diplomats from Ukraine"
    assert found.standfirst.startswith("Kiev has failed")
    assert found.published == datetime(2022, 2, 22, 19, 2)
    assert "icon" not in found.text
    assert len(found.text.splitlines()) == 9
    assert_kept(found, source.body.decode())


# --- what cannot be read --------------------------------------------------------------------------------------------

GERMAN = "Das Ministerium wies die Vorwürfe am Montag zurück und kündigte an, den Botschafter abzuziehen. "
REFUSED = [
    ("", "plain", "empty"),
    (" \n ", "text", "empty"),
    ("", "html", "empty"),
    ("<html><head><title>Talks</title></head></html>", "html", "no body"),
    (page("<script>let talks = 1;</script>"), "html", "no body"),
    (GERMAN * 3, "plain", "German"),
    (page(paragraphs(GERMAN * 2, GERMAN)), "html", "German"),
    ("Министерство отвергло обвинения соседней страны.", "plain", "Latin alphabet"),
    ("Home\nShare\nTweet\n", "text", "no line"),
    ("a\n" * 30_000, "text", "30,000 lines"),
]


@pytest.mark.parametrize(("source", "kind", "reason"), REFUSED)
def test_refused(source, kind, reason):
    with pytest.raises(BadInput, match=reason):
        clean(source, kind)


def test_bytes_that_do_not_decode_are_refused():
    with pytest.raises(BadInput, match="cannot be decoded"):
        article.clean(Page(ref="r", body=b"\xff\xfe\xff", kind="text"))


@pytest.mark.parametrize(
    "text", ["Talks resume", "Zelensky Kharkiv Minsk Luhansk", "Hanoi denies it.", "Moscow: Nyet!"]
)
def test_short_texts_are_not_taken_for_another_language(text):
    assert clean(text, "plain").language == "en"


HOSTILE = [
    ("The ministry said that talks would go on. " * 120_000, "text"),
    (page(f"<p>{'The ministry said that talks would go on. ' * 120_000}</p>"), "html"),
    ("<div>" * 20_000 + paragraphs(*PARAGRAPHS) + "</div>" * 20_000, "html"),
    (page("".join(f"<p>The ministry said {n} times that talks would go on.</p>" for n in range(70_000))), "html"),
    (page("<!--" * 50_000 + paragraphs(*PARAGRAPHS)) + paragraphs(*PARAGRAPHS), "html"),
    (page(paragraphs(*PARAGRAPHS) + "<p" * 50_000), "html"),
    (page(paragraphs(*PARAGRAPHS) + "&" * 200_000), "html"),
    ("|" * 500_000 + BODY, "text"),
    ("A.a" * 300_000 + "\n" + BODY, "text"),
]


@pytest.mark.parametrize(("source", "kind"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_end_quickly(source, kind):
    begin = monotonic()
    try:
        found = clean(source, kind).text
    except BadInput as error:
        found = str(error)
    assert found
    assert monotonic() - begin < 5
