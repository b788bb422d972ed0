"""Stage 5: Parse, Cast -> Statement."""

from onrecord.statements.find import find

__all__ = ["find"]
