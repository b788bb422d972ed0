from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from standin import StandIn, load, load_nothing

import onrecord
from onrecord import jsonl, pipeline
from onrecord.errors import BadInput, BadModel
from onrecord.types import Page, Reading, Skipped

HEADLINE = "Mayor of the port city answers the harbour workers"
BODY = (
    "The mayor of the port city said that the harbour would open again on Monday after the long strike.\n"
    "Workers at the harbour said that they had heard nothing of the sort from the town hall this week."
)


@pytest.fixture
def rows(tmp_path) -> Path:
    """Twenty reports, of which the fourth is no English and the seventh breaks the model."""
    path = tmp_path / "rows.jsonl"
    texts = [f"{HEADLINE} {number}\n{BODY}" for number in range(20)]
    texts[3] = (
        "Der Bürgermeister der Hafenstadt sagte am Montag, der Hafen werde nach dem langen Streik wieder öffnen.\n" * 3
    )
    texts[6] += "\nRAISE"
    path.write_text("".join(json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in enumerate(texts)))
    return path


def lines(results):
    return [jsonl.dumps(result) if isinstance(result, Reading) else result for result in results]


def test_a_report_becomes_a_reading_that_fits_the_schema():
    reading = pipeline.read_text(f"{HEADLINE}\n{BODY}", kind="plain", model=StandIn())
    jsonschema.validate(jsonl.encode(reading), jsonl.schema())
    assert reading.article.text == f"{HEADLINE}\n{BODY}"
    assert len(reading.statements) == 2


def test_what_the_caller_knows_of_a_text_is_kept():
    reading = pipeline.read_text(
        BODY,
        title=HEADLINE,
        published=date(2021, 3, 14),
        outlet="The Courier",
        url="https://example.org/1",
        kind="plain",
        model=StandIn(),
    )
    article = reading.article
    assert (article.title, article.published, article.outlet) == (HEADLINE, date(2021, 3, 14), "The Courier")
    assert (article.url, article.ref) == ("https://example.org/1", "https://example.org/1")
    assert article.text == f"{HEADLINE}\n{BODY}"


def test_the_same_report_gives_the_same_json_alone_in_a_batch_and_with_two_workers(rows):
    one = lines(pipeline.read_many([rows], load=load))
    two = lines(pipeline.read_many([rows], load=load, workers=2))
    alone = [
        jsonl.dumps(pipeline._run(Page(ref=f"r{number}", text=f"{HEADLINE} {number}\n{BODY}", kind="plain"), StandIn()))
        for number in (0, 19)
    ]
    assert one == two
    assert [one[0], one[19]] == alone


def test_a_bad_report_is_skipped_with_stage_and_reason(rows):
    results = list(pipeline.read_many([rows, "no/such/file"], load=load))
    skipped = [result for result in results if isinstance(result, Skipped)]
    assert [(each.ref, each.stage) for each in skipped] == [
        ("r3", "article"),
        ("r6", "model"),
        ("no/such/file", "sources"),
    ]
    assert "German" in skipped[0].reason
    assert "ZeroDivisionError" in skipped[1].reason
    assert len(results) == 21


def test_a_report_that_kills_its_process_loses_nothing_else(tmp_path):
    path = tmp_path / "rows.jsonl"
    texts = [f"{HEADLINE} {number}\n{BODY}" + ("\nDIE" if number == 2 else "") for number in range(5)]
    path.write_text("".join(json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in enumerate(texts)))
    results = list(pipeline.read_many([path], load=load, workers=2))
    assert [result.article.ref if isinstance(result, Reading) else result.stage for result in results] == [
        "r0",
        "r1",
        "pipeline",
        "r3",
        "r4",
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_without_weights_nothing_is_skipped_but_all_ends(rows, workers):
    with pytest.raises(BadModel, match="weights"):
        list(pipeline.read_many([rows], load=load_nothing, workers=workers))


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("rows.jsonl", b'{"id":"a","text":"x"}\n{"id":"b","text":"x"}\n', "more than one"),
        ("missing.txt", None, "no such"),
    ],
)
def test_one_bad_report_raises(tmp_path, name, body, says):
    path = tmp_path / name
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(BadInput, match=says):
        pipeline.read(path, model=StandIn())


def test_a_fault_in_a_stage_is_raised_as_it_is():
    with pytest.raises(ZeroDivisionError):
        pipeline.read_text(f"{HEADLINE}\n{BODY}\nRAISE", kind="plain", model=StandIn())


def test_zero_workers_are_refused_at_once():
    with pytest.raises(ValueError, match="workers=0"):
        pipeline.read_many([], workers=0)


def test_pages_are_drawn_one_by_one(rows):
    results = pipeline.read_many([rows], load=load)
    assert isinstance(next(results), Reading)


def test_public_names():
    assert sorted(onrecord.__all__) == dir(onrecord)
    assert all(getattr(onrecord, name).__name__ == name for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = onrecord.nothing
