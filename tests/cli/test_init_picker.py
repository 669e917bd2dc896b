"""On a terminal, `init` asks for the workflow."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.sample_repo import PROGRAM, clean_environment, git

QUESTION = "Workflow (minimal, review, revi) [minimal]: "


def on_terminal(root: Path, *words: str, typed: str) -> tuple[int, str]:
    """Run revi-docs on a pseudo terminal, type the text once it asks, and return exit code and screen."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        cwd=root,
        env={**clean_environment(), "TERM": "dumb"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    screen, has_typed, end = "", False, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([controller], [], [], 1)[0]:
            try:
                part = os.read(controller, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            screen += part.decode()
        if screen.endswith(": ") and not has_typed:
            os.write(controller, typed.encode())
            has_typed = True
    os.close(controller)
    return process.wait(60), screen.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("typed", "workflow", "answer"),
    [
        ("\n", "five statuses and two commands", "\n"),
        ("review\n", "with code review and QA", "review\n"),
        ("reviews\nrevi\n", "extends: revi/1", "Error: 'reviews' is not one of 'minimal', 'review', 'revi'."),
    ],
)
def test_a_person_chooses(tmp_path: Path, typed: str, workflow: str, answer: str) -> None:
    git(tmp_path, "init", "-q")
    code, screen = on_terminal(tmp_path, "init", typed=typed)
    assert code == 0, screen
    offer, question, rest = screen.partition(QUESTION)
    assert [line.strip().partition(":")[0] for line in offer.splitlines()] == ["minimal", "review", "revi"]
    assert question
    assert answer in rest
    assert rest.splitlines()[-1] == "next: revi story new WORK-001 --title 'My first story'"
    contract = (tmp_path / "revi.yml").read_text("utf-8")
    assert ("extends: revi/1" in contract) == ("revi/1" in workflow)
    assert workflow in contract or workflow in screen


def test_a_named_workflow_is_not_asked_for(tmp_path: Path) -> None:
    code, screen = on_terminal(tmp_path, "init", "--workflow", "review", typed="")
    assert (code, QUESTION in screen) == (0, False)


def test_who_ends_the_input_gets_no_files(tmp_path: Path) -> None:
    code, screen = on_terminal(tmp_path, "init", typed="\x04")
    assert (code, "Traceback" in screen, list(tmp_path.iterdir())) == (130, False, [])
