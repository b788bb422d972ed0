"""Stage 1: where -> Page. Files, folders, standard input and JSON Lines; nothing is fetched from the network."""

from onrecord.sources.read import KINDS, MAX_SIZE, read

__all__ = ["KINDS", "MAX_SIZE", "read"]
