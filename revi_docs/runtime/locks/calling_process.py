"""The process that works through short calls of `revi`: an agent, or the shell that a person types in.

Read from /proc. Not needed for a call of a hook: there the platform names its process.
"""

from __future__ import annotations

import os
from typing import NamedTuple

# Each call of an agent starts a new shell, so a lock of the shell would be stale after the call.
_SHELLS = frozenset("ash bash busybox csh dash elvish fish ksh mksh nu pwsh rbash sh tcsh xonsh yash zsh".split())

_WRAPPERS = frozenset(
    "asdf bundle bunx bwrap chronic chroot conda corepack direnv doas dotenv env entr fakeroot find firejail flock"
    " git gmake hatch husky ionice just lefthook ltrace make mise ninja nice nix-shell nohup npm nox npx parallel pdm"
    " pipenv pipx pixi pnpm poetry pre-commit pre_commit prlimit runuser script sem setarch setpriv setsid stdbuf"
    " strace su sudo systemd-run task taskset time timeout tox unshare uv uvx watch xargs yarn".split()
)
"""Programs that run another program and wait for it, or become it."""

_INTERPRETERS = ("node", "perl", "python", "ruby")

_SERVICE_MANAGERS = frozenset(
    "atd catatonit containerd-shim cron crond docker-init dumb-init init launchd runit s6-supervise supervisord systemd"
    " tini".split()
)
"""Parents of processes that have nothing in common."""

# The argument after one of these is its value, and not a script to run.
_SHELL_OPTIONS_WITH_VALUE = frozenset(("-O", "-o", "+O", "+o", "--init-file", "--rcfile"))

_MAX_ANCESTORS = 100
"""Arbitrary. A chain read while processes exit and PIDs are reused could otherwise go in circles."""


class _Process(NamedTuple):
    pid: int
    parent: int
    session: int
    arguments: tuple[str, ...]

    @property
    def program(self) -> str:
        """The name of the program: that of the script if an interpreter runs one."""
        # npm writes its whole title into the first argument.
        name = _base_name(self.arguments[0].split(" ")[0]) if self.arguments else ""
        if not name.startswith(_INTERPRETERS):
            return name
        operands = [argument for argument in self.arguments[1:] if not argument.startswith("-")]
        return _base_name(operands[0]) if operands else name

    @property
    def is_interactive_shell(self) -> bool:
        """Whether a person types commands into this shell: it has no command to run, and reads a terminal."""
        if self.program not in _SHELLS or _has_command(self.arguments[1:]):
            return False
        try:
            return os.readlink(f"/proc/{self.pid}/fd/0").startswith(("/dev/pts/", "/dev/tty"))
        except OSError:
            # The process exited, or belongs to another user.
            return False


def calling_pid() -> int:
    """The nearest ancestor that is neither a shell nor a wrapper, so all calls of one agent have the same.

    For a person it is the leader of the terminal's session, and for a service, such as a job of cron, that of the
    service. The parent process if neither can be known.
    """
    process = _read_process(os.getppid()) if _is_own_proc() else None
    for _ in range(_MAX_ANCESTORS):
        if process is None or process.program in _SERVICE_MANAGERS:
            break
        if process.is_interactive_shell:
            return _leader(process.session) or process.pid
        if process.arguments and process.program not in _SHELLS | _WRAPPERS:
            return process.pid
        process = _read_process(process.parent)
    return _leader(os.getsid(0)) or os.getppid()


def _leader(session: int) -> int:
    """The PID of a session's leader if that is running and is not this process, else 0."""
    is_running = session not in (0, os.getpid()) and (not _is_own_proc() or os.path.exists(f"/proc/{session}"))
    return session if is_running else 0


def _is_own_proc() -> bool:
    """Whether /proc is of the PID namespace of this process; false in a new namespace with the old /proc."""
    try:
        return os.readlink("/proc/self") == str(os.getpid())
    except OSError:
        return False


def _read_process(pid: int) -> _Process | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            fields = stream.read().rpartition(b")")[2].split()
        with open(f"/proc/{pid}/cmdline", "rb") as stream:
            arguments = stream.read().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        # The process exited while its ancestors were read.
        return None
    return _Process(pid, int(fields[1]), int(fields[3]), tuple(arguments) if arguments[0] else ())


def _base_name(path: str) -> str:
    """`bash` for `/bin/bash`, and for the `-bash` of a login shell."""
    return path.rpartition("/")[2].removeprefix("-").removesuffix(".js").removesuffix(".cjs")


def _has_command(arguments: tuple[str, ...]) -> bool:
    """Whether a shell was started with a command or a script."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _SHELL_OPTIONS_WITH_VALUE:
            next(rest, None)
        elif (
            not argument.startswith(("-", "+"))
            or argument.startswith("--command")
            or (not argument.startswith("--") and "c" in argument)
        ):
            return True
    return False
