"""The committed index of output paths, `.revi/paths`: where to look for orphaned outputs.

The index is untrusted input: a line that is not a path to a file inside the repository is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from revi_docs.files.read_file import read_text
from revi_docs.files.safe_paths import path_error

FILE = ".revi/paths"


def read(root: Path) -> tuple[str, ...]:
    """Read the index; return only safe paths inside the repository, sorted."""
    try:
        lines = read_text(root, FILE, "replace").replace("\r\n", "\n").split("\n")
    except OSError:
        # No index yet, or one that cannot be read. `check` compares the index itself and reports that.
        return ()
    return tuple(sorted({line for line in lines if _is_safe(line)}))


def serialize(paths: Iterable[str]) -> bytes:
    """Serialize paths as an index: one per line, sorted."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _is_safe(line: str) -> bool:
    """Whether a line is a path inside the repository that an output can have."""
    return path_error(line) == "" and line.partition("/")[0] != ".revi"
