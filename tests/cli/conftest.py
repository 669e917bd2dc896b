"""A repository as `init` leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import copy_synced, run_docs


@pytest.fixture(scope="module")
def initialized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as `init` leaves it."""
    root = tmp_path_factory.mktemp("build") / "work"
    root.mkdir()
    assert run_docs(root, "-C", ".", "init").returncode == 0
    return root


@pytest.fixture
def work(initialized: Path, tmp_path: Path) -> Path:
    return copy_synced(initialized, tmp_path / "work")
