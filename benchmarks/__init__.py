"""Figures of accuracy and speed; each module is run by itself, `python -m benchmarks.score`."""
