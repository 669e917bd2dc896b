"""The errors that end a command of `revi`; each is one problem with a code, a message and a fix."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from revi_docs.files.root_folders import LinkedPathError
from revi_docs.files.state_unknown import StateUnknownError
from revi_docs.problems.revi_error import ReviError

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any

    from revi_docs.problems.problem import Problem

EXIT_REJECTED, EXIT_UNAVAILABLE = 1, 3
"""Exit codes of a rejected request and of a command that could not run, the same as in `revi-docs`."""


class CommandError(ReviError):
    """A rejected request (exit code 1). `code` is kebab-case, `fix` an imperative that says what to do next."""

    exit_code = EXIT_REJECTED
    data: Mapping[str, Any] = {}
    """What is added to the JSON document of the error."""
    lines: tuple[str, ...] = ()
    """Lines that are added to its text."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        Exception.__init__(self, message)
        self.code = code
        self.message = message
        self.fix = fix

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problem, built on first access: a hook raises and reports errors without importing `Problem`."""
        from revi_docs.problems.problem import Problem

        return (Problem(code=self.code, message=self.message, fix=self.fix),)


class UnavailableError(CommandError):
    """The command could not run: the contract or a record cannot be read or written."""

    exit_code = EXIT_UNAVAILABLE


@contextmanager
def done_before(act: str, fix: str) -> Iterator[None]:
    """Say in an UnavailableError of the block what was done before it; `fix` is how to go on."""
    try:
        yield
    except UnavailableError as error:
        raise UnavailableError(error.code, f"{act}, but {error.message}", fix) from None


@contextmanager
def file_errors(path: str, action: str = "written") -> Iterator[None]:
    """Turn an OSError into an UnavailableError that names the file; `action` is "read" or "written"."""
    try:
        yield
    except OSError as error:
        raise file_error(path, error, action) from None


def file_error(path: str, error: Exception, action: str = "written") -> CommandError:
    """The error for a file that cannot be read or written; whether the state is known is part of it."""
    if isinstance(error, StateUnknownError):
        message = f"{os.path.basename(path)} may be old or new: {error.strerror}"
        return UnavailableError("state-unknown", message, "run 'revi doctor' to see what is on disk")
    if isinstance(error, LinkedPathError):
        fix = "replace the link with a regular file or folder, then run the command again"
        return CommandError("linked-output", f"{os.path.basename(path)} cannot be {action}: {error.strerror}", fix)
    reason = getattr(error, "strerror", None) or error
    code = "unreadable-file" if action == "read" else "unwritable-file"
    fix = "check the permissions of the file" + (" and the space on the disk" if action == "written" else "")
    return UnavailableError(
        code, f"{os.path.basename(path)} cannot be {action}: {reason}", f"{fix}, then run the command again"
    )
