"""The small repository, in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import sync_repository, write_sample


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small repository with its outputs written."""
    root = write_sample(tmp_path / "small")
    sync_repository(root)
    return root
