"""Every format of the same problems, to the letter.

Where a difference is meant, `python -m tests.report.refresh` writes the golden files anew.
"""

from __future__ import annotations

import pytest

from tests.report.refresh import GOLDEN, fresh


def test_every_golden_file_is_made() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(fresh())


@pytest.mark.parametrize("name", sorted(fresh()))
def test_golden(name: str) -> None:
    assert fresh()[name] == (GOLDEN / name).read_bytes().decode(), "python -m tests.report.refresh"
