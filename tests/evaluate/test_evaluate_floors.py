"""Pinned figures: what falls below them, and how they move."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import BadData
from onrecord.evaluate.figures import F1, Share
from onrecord.evaluate.floors import below, load_floors, moved, render_floors

FLOORS = {"develop": {"event type": 0.667, "event aux accuracy": 0.9}, "examples": {"dispute": 1.0}}
MEASURED = {"develop": {"event type": F1(2, 3, 3), "event aux accuracy": Share(3, 4)}}


def test_what_falls_below_is_named():
    assert below(FLOORS, MEASURED) == ["develop: event aux accuracy is 0.750, expected 0.900 or more"]


def test_a_floor_without_a_figure_fails():
    assert below(FLOORS, {"examples": {}}) == ["examples: no figure 'dispute' was measured, expected 1.000 or more"]


@pytest.mark.parametrize(("allow", "aux"), [(False, 0.9), (True, 0.75)])
def test_floors_move_down_only_when_allowed(allow, aux):
    floors = moved(FLOORS, MEASURED, allow_regression=allow)
    assert floors == {"develop": {"event type": 0.667, "event aux accuracy": aux}, "examples": {"dispute": 1.0}}


def test_floors_come_back_from_their_file(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(render_floors(FLOORS, comment="Pinned.\nTwo lines."))
    assert load_floors(path) == FLOORS
    assert path.read_text().startswith("# Pinned.\n# Two lines.\n")


def test_a_malformed_file_is_named(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text('develop = "high"')
    with pytest.raises(BadData, match=r"floors\.toml"):
        load_floors(path)


def test_the_pinned_figures_can_be_read():
    assert "examples" in load_floors(Path(__file__).parents[1] / "floors.toml")
