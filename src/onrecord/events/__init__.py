"""Stage 6: Parse, Cast, Statements -> Event."""

from onrecord.events.coding import code

__all__ = ["code"]
