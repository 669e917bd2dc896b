"""Calls of both programs in one process, hundreds in a second, in a fork that no hang and no crash leaves.

What is counted is what reaches `main`: an exception that is not ours counts before it is mapped to an exit code.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import resource
import signal
import stat
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

import revi_docs
from revi_docs.cli.agent import hook
from revi_docs.cli.program import runner
from revi_docs.problems.revi_error import ReviError
from revi_docs.runtime.hooks.hook_call import HookInputError
from tests.support.compiled_templates import compile_templates

_GROUPS = {"revi-docs": "revi_docs.cli.command_group", "revi": "revi_docs.cli.agent.command_group"}
_EXIT_CODES = (0, 1, 2, 3)
_MAX_MEMORY = 3 << 30
"""Bytes of address space of a fork: what an input may use, and the modules that are loaded."""


def warm_up() -> None:
    """Do what each fork would do: import all modules, compile templates, let Hypothesis look for constants there."""
    for module in walk_packages(revi_docs.__path__, "revi_docs."):
        import_module(module.name)
    compile_templates()
    settings(max_examples=100, database=None)(given(st.integers(), st.floats())(lambda _number, _share: None))()
    gc.freeze()


def call(program: str, words: tuple[str, ...]) -> None:
    """Run a command in the current folder as the program does, without its end.

    Raises an exception that is not ours, and AssertionError for another exit code.
    """
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = runner.run_command(import_module(_GROUPS[program]).cli, list(words))
    assert code in _EXIT_CODES, code


def call_hook(event: str, payload: bytes) -> None:
    """Answer an event as the hook does, without the answer. Raises an exception that is not ours."""
    with contextlib.suppress(ReviError, HookInputError):
        hook.decide(event, payload, in_root=False)


class RestoredFolder:
    """A folder that is put back to its first state, at the cost of a look at each file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._states = dict(_entries(str(root)))
        self._contents = {path: Path(path).read_bytes() for path, state in self._states.items() if state}

    def restore(self) -> None:
        """Write back what was changed or removed, and remove what was added."""
        states = dict(_entries(str(self.root)))
        for path in sorted(states.keys() - self._states.keys(), reverse=True):  # a folder after what is in it
            Path(path).unlink() if states[path] else Path(path).rmdir()
        for path, state in self._states.items():
            if path not in states or states[path] != state:
                self._write(path)

    def _write(self, path: str) -> None:
        if not self._states[path]:
            Path(path).mkdir(parents=True, exist_ok=True)
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).unlink(missing_ok=True)
        Path(path).write_bytes(self._contents[path])
        Path(path).chmod(self._states[path][0])
        self._states[path] = _state(Path(path).stat())


def _entries(folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Path and state of each file below a folder, and () of each folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield entry.path, ()
                yield from _entries(entry.path)
            else:
                yield entry.path, _state(entry.stat(follow_symlinks=False))


def _state(status: os.stat_result) -> tuple[int, ...]:
    return stat.S_IMODE(status.st_mode), status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


class ForkResult(NamedTuple):
    """How a fork ended: 0, 1 after an exception, or the negative number of a signal; and what it returned or raised."""

    code: int
    text: str

    @property
    def problem(self) -> str:
        """Why the fork did not end well; "" if it did."""
        return "" if self.code == 0 else self.text or f"the process ended with {self.code}"


def in_fork(function: Callable[[], str]) -> ForkResult:
    """Run a function in a fork, whose memory is limited, and in which time and the disk cost nothing."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as report:
        pid = os.fork()
        if not pid:
            _run_and_exit(function, report.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        report.seek(0)
        return ForkResult(code, report.read())


def _run_and_exit(function: Callable[[], str], report: int) -> None:
    code, write = 1, os.write
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _skip_waits()
        write(report, function().encode())
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent reports it
        write(report, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _skip_waits() -> None:
    """Let time pass without waiting for it, and trust the disk: neither is what is tested."""
    monotonic, skipped = time.monotonic, 0.0

    def sleep(seconds: float) -> None:
        nonlocal skipped
        skipped += seconds

    time.sleep = sleep  # type: ignore[assignment]  # ours accepts nothing but numbers
    time.monotonic = lambda: monotonic() + skipped
    os.fsync = lambda _descriptor: None  # type: ignore[assignment]  # ours has another parameter name
