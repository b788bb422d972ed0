from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from made import recall

import onrecord
from onrecord import jsonl
from onrecord.cli import main
from onrecord.errors import BadModel
from onrecord.output import file_name
from onrecord.types import Skipped


def named(ref):
    reading = recall()
    return replace(reading, article=replace(reading.article, ref=ref))


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command line in an empty folder; every path is read as the report made by hand, "bad" ones not at all."""
    asked = {}

    def read_many(paths, **options):
        asked.update(options, paths=paths)
        for path in paths:
            if "broken" in path:
                raise BadModel("the weights are missing; install onrecord again")
            if "stop" in path:
                raise KeyboardInterrupt
            yield Skipped(path, "article", "the page has no body") if "bad" in path else named(path)

    monkeypatch.setattr(onrecord, "read_many", read_many, raising=False)
    monkeypatch.setattr(onrecord, "read", lambda path: named(str(path)), raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        result.asked = asked
        return result

    return run


def test_the_ledger_is_what_is_shown(run):
    result = run("read", "a.txt")
    assert result.exit_code == 0
    assert "DISPUTED" in result.stdout
    assert result.stderr == ""


def test_json_is_one_object_that_fits_the_schema(run):
    result = run("read", "a.txt", "--format", "json")
    jsonschema.validate(json.loads(result.stdout), jsonl.schema())


def test_jsonl_is_a_line_for_each(run):
    lines = run("read", "a.txt", "b.txt", "--format", "jsonl").stdout.splitlines()
    assert [jsonl.loads(line).article.ref for line in lines] == ["a.txt", "b.txt"]


def test_json_holds_all_events_whatever_is_shown(run):
    shown = run("read", "a.txt", "--format", "json", "--auxiliary", "happened")
    assert len(json.loads(shown.stdout)["events"]) == len(recall().events)


def test_html_is_one_page(run):
    assert run("read", "a.txt", "--format", "html").stdout.startswith("<!doctype html>")
    result = run("read", "a.txt", "b.txt", "--format", "html")
    assert result.exit_code == 2
    assert "--out" in result.stderr


def test_what_is_skipped_is_listed_and_the_rest_is_read(run):
    result = run("read", "a.txt", "bad.txt", "c.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "skipped bad.txt: the page has no body (stage: article)" in result.stderr
    assert "2 read, 1 skipped" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "a.txt", "--format", "csv"),
        ("read", "a.txt", "--workers", "0"),
        ("fly",),
        ("score", "no/such"),
    ],
)
def test_wrong_usage(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_missing_weights_are_one_line(run):
    result = run("read", "broken.txt")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: the weights are missing; install onrecord again\n"


def test_ctrl_c_keeps_what_is_done(run):
    result = run("read", "a.txt", "stop.txt", "c.txt", "--out", "out")
    assert result.exit_code == 130
    assert result.stderr.startswith("stopped: 1 read")
    assert [path.name for path in Path("out").iterdir()] == ["a.json"]


def test_options_reach_the_library(run):
    asked = run("read", "-", "--from", "plain", "--workers", "2", "--max-size", "100").asked
    assert asked == {"paths": ("-",), "kind": "plain", "workers": 2, "max_size": 100}


def test_out_writes_a_file_for_each(run):
    result = run("read", "x/a.txt", "y/a.html", "row/../7", "--out", "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert sorted(path.name for path in Path("out").iterdir()) == ["a-2.json", "a.json", "row_.._7.json"]
    assert jsonl.loads(Path("out/a.json").read_text()).article.ref == "x/a.txt"


def test_out_writes_pages(run):
    run("read", "a.txt", "--out", "out", "--format", "html")
    assert Path("out/a.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("reports/a00.txt", "a00"),
        ("a00.html.gz", "a00"),
        ("p-nyt_2015-12-22_x", "p-nyt_2015-12-22_x"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\news\\today.html", "today"),
        ("https://example.org/a?b=c", "https_example.org_a_b_c"),
        ("-", "reading"),
        ("..", "reading"),
        ("", "reading"),
        (".hidden", "hidden"),
        ("Киев/новости.txt", "новости"),
        ("a\x00b\n", "a_b"),
    ],
)
def test_file_names_are_safe(ref, name):
    assert file_name(ref) == name


def test_a_long_name_is_cut_and_stays_its_own():
    one, other = (file_name("x" * 500 + end) for end in "ab")
    assert one != other
    assert len(one) < 140


def test_demo_prints_the_ledger_and_the_path_of_the_page(run, tmp_path):
    result = run("demo")
    assert result.exit_code == 0
    assert "DISPUTED" in result.stdout
    assert str(tmp_path / "onrecord-demo.html") in result.stdout.replace("\n", "")
    assert (tmp_path / "onrecord-demo.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("command", [(), *((name,) for name in main.commands)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_help_has_examples_that_are_commands(run, command, flag):
    text = run(*command, flag).stdout
    assert "Examples:" in text
    for line in re.findall(r"^ +(onrecord .+|cat .+)$", text, re.MULTILINE):
        name = line.split("onrecord ", 1)[1].split()[0]
        assert name in main.commands, line
        for option in re.findall(r"--[a-z-]+", line):
            known = {opt for parameter in main.commands[name].params for opt in parameter.opts}
            assert option in known | {"--help"}, line


def test_version(run):
    assert re.fullmatch(r"onrecord \d+\.\d+\.\d+\n", run("--version").stdout)
