"""Markup that cannot be forged: every word is escaped unless it is markup that was made here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from onrecord.glance import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = {"br", "meta", "input", "link"}


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | bool | None) -> Markup:
    """Return `<name attributes>children</name>`, escaping all but `Markup`.

    Attributes are named as in Python: a trailing "_" is dropped, others become "-" (`class_`, `data_event`). An
    attribute that is None or False is left out, one that is True has no value.
    """
    given = {key.removesuffix("_").replace("_", "-"): value for key, value in attributes.items()}
    marks = "".join(_attribute(key, value) for key, value in given.items() if value is not None and value is not False)
    if name in _VOID:
        return Markup(f"<{name}{marks}>")
    return Markup(f"<{name}{marks}>{joined(children)}</{name}>")


def joined(children: Iterable[str | None]) -> Markup:
    """Return the children one after another, escaping all but `Markup`; None is left out."""
    return Markup("".join(_safe(child) for child in children if child is not None))


def _attribute(key: str, value: str | bool) -> str:  # noqa: FBT001  # an attribute's value
    return f" {key}" if value is True else f' {key}="{escape(clean(str(value)))}"'


def _safe(child: str) -> str:
    return child if isinstance(child, Markup) else escape(clean(child))
