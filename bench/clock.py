"""Run commands in turn, each in its own process, and measure the time."""

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
    """A command failed; carries the command and the end of its output."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A command and the folder it runs in.

    With `own_clock` the last word of its output is its time in seconds, measured inside the process, so
    that the start of the interpreter and the imports are not counted. `output_folder` is a folder that the
    command fills; the one of an earlier run is moved away first.
    """

    command: tuple[str, ...]
    folder: Path
    own_clock: bool = False
    output_folder: str = ""
    stdin: str | None = None

    def run(self) -> tuple[float, str]:
        """Return wall-clock seconds and standard output of one run. Raises RunError unless it exits with 0."""
        old_output = self.folder / self.output_folder
        if self.output_folder and old_output.exists():
            old_output.rename(self.folder.parent / f"{self.folder.name}-{time.monotonic_ns()}")
        start = time.perf_counter()
        process = subprocess.run(
            self.command,
            cwd=self.folder,
            env=environment(),
            input=self.stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
        if process.returncode:
            end = "\n".join((process.stdout + process.stderr).splitlines()[-12:])
            raise RunError(f"{' '.join(self.command)[:200]} exits with {process.returncode}\n{end}")
        return (float(process.stdout.split()[-1]) if self.own_clock else seconds), process.stdout


def race(runs: int, *runners: Runner, warm_up: bool = True) -> list[float]:
    """Return the median seconds of each runner over `runs` rounds; in a round each runs once, in turn.

    One more round before the first fills the system's caches and is not counted, unless `warm_up` is off.
    """
    seconds_by_runner: list[list[float]] = [[] for _ in runners]
    for number in range(-1 if warm_up else 0, runs):
        for runner, times in zip(runners, seconds_by_runner, strict=True):
            seconds, _ = runner.run()
            if number >= 0:
                times.append(seconds)
    return [median(times) for times in seconds_by_runner]


def program(name: str) -> str:
    """Return the program that is installed next to this Python. Raises RunError if it is missing."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        raise RunError(f"{path} is missing; 'make bench' installs it")
    return str(path)


def revi_docs(*arguments: str) -> tuple[str, ...]:
    """Return a `revi-docs` command: the installed program, or the module of this checkout."""
    return (program("revi-docs"), *arguments) if _INSTALLED else (sys.executable, "-m", _MODULE, *arguments)


def revi(*arguments: str) -> tuple[str, ...]:
    """Return a `revi` command: the installed program, or the module of this checkout."""
    module = "revi_docs.cli.agent.main"
    return (program("revi"), *arguments) if _INSTALLED else (sys.executable, "-m", module, *arguments)


def python(code: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a Python program given as text."""
    return (sys.executable, "-c", code, *arguments)


def environment() -> dict[str, str]:
    """Return the environment without the variables that turn caches off."""
    removed_names = {"CI", "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in removed_names}
    return (
        {**environment, "NO_COLOR": "1"} if _INSTALLED else {**environment, "NO_COLOR": "1", "PYTHONPATH": str(_ROOT)}
    )
