"""Every format of the same problems, compared exactly.

If a difference is intended, `python -m tests.report.refresh` rewrites the golden files.
"""

from __future__ import annotations

import pytest

from tests.report.refresh import GOLDEN, fresh


def test_every_golden_file_is_made() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(fresh())


@pytest.mark.parametrize("name", sorted(fresh()))
def test_golden(name: str) -> None:
    assert fresh()[name] == (GOLDEN / name).read_bytes().decode(), "python -m tests.report.refresh"
