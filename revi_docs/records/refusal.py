"""What cannot be done or read: a code, what is wrong, and what mends it."""

from __future__ import annotations

NO, BROKEN = 1, 3
"""Exit codes: the answer is no; it could not run."""


class RefusalError(Exception):
    """The answer is no. `code` is kebab-case, `fix` says what to do next."""

    exit = NO

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fix = fix


class BrokenError(RefusalError):
    """It could not run: the contract or a record cannot be read or written."""

    exit = BROKEN
