"""The error for a change that failed and could not be undone."""

from __future__ import annotations


class StateUnknownError(OSError):
    """A change failed halfway, and undoing it failed, too: what is on disk is neither surely old nor surely new."""

    def __init__(self, cause: OSError, undo_error: OSError) -> None:
        super().__init__(undo_error.errno, f"{cause.strerror}; undoing the change failed, too: {undo_error.strerror}")
