"""The small repository, in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drift.small import fill, synced


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small repository with its outputs written."""
    root = fill(tmp_path / "small")
    synced(root)
    return root
