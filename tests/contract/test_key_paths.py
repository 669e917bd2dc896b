"""Paths to values as messages show them."""

from __future__ import annotations

import pytest

from revi_docs.contract.key_paths import KeyPath, format_key_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), "the contract"), (("statuses",), "statuses"), (("transitions", 3, "to"), "transitions.3.to")],
)
def test_format(path: KeyPath, expected: str) -> None:
    assert format_key_path(path) == expected
