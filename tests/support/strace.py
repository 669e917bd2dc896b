"""Run a program under strace: which paths it changes, and what it does if one of its system calls fails."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support import require

CHANGING_CALLS = (
    "openat open creat rename renameat renameat2 unlink unlinkat link linkat symlink symlinkat mkdir mkdirat chmod"
    " fchmod fchmodat truncate ftruncate rmdir mknod mknodat"
).split()
"""The system calls that create, change or remove files by name; opening counts only if it is for writing."""

_CALL = re.compile(r"^(?:\d+ +)?(?P<name>[a-z0-9_]+)\((?P<arguments>.*)\) += (?P<result>-?\d+)(?:<(?P<path>[^>]*)>)?")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, )?"(?P<name>(?:[^"\\]|\\.)*)"')
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")


class Call(NamedTuple):
    """A successful system call, and the absolute paths that it changed."""

    name: str
    paths: tuple[str, ...]


def environment(**variables: str) -> dict[str, str]:
    """The environment for a program whose every change counts: it writes no bytecode."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CLAUDE", "GIT_"))}
    return {**inherited, "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1", **variables}


def run(
    command: Sequence[str | Path],
    folder: Path,
    log: Path,
    options: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder; strace writes to `log`. Without options, it traces the calls that change files."""
    strace = require.program("strace")
    trace = options or ("-e", f"trace={','.join(CHANGING_CALLS)}")
    return subprocess.run(
        # With the filter, the kernel stops the program at the traced calls only.
        [strace, "-f", "--seccomp-bpf", "-qq", "-y", "-s", "5000", "-o", str(log), *trace, *map(str, command)],
        cwd=folder,
        env=env or environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def changes(log: Path, folder: Path) -> Iterator[Call]:
    """The calls in a log that changed something; `folder` is the one in which the command ran."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None or int(call["result"]) < 0:
            continue
        if call["name"] in ("openat", "open", "creat"):
            if call["name"] == "creat" or _WRITES.search(call["arguments"]):
                yield Call(call["name"], (call["path"] or "",))
        elif call["name"] in ("fchmod", "ftruncate"):
            yield Call(call["name"], tuple(re.findall(r"^\d+<([^>]*)>", call["arguments"])))
        else:
            yield Call(call["name"], tuple(_named_paths(call["arguments"], folder)))


def _named_paths(arguments: str, folder: Path) -> Iterator[str]:
    for match in _PATH.finditer(arguments):
        path = folder / (match["folder"] or "") / match["name"]
        # The kernel follows links in the folder of a path.
        yield str(path.parent.resolve() / path.name)
