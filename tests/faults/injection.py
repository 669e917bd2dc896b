"""System calls of a command at which a fault is injected, and the state of a story that the command changes."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.hostile import argv
from tests.support import strace
from tests.support.sample_repo import copy_synced

FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")

_CALLS = (
    "write pwrite64 fsync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat fchmod ftruncate"
).split()
_CALL = re.compile(r"^(?P<thread>\d+ +)?(?P<name>[a-z0-9_]+)\((?P<arguments>.*)\) += -?\d+")

_VARIABLE = re.compile(
    rb"""\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)|\b[0-9a-f]{12,64}\b|(?<="pid": )\d+|(?<="startTime": ")[^"]+"""
)
"""Times, ids, digests and processes: they differ between two runs of a command."""


class Point(NamedTuple):
    """The `number`th call of a name in one thread, which touches the repository."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call}-{self.number}"


def points(root: Path, command: str, folder: Path) -> tuple[tuple[Point, ...], int]:
    """The calls of a command that write to the repository at `root`, and its exit code. It runs in a copy."""
    copy = copy_repository(root, folder / "traced")
    options = ("-e", f"trace={','.join(_CALLS)}")
    result = strace.run(argv(command), copy, folder / "points.log", options, _environment(copy))
    log = (folder / "points.log").read_text(encoding="utf-8", errors="replace")
    return tuple(_points(log, copy)), result.returncode


def _points(log: str, root: Path) -> Iterator[Point]:
    # strace counts the calls of each thread and process by itself when it injects a fault.
    numbers: Counter[tuple[str, str]] = Counter()
    points: dict[Point, None] = {}
    for line in log.splitlines():
        call = _CALL.match(line)
        if call is not None:
            key = (call["thread"], call["name"])
            numbers[key] += 1
            # The first argument: what is written to standard output can name the repository, too.
            if f"<{root}" in call["arguments"].partition('"')[0]:
                points[Point(call["name"], numbers[key])] = None
    yield from points


def run_with_fault(root: Path, command: str, point: Point, fault: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in which one call fails, or kills it."""
    options = ("-e", f"inject={point.call}:{fault}:when={point.number}")
    return strace.run(argv(command), root, log, options, _environment(root))


def _environment(root: Path) -> dict[str, str]:
    """A user's cache folder for each repository: a call that writes to a shared one would shift the numbers."""
    return strace.environment(XDG_CACHE_HOME=str(root.with_name(f"{root.name}-cache")))


def copy_repository(root: Path, target: Path) -> Path:
    """A copy of a repository."""
    return copy_synced(root, target)


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
