"""Pinned figures: a file of floors by data set and figure, below which no change may take them unnoticed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from onrecord.errors import BadData

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.evaluate.figures import Figures

Floors = dict[str, dict[str, float]]
"""Data set -> figure -> value, 0 to 1."""

SLACK = 0.0005
"""Floors are written with three digits, so that a figure may be so much below its own floor."""


def load_floors(path: Path) -> Floors:
    """Return the floors of a TOML file, a table for each data set; raise `BadData` where it holds anything else."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: {figure: float(value) for figure, value in table.items()} for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        message = f"{path}: found no floors ({error}), expected tables of figures with numbers"
        raise BadData(message) from error


def below(floors: Floors, measured: Mapping[str, Figures]) -> list[str]:
    """Return a line for each measured figure that is below its floor, and for each floor that has no figure."""
    lines = []
    for name, figures in measured.items():
        for figure, floor in floors.get(name, {}).items():
            if figure not in figures:
                lines.append(f"{name}: no figure {figure!r} was measured, expected {floor:.3f} or more")
            elif figures[figure].value < floor - SLACK:
                lines.append(f"{name}: {figure} is {figures[figure].value:.3f}, expected {floor:.3f} or more")
    return lines


def moved(floors: Floors, measured: Mapping[str, Figures], *, allow_regression: bool = False) -> Floors:
    """Return the floors raised to the measured figures, and with `allow_regression` lowered to them too.

    Data sets that were not measured keep their floors.
    """
    out = {name: dict(figures) for name, figures in floors.items()}
    for name, figures in measured.items():
        old = floors.get(name, {})
        out[name] = {
            figure: round(value.value if allow_regression else max(value.value, old.get(figure, 0.0)), 3)
            for figure, value in figures.items()
        }
    return out


def render_floors(floors: Floors, *, comment: str) -> str:
    """Return the floors as TOML, the comment first."""
    parts = ["".join(f"# {line}\n" for line in comment.splitlines())]
    for name, figures in floors.items():
        rows = "".join(f'"{figure}" = {value:.3f}\n' for figure, value in figures.items())
        parts.append(f"[{name}]\n{rows}")
    return "\n".join(parts)
