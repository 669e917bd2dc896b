"""The sample repository with up-to-date outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import sync_repository, write_sample


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The sample repository after `revi-docs sync`."""
    root = write_sample(tmp_path / "small")
    sync_repository(root)
    return root
