"""Stage 2: Page -> Article."""
