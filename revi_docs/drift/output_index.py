"""The committed index of output paths, `.revi/paths`: where to look for orphaned outputs.

The index is untrusted input: a line that is not a path to a file inside the repository is ignored.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

FILE = ".revi/paths"


def read(root: Path) -> tuple[str, ...]:
    """Read the index; return only safe paths inside the repository, sorted."""
    try:
        lines = (root / FILE).read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    except OSError:
        return ()
    safe_folders: dict[str, bool] = {}
    return tuple(sorted({line for line in lines if _is_safe(root, line, safe_folders)}))


def serialize(paths: Iterable[str]) -> bytes:
    """Serialize paths as an index: one per line, sorted."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _is_safe(root: Path, line: str, safe_folders: dict[str, bool]) -> bool:
    """Whether a line is a path inside the repository; `safe_folders` caches the answer per folder."""
    parts = line.split("/")
    if not line or "\\" in line or "\0" in line or parts[0] in {".git", ".revi"}:
        return False
    if any(part in {"", ".", ".."} for part in parts) or ":" in parts[0]:
        return False
    folder = line.rpartition("/")[0]
    if folder not in safe_folders:
        try:
            safe_folders[folder] = (root / folder).resolve().is_relative_to(root.resolve())
        except (OSError, RuntimeError):
            safe_folders[folder] = False
    return safe_folders[folder] and not os.path.islink(root / line)  # noqa: PTH114 - never raises
