"""Stage 1: where -> Page."""
