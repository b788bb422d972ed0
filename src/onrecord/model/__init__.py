"""Stage 3: Article -> Parse."""
