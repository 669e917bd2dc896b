"""System calls of a command at which a fault is injected, and the state of a story that the command changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.hostile import argv
from tests.support import strace

FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")

_CALLS = (
    "write pwrite64 fsync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat fchmod ftruncate"
).split()
_CALL = re.compile(r"^(?:\d+ +)?(?P<name>[a-z0-9_]+)\((?P<arguments>.*)\) += -?\d+")

_VARIABLE = re.compile(
    rb"""\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)|\b[0-9a-f]{12,64}\b|(?<="pid": )\d+|(?<="startTime": ")[^"]+"""
)
"""Times, ids, digests and processes: they differ between two runs of a command."""


class Point(NamedTuple):
    """The `number`th call of a name, which touches the repository."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call}-{self.number}"


def points(root: Path, command: str, folder: Path) -> tuple[tuple[Point, ...], int]:
    """The calls of a command that write to the repository at `root`, and its exit code. It runs in a copy."""
    copy = copy_repository(root, folder / "traced")
    result = strace.run(argv(command), copy, folder / "points.log", ("-e", f"trace={','.join(_CALLS)}"))
    log = (folder / "points.log").read_text(encoding="utf-8", errors="replace")
    return tuple(_points(log, copy)), result.returncode


def _points(log: str, root: Path) -> Iterator[Point]:
    numbers = dict.fromkeys(_CALLS, 0)
    for line in log.splitlines():
        call = _CALL.match(line)
        if call is not None:
            numbers[call["name"]] += 1
            # The first argument: what is written to standard output can name the repository, too.
            if f"<{root}" in call["arguments"].partition('"')[0]:
                yield Point(call["name"], numbers[call["name"]])


def run_with_fault(root: Path, command: str, point: Point, fault: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in which one call fails, or kills it."""
    return strace.run(argv(command), root, log, ("-e", f"inject={point.call}:{fault}:when={point.number}"))


def copy_repository(root: Path, target: Path) -> Path:
    """A copy of a repository."""
    return Path(shutil.copytree(root, target, symlinks=True))


def state(root: Path, files: tuple[str, ...]) -> dict[str, bytes]:
    """Path → content, without what differs between two runs, of the files that match the patterns."""
    return {
        _VARIABLE.sub(b"*", str(path.relative_to(root)).encode()).decode(): _VARIABLE.sub(b"*", path.read_bytes())
        for pattern in files
        for path in sorted(root.glob(pattern))
        if path.is_file() and path.stat().st_size and not path.name.endswith(".revi-tmp")
    }


def leftovers(root: Path) -> list[str]:
    """Temporary files of writers."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.revi-tmp"))
