"""The readings of the examples as they were last looked at; `make golden` writes them anew.

Scores are left out: the last digits of a network's sums differ between processors.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord import jsonl, pipeline
from onrecord.output import file_name

GOLDEN = Path(__file__).parent
FOLDERS = (Path(str(files("onrecord") / "data" / "examples")), GOLDEN.parents[1] / "examples")
EXAMPLES = sorted(path for folder in FOLDERS for path in folder.iterdir())


def stripped(value):
    if isinstance(value, dict):
        return {
            key: stripped(each) for key, each in value.items() if key not in ("score", "reader", "ref", "id", "key")
        }
    return [stripped(each) for each in value] if isinstance(value, list) else value


def named(reading):
    """Ids are kept where they point: e1, s1; those of the article hang on its words, which are compared themselves."""
    data = jsonl.encode(reading)
    ids = {kind: [each["id"] for each in data[kind]] for kind in ("statements", "events")}
    return {"ids": ids, **stripped(data)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_read_as_before(path, model, request):
    for reading in pipeline.read_many([path], load=lambda: model):
        golden = GOLDEN / f"{file_name(reading.article.ref)}.json"
        found = named(reading)
        if request.config.getoption("--rewrite"):
            golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert found == json.loads(golden.read_text(encoding="utf-8"))
