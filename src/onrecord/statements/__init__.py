"""Stage 5: Parse, Cast -> Statement."""
