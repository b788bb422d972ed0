"""What the documentation says is run: commands, Python, fields; blocks marked `sh` are only looked up."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import jsonl
from onrecord.cli import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "src" / "onrecord" / "data" / "examples"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


def blocks(language):
    return [
        pytest.param(page, text, id=f"{page.name}-{number}")
        for page in PAGES
        for number, (kind, text) in enumerate(BLOCK.findall(page.read_text()))
        if kind == language
    ]


def commands(text):
    """Command lines of a console block, each with the lines that it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


@pytest.fixture
def desk(tmp_path, monkeypatch, model):  # noqa: ARG001  # without weights there is nothing to run
    """A folder with the examples under all names that the documentation uses."""
    for path in EXAMPLES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "recall.txt").write_bytes((EXAMPLES / "recall.txt").read_bytes())
    (tmp_path / "report.html").write_bytes((EXAMPLES / "fuel.html").read_bytes())
    (tmp_path / "scrape.txt").write_bytes((EXAMPLES / "recall.txt").read_bytes())
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("page", "text"), blocks("console"))
@pytest.mark.usefixtures("desk")
def test_commands_print_what_is_shown(page, text, request):
    """Lines may be left out; `--rewrite` shows as many as there were where they are no longer printed."""
    fresh = text
    for line, printed in commands(text):
        words = shlex.split(line.partition(">")[0].replace("make demo", "onrecord demo"))
        if words[0] == "make":
            continue
        assert words[0] == "onrecord"
        result = CliRunner().invoke(main, words[1:])
        assert result.exit_code in (0, 1), result.output
        output = [each.rstrip() for each in result.stdout.splitlines()]
        shown = [each for each in printed if each != GAP]
        rest = iter([squeezed(each) for each in output])
        if all(any(squeezed(each) == other for other in rest) for each in shown):
            continue
        assert request.config.getoption("--rewrite"), result.stdout
        begin = output.index(shown[0]) if shown[0] in output else 0
        excerpt = [*output[begin : begin + len(shown)], GAP]
        fresh = fresh.replace("\n".join([f"$ {line}", *printed]), "\n".join([f"$ {line}", *excerpt]))
    if fresh != text:
        page.write_text(page.read_text().replace(text, fresh))


@pytest.mark.parametrize(("page", "text"), blocks("python"))
@pytest.mark.usefixtures("desk")
def test_python_runs(page, text):
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(text, str(page), "exec"), {})
    assert printed.getvalue()


def squeezed(line):
    return " ".join(line.split())


def test_make_targets_exist():
    targets = set(re.findall(r"^([\w ]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    known = {name for names in targets for name in names.split()}
    for page in PAGES:
        for line in re.findall(r"^(?:\$ )?make(?: (\w+))?(?:\s+#.*)?$", page.read_text(), re.MULTILINE):
            assert not line or line in known, (page.name, line)


def test_every_command_and_option_is_documented():
    text = "\n".join(page.read_text() for page in PAGES)
    for name, command in main.commands.items():
        assert f"onrecord {name}" in text, name
        for parameter in command.params:
            for option in (each for each in parameter.opts if each.startswith("--") and each != "--help"):
                assert option in text, f"{name} {option}"


def test_every_public_function_is_documented():
    text = "\n".join(page.read_text() for page in PAGES)
    functions = [name for name in onrecord.__all__ if name[0].islower()]
    assert functions
    assert not [name for name in functions if f"onrecord.{name}" not in text]


def test_every_field_of_the_json_is_explained():
    text = (ROOT / "docs" / "ledger.md").read_text()
    explained = set(re.findall(r"`(\w+)`", text))
    definitions = [jsonl.schema(), *jsonl.schema()["$defs"].values()]
    assert not {name for each in definitions for name in each.get("properties", {})} - explained


def test_links_between_pages_lead_somewhere():
    pages = [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs" / "adr").glob("*.md"))]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / link).exists(), (page.name, link)


def test_files_that_are_named_exist():
    for page in PAGES:
        for name in re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", page.read_text()):
            assert (ROOT / name).exists(), (page.name, name)
