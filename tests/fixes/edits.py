"""What a person types who follows a fix that is not a command: edits of files."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from revi_docs.problems.problem import Problem
from tests.support.command_line import PROGRAMS, call_program

_GIT_USER = {f"GIT_{role}_{name}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}

WORD = re.compile(r"[A-Za-z_-]{3,}")


class Edit(NamedTuple):
    """Replace the first occurrence of a text; with `old` "", write a new file; with `new` None, delete the file."""

    file: str
    old: str = ""
    new: str | None = None


def apply_edit(root: Path, edit: Edit | str) -> None:
    """Make the edit, which must be possible; a text is a command that must succeed, of our programs or of a shell."""
    if isinstance(edit, str) and edit.split()[0] in PROGRAMS:
        program, *words = shlex.split(edit)
        output = call_program(program, root, *words)
        assert output.code == 0, (edit, output)
        return
    if isinstance(edit, str):
        subprocess.run(["bash", "-ec", edit], cwd=root, env={**os.environ, **_GIT_USER}, check=True)
        return
    file = root / edit.file
    if edit.new is None:
        file.unlink()
    elif not edit.old:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_encode(edit.new))
    else:
        content = file.read_bytes()
        assert _encode(edit.old) in content, edit
        file.write_bytes(content.replace(_encode(edit.old), _encode(edit.new), 1))


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def invented_words(root: Path, edit: Edit, fix: str) -> set[str]:
    """The words of an edit that a person finds neither in the fix nor in the files of the repository."""
    old_words = set(WORD.findall(fix))
    for file in root.rglob("*"):
        if file.is_file() and ".git" not in file.parts:
            old_words |= set(WORD.findall(file.read_text("utf-8", errors="replace")))
    return {word for word in WORD.findall(edit.new or "") if word not in old_words and word.lower() not in old_words}


def identities(problems: Iterable[Problem]) -> set[tuple[str, str, str]]:
    """Code, message and file of each problem: what stays the same when lines move."""
    return {(problem.code, problem.message, problem.places[0].file if problem.places else "") for problem in problems}
