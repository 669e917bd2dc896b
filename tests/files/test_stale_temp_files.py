"""What killed writers leave behind is removed at the start of every sync, also in a process that syncs often."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files.stale_temp_files import clean_folders
from tests.faults import hostile


def test_a_folder_is_cleaned_again(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    stale = tmp_path / f".{process.stdout.strip()}.0123456789abcdef.revi-tmp"
    for _ in range(2):
        stale.write_bytes(b"half")
        clean_folders(str(tmp_path), ["a.md"])
        assert not stale.exists()


@pytest.mark.parametrize("path", [".git/info/exclude", ".git/info", ".git"])
@pytest.mark.parametrize("plant", hostile.PLANTS)
def test_the_list_of_ignored_files_is_not_written_through_a_link(
    tmp_path: Path, path: str, plant: Callable[[Path, Path], None]
) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    for file in ("exclude", "config"):
        (root / ".git/info").mkdir(parents=True, exist_ok=True)
        (root / ".git/info" / file).write_text("x\n", encoding="utf-8")
    (root / ".git/info/config").rename(root / ".git/config")
    plant(root / path, outside)
    before = hostile.snapshot(tmp_path)
    clean_folders(str(root), ["a.md"])
    assert hostile.snapshot(tmp_path) == before
