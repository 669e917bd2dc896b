"""The sample repository, synced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import sync_repository, write_sample


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample repository with its outputs."""
    root = write_sample(tmp_path / "small")
    sync_repository(root)
    return root
