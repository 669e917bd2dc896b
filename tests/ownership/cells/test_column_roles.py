"""What headers mean."""

from __future__ import annotations

import pytest

from revi_docs.ownership.cells.column_roles import column_role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("**From Status**", "from"),
        ("Valid Transitions", "targets"),
        ("Warning Threshold", "warning"),
        ("Hard Limit (tokens)", "hard"),
        ("`Agent`", "agent"),
        ("Price", ""),
        ("", ""),
    ],
)
def test_the_role_of_a_column(header: str, role: str) -> None:
    assert column_role(header) == role
