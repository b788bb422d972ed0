from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from onrecord import pipeline

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_MAP, LONGEST_DECISION = 300, 60, 120, 20


def numbered(pattern, text):
    """The stages as a text numbers them: {room: number}."""
    return {room: int(number) for number, room in re.findall(pattern, text, re.MULTILINE)}


def test_stages_have_the_same_numbers_everywhere():
    expected = {room: number for number, room in enumerate(pipeline.STAGES, start=1)}
    docstrings = {room: import_module(f"onrecord.{room}").__doc__ or "" for room in pipeline.STAGES}
    assert {room: int(re.match(r"Stage (\d)\b", text)[1]) for room, text in docstrings.items()} == expected
    assert numbered(r"^    (\d) (\w+)  ", pipeline.__doc__) == expected
    assert numbered(r"^\| (\d) \| `(\w+)/`", (ROOT / "ARCHITECTURE.md").read_text()) == expected


def test_the_map_names_every_room_and_nothing_else():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    assert len(text.splitlines()) <= LONGEST_MAP
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__")}
    modules = {path.name for path in SOURCE.glob("*.py") if path.name != "__init__.py"}
    missing = {name for name in rooms if f"{name}/" not in text} | {name for name in modules if name not in text}
    assert not missing
    named = set(re.findall(r"`(data/[\w./-]+\.(?:toml|csv|json))`", text))
    assert not {name for name in named if not (SOURCE / name).exists()}


def test_contracts_name_every_room():
    text = (ROOT / ".importlinter").read_text()
    names = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    names -= {"__init__", "__main__"}
    assert not {name for name in names if f"onrecord.{name}" not in text}


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_files_and_functions_stay_small(path):
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE or path.name == "types.py"
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {each.name for each in functions if each.end_lineno - each.lineno >= LONGEST_FUNCTION}
    assert not long


def test_every_exception_is_caught_in_one_place_only():
    broad = [
        (path.name, node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert [name for name, _ in broad] == ["pipeline.py"]


def test_only_shells_print():
    shells = {"cli.py", "report.py", "output.py", "progress.py"}
    printing = {
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing <= shells


def test_decisions_are_short_and_numbered():
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    assert not {path.name for path in paths if len(path.read_text().splitlines()) > LONGEST_DECISION}
