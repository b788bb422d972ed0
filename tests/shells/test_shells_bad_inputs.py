from __future__ import annotations

import pytest
from click.testing import CliRunner
from standin import load

from onrecord import pipeline
from onrecord.cli import main

GOOD = (
    "Mayor of the port city answers the harbour workers\n"
    "The mayor of the port city said that the harbour would open again on Monday after the long strike.\n"
)
GERMAN = (
    "Bürgermeister der Hafenstadt antwortet den Hafenarbeitern\n"
    "Der Bürgermeister der Hafenstadt sagte am Montag, der Hafen werde nach dem langen Streik wieder öffnen.\n"
    "Die Arbeiter erklärten, sie hätten in dieser Woche aus dem Rathaus nichts davon gehört.\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `onrecord read` on the folder, with a model that needs no weights."""
    monkeypatch.setattr(pipeline, "load_model", load)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(main, ["read", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 64, "binary"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(4096), ""),
        ("nobody.html", b"<!doctype html><html><head><title>x</title></head><body></body></html>", ""),
        ("scripts.html", b"<html><body><script>var a = 1;</script></body></html>", ""),
        ("german.txt", GERMAN.encode(), "German"),
        ("broken.jsonl", b'{"text": "a\n', ""),
        ("row.jsonl", b'{"id": "a"}\n', ""),
        ("packed.txt.gz", b"no gzip at all", "unpacked"),
        ("long.txt", b"word " * 2_100_000, "--max-size"),
    ],
)
def test_a_bad_input_is_a_line_with_the_reason_beside_what_is_read(run, tmp_path, name, body, says):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_text(GOOD)
    result = run(name, "good.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("skipped")]
    assert name in line or "row" in line
    assert says in line
    assert "a fault in onrecord" not in line


def test_a_folder_without_reports(run, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    result = run("photos")
    assert result.exit_code == 1
    assert result.stderr.startswith("skipped photos: the folder holds no readable file")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(run, tmp_path, encoding):
    (tmp_path / "report.txt").write_bytes(
        (GOOD + "“It will open,” the mayor’s office said – again.\n").encode(encoding)
    )
    result = run("report.txt", "--format", "jsonl", "--from", "plain")
    assert result.exit_code == 0, result.stderr
    assert "“It will open,” the mayor’s office said – again." in result.stdout


def test_five_megabytes_in_one_line(run, tmp_path):
    (tmp_path / "line.txt").write_text("The mayor said that the harbour would open again. " * 100_000)
    result = run("line.txt", "--format", "jsonl", "--max-size", "4000000")
    assert result.exit_code == 1
    assert "5,000,000 bytes" in result.stderr


@pytest.mark.usefixtures("run")
def test_standard_input():
    result = CliRunner().invoke(main, ["read", "-", "--from", "plain", "--format", "json"], input=GOOD)
    assert result.exit_code == 0
    assert '"ref": "-"' in result.stdout
