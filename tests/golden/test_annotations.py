"""The annotations of the examples follow the guide, and every annotated sentence is kept when the page is cleaned."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from onrecord import article, sources
from onrecord.evaluate import load_gold

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
FOLDERS = (REPOSITORY / "examples", REPOSITORY / "src" / "onrecord" / "data" / "examples")
GOLD = sorted((HERE / "gold").glob("*.json"))

pytestmark = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)


@cache
def _texts() -> dict[str, str]:
    """The examples as they are cleaned, by the name of the file or of the row."""
    pages = [page for folder in FOLDERS for page in sources.read(folder)]
    return {Path(page.ref).stem: article.clean(page).text for page in pages}


def test_words_are_found_where_the_annotation_says(path):
    gold, sheet = json.loads(path.read_text(encoding="utf-8")), load_gold(path)
    assert gold["sentences"] == [gold["text"][start:end] for start, end in gold["offsets"]]
    for row, statement in zip(gold["statements"], sheet.statements, strict=True):
        assert len(statement.content) == len(row["content"]), row["id"]
        assert (statement.source.span is None) == (row["source"]["text"] is None), row["id"]
        assert row["cue"] is None or row["cue"] in gold["sentences"][row["sent"]], row["id"]
    for row, event in zip(gold["events"], sheet.events, strict=True):
        assert event.trigger, row["id"]
        assert (event.place.span is None, event.when.span is None) == (row["place"] is None, row["when"] is None)


def test_ids_refer_to_what_is_there(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    statements, events = {s["id"] for s in gold["statements"]}, {e["id"] for e in gold["events"]}
    assert len(statements) == len(gold["statements"])
    assert statements >= {answered for s in gold["statements"] for answered in s["answers"]}
    accounts = [account for e in gold["events"] for account in e["accounts"]]
    assert all(a["statement"] in statements or (a["source"], a["statement"]) == ("author", None) for a in accounts)
    assert all(e["same_as"] is None or e["same_as"] in events for e in gold["events"])


def test_mentions_of_one_event_have_one_type(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    types = {e["id"]: e["type"] for e in gold["events"]}
    assert all(e["type"] == types[e["same_as"]] for e in gold["events"] if e["same_as"])


def test_annotated_sentences_are_kept(path):
    text = _texts()[path.stem]
    lost = [sentence for sentence in json.loads(path.read_text(encoding="utf-8"))["sentences"] if sentence not in text]
    assert not lost
