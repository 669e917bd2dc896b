"""The fix of each refused command: typed as it is printed, it makes the command possible, or replaces it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.fixes.command_edits import COMMAND_FIXES, CONTINUE, DOCS_FIXES
from tests.fixes.command_repository import contract, write_repository
from tests.fixes.edits import Edit, apply_edit, invented_words
from tests.fixes.typed_commands import type_commands
from tests.support.command_line import ProgramOutput, call_program

OWN_WORDS = {"../real", "TKT-9", "own.txt", "run.json", "--actor", "Ada", "--reason", "late"}
"""What a person chooses: an id, files, the name and the reason."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_repository(tmp_path_factory.mktemp("refused") / "prepared")


@pytest.fixture
def root(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    return Path(shutil.copytree(prepared, tmp_path / "repository"))


def call(root: Path, line: str) -> ProgramOutput:
    """Call one of our programs."""
    program, *words = shlex.split(line)
    return call_program(program, root, *words)


def printed_fix(output: ProgramOutput, code: str) -> str:
    """The fix below the line with the code."""
    text = output.stdout + output.stderr
    match = re.search(rf"\b{code}: .*\n(?:(?!\s+fix: )\s+.*\n)*\s+fix: (.*)", text)
    assert match is not None, text
    return match[1]


def invented_arguments(line: str, texts: str) -> set[str]:
    """The words of a command that are in none of the texts, and that a person does not choose."""
    known_words = set(re.findall(r"[\w.:+=-]+", texts)) | OWN_WORDS
    return {word for word in shlex.split(line) if word not in known_words}


def follow(code: str, root: Path) -> None:
    call_line, planted, typed, instead = {**COMMAND_FIXES, **DOCS_FIXES}[code]
    for step in planted:
        apply_edit(root, step)
    refused = call(root, call_line)
    fix = printed_fix(refused, code)
    for step in typed:
        if isinstance(step, Edit):
            assert invented_words(root, step, f"{fix} {contract()}") == set()
        elif instead:
            assert invented_arguments(step, f"{call_line} {refused.stdout} {refused.stderr}") == set()
        apply_edit(root, step)
    if not typed:
        type_commands(root, fix)
    if not instead:
        output = call(root, call_line)
        assert f"{code}: " not in output.stdout + output.stderr, output


@pytest.mark.parametrize("code", [*COMMAND_FIXES, *DOCS_FIXES])
def test_what_the_fix_says_succeeds(code: str, root: Path) -> None:
    follow(code, root)


@pytest.mark.parametrize("code", CONTINUE)
def test_nothing_is_left_to_do(code: str, root: Path) -> None:
    assert printed_fix(call(root, CONTINUE[code]), code) == "continue; no action is needed"
