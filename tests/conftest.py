"""What all tests share: the model that ships with the package, loaded once."""

from __future__ import annotations

import pytest


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write the golden files anew (make golden)")


@pytest.fixture(scope="session")
def model():
    """Return the real model; skip where its weights are not in the tree."""
    from onrecord.errors import BadModel
    from onrecord.model import Model

    try:
        return Model.load()
    except BadModel as missing:
        pytest.skip(f"no weights to read with: {missing}")
