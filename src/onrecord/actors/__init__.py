"""Stage 4: Parse -> Cast."""
