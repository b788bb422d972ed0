"""Stage 4: Parse -> Cast: who each noun phrase is."""

from onrecord.actors.explain import explain
from onrecord.actors.resolve import resolve

__all__ = ["explain", "resolve"]
