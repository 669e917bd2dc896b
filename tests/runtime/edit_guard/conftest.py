"""A small repository with a ticket that tests share, because hooks write nothing."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def root(still: Path) -> Path:
    return still
