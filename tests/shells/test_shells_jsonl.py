from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from made import recall

from onrecord import jsonl
from onrecord.errors import BadInput


def test_a_reading_is_what_the_schema_says(reading):
    jsonschema.Draft202012Validator.check_schema(jsonl.schema())
    jsonschema.validate(jsonl.encode(reading), jsonl.schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "onrecord/2"),
        (("article", "text"), None),
        (("statements", 0, "act"), "shout"),
        (("statements", 0, "content"), [[1, 2, 3]]),
        (("events", 0, "type"), "FIGHT"),
        (("events", 0, "trigger"), [-1, 4]),
        (("events", 2, "when", "first"), "Friday"),
        (("events", 0, "accounts"), [{"source": "author", "stance": "asserts", "statement": None}]),
        (("events", 0, "score"), 1.5),
    ],
)
def test_the_schema_refuses(reading, path, value):
    data = jsonl.encode(reading)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, jsonl.schema())


def test_every_field_of_the_schema_is_required():
    for name, definition in jsonl.schema()["$defs"].items():
        if definition.get("properties"):
            assert set(definition["required"]) == set(definition["properties"]), name


def test_there_and_back(reading):
    assert jsonl.loads(jsonl.dumps(reading)) == reading
    assert "\n" not in jsonl.dumps(reading)


def test_a_day_stays_a_day(reading):
    dated = replace(reading, article=replace(reading.article, published=date(2021, 3, 14)))
    assert jsonl.encode(dated)["article"]["published"] == "2021-03-14"
    assert jsonl.loads(jsonl.dumps(dated)).article.published == date(2021, 3, 14)


def test_account_sources_are_short(reading):
    accounts = jsonl.encode(reading)["events"][2]["accounts"]
    assert accounts[0] == {
        "source": {"name": "Sudanese Foreign Ministry", "code": "SDN GOV"},
        "stance": "asserts",
        "statement": "s3",
    }


def test_unknown_fields_are_passed_over(reading):
    data = jsonl.encode(reading)
    data["later"] = data["article"]["later"] = data["events"][0]["later"] = 1
    assert jsonl.decode(data) == reading


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON"),
        ("[]", "list"),
        ("{}", "schema None"),
        (json.dumps(jsonl.encode(recall()) | {"schema": "other/1"}), "other/1"),
        (json.dumps({"schema": "onrecord/1", "statements": []}), "lacks"),
    ],
)
def test_what_is_no_reading_is_refused(text, says):
    with pytest.raises(BadInput, match=says):
        jsonl.loads(text)
