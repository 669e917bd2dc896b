"""A change that failed and could not be undone."""

from __future__ import annotations

from revi_docs.files.state_unknown import StateUnknownError


def test_both_reasons_are_told() -> None:
    error = StateUnknownError(OSError(28, "disk full"), OSError(5, "bad disk"))
    assert (error.errno, error.strerror) == (5, "disk full; undoing the change failed, too: bad disk")
