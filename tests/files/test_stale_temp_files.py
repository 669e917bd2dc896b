"""What killed writers leave behind is removed at the start of every sync, also in a process that syncs often."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from revi_docs.files.stale_temp_files import clean_folders


def test_a_folder_is_cleaned_again(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    stale = tmp_path / f".{process.stdout.strip()}.0123456789abcdef.revi-tmp"
    for _ in range(2):
        stale.write_bytes(b"half")
        clean_folders(str(tmp_path), ["a.md"])
        assert not stale.exists()
