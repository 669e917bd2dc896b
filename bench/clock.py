"""Runs commands in turn, each as a process of its own, and says how long they took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_ROOT = Path(__file__).resolve().parents[1]
_MODULE = "revi_docs.cli.main"
_INSTALLED = Path(sys.executable).with_name("revi-docs").exists()


class RunError(Exception):
    """A command that must succeed did not; carries the command and the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A command and the folder it runs in.

    With `own_clock` the last line that it prints is its time in seconds, taken inside the process, so
    that the start of the interpreter and the imports are left out. `makes` is a folder in it that the
    command fills: what an earlier run left there is put away first. `given` is its standard input.
    """

    command: tuple[str, ...]
    folder: Path
    own_clock: bool = False
    makes: str = ""
    given: str | None = None

    def run(self) -> tuple[float, str]:
        """Wall-clock seconds of one run and its standard output. Raises RunError unless it exits with 0."""
        made = self.folder / self.makes
        if self.makes and made.exists():
            made.rename(self.folder.parent / f"{self.folder.name}-{time.monotonic_ns()}")
        start = time.perf_counter()
        done = subprocess.run(
            self.command,
            cwd=self.folder,
            env=_environment(),
            input=self.given,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
        if done.returncode:
            end = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
            raise RunError(f"{' '.join(self.command)[:200]} exits with {done.returncode}\n{end}")
        return (float(done.stdout.split()[-1]) if self.own_clock else seconds), done.stdout


def race(runs: int, *runners: Runner, warm_up: bool = True) -> list[float]:
    """The median seconds of each runner over `runs` rounds; in a round each runs once, one after the other.

    One more round before the first fills the system's caches and is not counted, unless `warm_up` is off.
    """
    taken: list[list[float]] = [[] for _ in runners]
    for number in range(-1 if warm_up else 0, runs):
        for runner, times in zip(runners, taken, strict=True):
            seconds, _ = runner.run()
            if number >= 0:
                times.append(seconds)
    return [median(times) for times in taken]


def program(name: str) -> str:
    """The program that is installed next to this Python. Raises RunError where it is missing."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        raise RunError(f"{path} is missing; 'make bench' installs it")
    return str(path)


def revi_docs(*arguments: str) -> tuple[str, ...]:
    """A `revi-docs` command: the installed program, or else the module in this checkout."""
    return (program("revi-docs"), *arguments) if _INSTALLED else (sys.executable, "-m", _MODULE, *arguments)


def revi(*arguments: str) -> tuple[str, ...]:
    """A `revi` command: the installed program, or else the module in this checkout."""
    module = "revi_docs.cli.agent.main"
    return (program("revi"), *arguments) if _INSTALLED else (sys.executable, "-m", module, *arguments)


def python(code: str, *arguments: str) -> tuple[str, ...]:
    """A Python program in one text."""
    return (sys.executable, "-c", code, *arguments)


def _environment() -> dict[str, str]:
    """The environment without what turns caches off."""
    left_out = {"CI", "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "NO_COLOR": "1"} if _INSTALLED else {**kept, "NO_COLOR": "1", "PYTHONPATH": str(_ROOT)}
