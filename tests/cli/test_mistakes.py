"""Typical mistakes with every command of both programs: exact answers at 80 columns, exit codes, no traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command_line import PROGRAMS
from tests.support.mistakes import golden_text, leaf_commands, make_repository

GOLDEN = Path(__file__).parent / "golden"


def contents(root: Path) -> dict[str, bytes]:
    """The files of a repository outside git's directory."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_answers_to_mistakes(tmp_path: Path, program: str) -> None:
    root = make_repository(program, tmp_path)
    before = contents(root)
    assert golden_text(program, root) == (GOLDEN / f"{program}.mistakes.txt").read_text("utf-8")
    assert contents(root) == before


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_mistake_is_answered_with_a_code_a_fix_and_an_exit_code(program: str) -> None:
    """A call that fails says what is wrong and what to do."""
    text = (GOLDEN / f"{program}.mistakes.txt").read_text("utf-8")
    calls = re.findall(r"^\$ (.*)\n((?:.*\n)*?)=> (\d+)$", text, re.MULTILINE)
    names = [" ".join([program, *words]) for words, _ in leaf_commands(program)]
    assert [name for name in names if sum(call.startswith(name) for call, _, _ in calls) < 3] == []
    for call, answer, code in calls:
        assert code in "0123", call
        if code != "0":
            assert re.search(r"^(?:\S+: )?[a-z-]+: .", answer, re.MULTILINE), call
            assert re.search(r"^  fix: .", answer, re.MULTILINE), call
