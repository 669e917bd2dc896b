"""What cannot be done or read: a code, what is wrong, and what mends it."""

from __future__ import annotations

EXIT_REJECTED, EXIT_UNAVAILABLE = 1, 3
"""Exit codes: the answer is no; it could not run."""


class CommandError(Exception):
    """The answer is no. `code` is kebab-case, `fix` says what to do next."""

    exit_code = EXIT_REJECTED

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fix = fix


class UnavailableError(CommandError):
    """It could not run: the contract or a record cannot be read or written."""

    exit_code = EXIT_UNAVAILABLE
