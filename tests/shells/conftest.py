from __future__ import annotations

import pytest
from made import recall

from onrecord.types import Reading


@pytest.fixture(scope="session")
def reading() -> Reading:
    return recall()
