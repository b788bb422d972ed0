"""onrecord reads news reports into a ledger: who did what to whom, according to whom, and who denies it.

    import onrecord
    reading = onrecord.read("report.html")
    reading.statements, reading.events, reading.disputes

Names are loaded when they are first used, so that `import onrecord` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import BadData, BadInput, BadModel, LedgerBusy, OnRecordError
    from onrecord.pipeline import read, read_many, read_text
    from onrecord.types import (
        Account,
        Actor,
        Article,
        Casualties,
        Count,
        Dispute,
        Event,
        Page,
        Place,
        Reader,
        Reading,
        Skipped,
        Statement,
        When,
    )

__all__ = [
    "Account",
    "Actor",
    "Article",
    "BadData",
    "BadInput",
    "BadModel",
    "Casualties",
    "Count",
    "Dispute",
    "Event",
    "LedgerBusy",
    "OnRecordError",
    "Page",
    "Place",
    "Reader",
    "Reading",
    "Skipped",
    "Statement",
    "When",
    "read",
    "read_many",
    "read_text",
]

_ROOMS = {"read": "pipeline", "read_many": "pipeline", "read_text": "pipeline"} | dict.fromkeys(
    ["BadData", "BadInput", "BadModel", "LedgerBusy", "OnRecordError"], "errors"
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_ROOMS.get(name, 'types')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
