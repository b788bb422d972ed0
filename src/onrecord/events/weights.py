"""Every number that the stage was tuned by, in one place; tuned on the development part of the annotated articles."""

from __future__ import annotations

MODEL = 0.6
"""Weight of the model's log odds for a type."""

LEXICON = 0.8
"""Weight of the lexicon's log odds for a type."""

BIAS = 2.0
"""Added to the weighted log odds."""

UNSEEN = 0.02
"""What the model's probability counts as where it saw no trigger."""

UNKNOWN = 0.05
"""What the lexicon's probability counts as for a word that it does not hold."""

KEEP = 0.5
"""From this probability on a trigger is an event."""

KEEP_SECOND = 0.8
"""From this probability on a trigger has a second type ("sent troops and weapons")."""

TRUST_COUNTS = 4.0
"""How many sightings of a word in the training articles weigh as much as the prior of its sense."""
