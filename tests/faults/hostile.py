"""Files of a repository that are replaced by links, pipes and more, and the commands that meet them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.runtime_repository import ROOT
from tests.support.sample_repo import copy_synced
from tests.support.time_limit import time_limit

BIN = ROOT / ".venv" / "bin"

MAX_SECONDS = 30
"""A command that takes longer hangs."""

DOCS_PATHS = (
    "revi.yml",
    "docs",
    "docs/agents.md",
    "docs/index.md",
    "commands",
    "commands/begin.md",
    "data/statuses.json",
    "templates",
    "templates/agents.md.j2",
    "templates/parts",
    ".revi",
    ".revi/paths",
    ".revi/cache",
    ".gitignore",
    ".git/info/exclude",
)
"""Every path that a command of `revi-docs` reads or writes in the sample repository."""

PATHS = (
    "revi.yml",
    "generated",
    "generated/contract.json",
    ".claude",
    ".revi/paths",
    ".git/info/exclude",
    "tickets",
    "tickets/TKT-7",
    "tickets/TKT-7/TKT-7.md",
    "tickets/TKT-7/LEDGER.jsonl",
    "tickets/TKT-7/ledger",
    "tickets/TKT-7/_implementation",
    "tickets/TKT-7/_implementation/TOKEN-LOG.md",
    "tickets/TKT-7/_implementation/TOKEN-SUMMARY.md",
    "tickets/TKT-7/_implementation/TRACE.jsonl",
    "tickets/TKT-7/_implementation/ERROR-LOG.yaml",
    "tickets/TKT-7/_implementation/METRICS.yaml",
    "tickets/TKT-7/_implementation/VERIFICATION.yaml",
    "tickets/TKT-7/_implementation/.budget",
    "tickets/TKT-7/_implementation/.phase-lock",
    "tickets/TKT-7/_implementation/.phase-lock.guard",
    "tickets/TKT-7/_implementation/.phase-lock.mutex",
)
"""Every path that a command of `revi` reads or writes in the repository with a ticket."""


def _move_out(path: Path, outside: Path) -> Path:
    """Move a file or folder out of the repository; create one if there is none."""
    target = outside / path.name
    if path.exists():
        shutil.move(path, target)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("theirs\n")
    return target


def link(path: Path, outside: Path) -> None:
    """A symbolic link to what was there, now outside."""
    path.symlink_to(_move_out(path, outside))


def relative_link(path: Path, outside: Path) -> None:
    """The same with a relative target."""
    path.symlink_to(os.path.relpath(_move_out(path, outside), path.parent))


def hard_link(path: Path, outside: Path) -> None:
    """A second name for a file outside; a symbolic link for a folder, which cannot have one."""
    target = _move_out(path, outside)
    if target.is_dir():
        path.symlink_to(target)
    else:
        os.link(target, path)


def dangling_link(path: Path, outside: Path) -> None:
    """A link to a file that a writer would create."""
    _move_out(path, outside)
    path.symlink_to(outside / "new" / path.name)


def loop(path: Path, outside: Path) -> None:
    """A link to itself."""
    _move_out(path, outside)
    path.symlink_to(path.name)


def device(path: Path, outside: Path) -> None:
    """A link to a device that never ends."""
    _move_out(path, outside)
    path.symlink_to("/dev/zero")


def pipe(path: Path, outside: Path) -> None:
    """A named pipe, which blocks who opens it."""
    _move_out(path, outside)
    os.mkfifo(path)


def unix_socket(path: Path, outside: Path) -> None:
    """A socket, which cannot be opened."""
    _move_out(path, outside)
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        # A path through /proc, because the address of a socket has at most 108 bytes.
        server.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def into_git(path: Path, outside: Path) -> None:
    """A link into the git directory."""
    _move_out(path, outside)
    path.symlink_to(os.path.relpath(outside.parent / "root/.git/config", path.parent))


PLANTS: tuple[Callable[[Path, Path], None], ...] = (
    link, relative_link, hard_link, dangling_link, loop, device, pipe, unix_socket, into_git,
)  # fmt: skip

STUCK_ENTRY = (
    '{"timestamp": "2026-02-11T15:32:05.120+01:00", "storyId": "TKT-7", "event": "moved", "actor": "revi",'
    ' "from": "working", "to": "stuck", "by": "system", "cause": "circuit-open"}\n'
)
"""The entry after which a person can move the story."""

STORY, PHASE = "TKT-7", ("--phase", "make")
COMMANDS: dict[str, tuple[str, ...]] = {
    "sync": ("revi-docs", "sync", "--force"),
    "check": ("revi-docs", "check"),
    "lint": ("revi-docs", "lint"),
    "init": ("revi-docs", "init"),
    "adopt": ("revi-docs", "adopt", "--write"),
    "story new": ("revi", "story", "new", "TKT-8", "--title", "T"),
    "story log": ("revi", "log", STORY, "--actor", "a", "--summary", "s"),
    "move": ("revi", "move", STORY, "working", "--by", "manual", "--actor", "Ada", "--reason", "r"),
    "lock acquire": ("revi", "lock", "acquire", STORY, *PHASE, "--command", "begin", "--owner", "a"),
    "budget start": ("revi", "budget", "start", STORY, *PHASE, "--tokens", "5"),
    "budget record": ("revi", "budget", "record", STORY, *PHASE, "--tokens", "7"),
    "budget report": ("revi", "budget", "report", STORY),
    "error record": ("revi", "error", "record", STORY, *PHASE, "--type", "LOST", "--node", "n", "--message", "m"),
    "workers start": ("revi", "workers", "start", STORY, "--set", "readers"),
    "workers collect": ("revi", "workers", "collect", STORY, "--set", "readers"),
    "trace emit": ("revi", "trace", "emit", STORY, "phase_start", "phase=make"),
    "metrics": ("revi", "metrics", STORY),
    "doctor": ("revi", "doctor", "--fix"),
}
"""Every command that writes, and two that must not; some end with a problem in a sound repository, too."""


class Hostile(NamedTuple):
    """A path, what is planted there, and the command that meets it."""

    path: str
    plant: Callable[[Path, Path], None]
    command: str

    def prepared(self, tickets: Path, sample: Path) -> Path:
        """The repository that fits the command: one with a ticket, or one whose outputs are complete."""
        return sample if COMMANDS[self.command][0] == "revi-docs" else tickets

    def __str__(self) -> str:
        return f"{self.command}-{self.plant.__name__}-{self.path}"


def _cases() -> Iterator[Hostile]:
    for command, (program, *_) in COMMANDS.items():
        for path in DOCS_PATHS if program == "revi-docs" else PATHS:
            for plant in PLANTS:
                yield Hostile(path, plant, command)


CASES = list(_cases())


def argv(command: str) -> list[str | Path]:
    """The command line of a command."""
    program, *arguments = COMMANDS[command]
    return [BIN / program, *arguments]


def run(command: str, root: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a fork that has imported it. Raises AssertionError if it hangs."""
    program, *arguments = COMMANDS[command]
    environment = {name: value for name, value in env.items() if not name.startswith("PYTHON")}
    with time_limit(MAX_SECONDS):
        return as_text(fork_server.run(program, arguments, root, environment))


def prepare(root: Path, command: str) -> None:
    """Leave something to write for the command."""
    if (root / "tickets").exists():
        if command == "move":
            with (root / "tickets/TKT-7/LEDGER.jsonl").open("a", encoding="utf-8") as stream:
                stream.write(STUCK_ENTRY)
        (root / "tickets/TKT-7/_implementation/TOKEN-LOG.md").unlink()
    else:
        (root / "docs/agents.md").unlink()


def repository(prepared: Path, folder: Path, command: str) -> Path:
    """A copy of a prepared repository with a git directory and work to do, next to an empty folder `outside`."""
    root = copy_synced(prepared, folder / "root")
    prepare(root, command)
    (folder / "outside").mkdir()
    (folder / "cache").mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def snapshot(folder: Path) -> dict[str, bytes]:
    """Path → content or kind of everything below a folder; links are not followed."""
    return dict(_entries(folder))


def _entries(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield name, b"link " + os.fsencode(path.readlink())
        elif path.is_file():
            yield name, path.read_bytes()
        else:
            yield name, b"folder" if path.is_dir() else b"special"
