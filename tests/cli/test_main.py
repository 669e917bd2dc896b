"""The program: exit codes, wrong usage, closed and full streams."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.command_line import call_program
from tests.support.sample_repo import PROGRAM, clean_environment, edit, run_docs, write

WRONG_USAGE = {
    "no such command": ["chek"],
    "no such option": ["check", "--al"],
    "an option without its value": ["check", "--format"],
    "no such format": ["check", "--format", "xml"],
    "a word too many": ["lint", "revi.yml"],
    "a folder that is not there": ["-C", "nowhere", "check"],
    "no such code": ["explain", "stael"],
    "no such shell": ["completion", "csh"],
    "two options that exclude each other": ["links", "--external", "--url", "https://example.org/"],
}


@pytest.mark.parametrize("words", WRONG_USAGE.values(), ids=WRONG_USAGE.keys())
def test_wrong_usage_exits_2(sample: Path, words: list[str]) -> None:
    result = call_program("revi-docs", sample, *words)
    assert (result.code, result.stdout) == (2, "")
    problem, fix = result.stderr.splitlines()
    assert problem.startswith("wrong-usage: ")
    assert fix.startswith("  fix: run 'revi-docs ")
    if "--format" not in words:
        as_json = call_program("revi-docs", sample, "--format=json", *words)
        assert json.loads(as_json.stdout) == {"code": "wrong-usage", "message": problem[13:], "fix": fix[7:]}


INVALID_YAML = (
    "revi.yml:1:7: yaml-syntax: not valid YAML: while parsing a flow sequence did not find expected ',' or ']'"
)


def test_exit_codes(sample: Path) -> None:
    assert run_docs(sample, "check").returncode == 0
    edit(sample, "docs/index.md", "# Statuses", "# States")
    assert [run_docs(sample, *words).returncode for words in (["check"], ["sync"], ["lint"])] == [1, 1, 0]
    edit(sample, "revi.yml", "by: begin", "by: begyn")
    assert [run_docs(sample, *words).returncode for words in (["lint"], ["check"])] == [3, 3]
    write(sample, "revi.yml", "revi: [1\n")
    for name in ("lint", "check", "sync", "init"):
        result = run_docs(sample, name)
        assert (result.returncode, result.stdout.partition("\n")[0], result.stderr) == (3, INVALID_YAML, "")
    (sample / "revi.yml").unlink()
    result = run_docs(sample, "check")
    assert (result.returncode, result.stdout.partition("\n")[0]) == (
        3,
        "revi.yml: unreadable-file: no revi.yml here or in any parent folder",
    )


def test_a_bug_exits_70(sample: Path, tmp_path: Path) -> None:
    """A module on the path breaks the standard library before revi-docs starts, as a wrong dependency could."""
    write(tmp_path, "broken/sitecustomize.py", "import difflib, json\njson.loads = difflib.unified_diff = None\n")
    edit(sample, "docs/index.md", "# Statuses", "# States")
    result = run_docs(sample, "check", PYTHONPATH=str(tmp_path / "broken"))
    assert result.returncode == 70
    assert result.stderr.startswith("Traceback (most recent call last):\n")
    assert result.stderr.endswith("\nThis is a bug in revi-docs. Please report it with the lines above.\n")


def test_an_interrupted_process_exits_130_without_output(sample: Path) -> None:
    """The process waits for a git that never ends when the signal arrives."""
    subprocess.run(["git", "init", "-q", sample], check=True)
    programs, started = sample.parent / "programs", sample.parent / "started"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\n: > '{started}'\nexec sleep 60\n")
    (programs / "git").chmod(0o755)
    process = subprocess.Popen(
        [PROGRAM, "-C", sample, "--no-color", "check"],
        env={**clean_environment(), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 20
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    output, error_output = process.communicate(timeout=20)
    assert (process.returncode, output) == (130, "")
    assert "Traceback" not in error_output


@pytest.mark.parametrize("words", [["explain"], ["schema"], ["completion", "bash"], ["check"]], ids=" ".join)
def test_a_closed_pipe_is_not_a_bug(sample: Path, words: list[str]) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# States")
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [PROGRAM, *words],
        cwd=sample,
        env=clean_environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_full_disk_on_standard_output_exits_3(sample: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [PROGRAM, "lint"], cwd=sample, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 3
    assert result.stderr == "revi-docs: cannot write to standard output: No space left on device\n"


def test_a_closed_standard_output_does_not_change_the_exit_code(sample: Path) -> None:
    result = subprocess.run(
        ["sh", "-c", f"{shlex.quote(str(PROGRAM))} lint >&-"],
        cwd=sample,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
