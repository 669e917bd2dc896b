"""The errors of `revi`, and the error of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.root_folders import LinkedPathError
from revi_docs.files.state_unknown import StateUnknownError
from revi_docs.problems.problem import Problem
from revi_docs.records.command_errors import CommandError, UnavailableError, file_error, file_errors


def test_an_error_is_one_problem() -> None:
    error = CommandError("lock-held", "it is locked", "wait")
    assert (str(error), error.exit_code, UnavailableError("a-b", "m", "f").exit_code) == ("it is locked", 1, 3)
    assert error.problems == (Problem(code="lock-held", message="it is locked", fix="wait"),)


@pytest.mark.parametrize(
    ("action", "code", "fix"),
    [
        ("read", "unreadable-file", "check the permissions of the file, then run the command again"),
        (
            "written",
            "unwritable-file",
            "check the permissions of the file and the space on the disk, then run the command again",
        ),
    ],
)
def test_a_file(tmp_path: Path, action: str, code: str, fix: str) -> None:
    with pytest.raises(UnavailableError) as error, file_errors("deep/a.md", action):
        (tmp_path / "none").read_bytes()
    assert (error.value.code, error.value.fix) == (code, fix)
    assert error.value.message == f"a.md cannot be {action}: No such file or directory"


def test_a_link_is_rejected() -> None:
    error = file_error("deep/a.md", LinkedPathError("'deep' is a symbolic link", "deep/a.md"))
    assert (error.code, error.exit_code) == ("linked-output", 1)
    assert error.message == "a.md cannot be written: 'deep' is a symbolic link"


def test_an_unknown_state_is_said() -> None:
    error = file_error("a.md", StateUnknownError(OSError(28, "disk full"), OSError(5, "bad disk")))
    assert error.message == "a.md may be old or new: disk full; undoing the change failed, too: bad disk"
    assert (error.code, error.fix) == ("state-unknown", "run 'revi doctor' to see what is on disk")
