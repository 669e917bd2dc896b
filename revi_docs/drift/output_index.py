"""The committed index of output paths, `.revi/paths`: it says where to look for orphans.

The index is untrusted: a line that does not lead to a file below the repository is ignored.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

FILE = ".revi/paths"


def read(root: Path) -> tuple[str, ...]:
    """The paths that the index names, each a safe path below the repository."""
    try:
        lines = (root / FILE).read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    except OSError:
        return ()
    safe_folders: dict[str, bool] = {}
    return tuple(sorted({line for line in lines if _is_safe(root, line, safe_folders)}))


def serialize(paths: Iterable[str]) -> bytes:
    """The index of the paths: one a line, sorted."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _is_safe(root: Path, line: str, safe_folders: dict[str, bool]) -> bool:
    """Whether a line leads to a file below the repository; `safe` keeps what is known of folders."""
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
