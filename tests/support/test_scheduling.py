"""Files that share something expensive are run by one process, and the longest start first."""

from __future__ import annotations

from pathlib import Path

from tests.support.scheduling import GROUPS, LONG, unit_of


def test_each_file_exists(root: Path) -> None:
    files = {*LONG, *(file for files in GROUPS.values() for file in files)}
    assert [file for file in sorted(files) if not (root / file).is_file()] == []


def test_a_group_is_one_unit_of_work() -> None:
    first, second = GROUPS["browser"][:2]
    assert unit_of(f"{first}::test_a") == unit_of(f"{second}::test_b[x::y]") == "browser"
    assert unit_of(f"{GROUPS['node'][0]}::test_a") == "node"
    assert unit_of("tests/x/test_y.py::test_z[1]") == "tests/x/test_y.py"
