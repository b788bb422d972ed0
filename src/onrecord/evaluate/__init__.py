"""How right readings are: figures for every stage, against annotated data.

Nothing here reads an article: callers pass predictions, or a function that reads pages.
"""

from onrecord.evaluate.folder import load_golds, score_folder
from onrecord.evaluate.ledger import Scores, render, score
from onrecord.evaluate.sheets import load_gold

__all__ = ["Scores", "load_gold", "load_golds", "render", "score", "score_folder"]
