"""How right factuality is: the correlation of read with annotated values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def pearson(gold: Sequence[float], read: Sequence[float]) -> float:
    """Return Pearson's r, -1 to 1; 0 where a side does not vary; raise `ValueError` where the lengths differ."""
    if len(gold) != len(read):
        raise ValueError(f"found {len(gold)} gold and {len(read)} read values, expected as many")
    if len(gold) < 2 or len(set(gold)) == 1 or len(set(read)) == 1:
        return 0.0
    return float(np.corrcoef(np.asarray(gold, dtype=float), np.asarray(read, dtype=float))[0, 1])
