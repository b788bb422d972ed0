"""Stage 6: Parse, Cast, Statements -> Event."""
