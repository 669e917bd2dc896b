"""Files that share something expensive are run by one process, and the longest start first."""

from __future__ import annotations

import re
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


def test_whatever_needs_the_built_site_or_the_browser_is_in_their_group(root: Path) -> None:
    """Each further process would build the site and start a browser of its own."""
    needs = re.compile(r"(?m)^def \w+\([^)]*\b(?:built: BuiltSite|browser: Any|window: Callable)")
    files = {
        path.relative_to(root).as_posix()
        for path in root.glob("tests/site/**/test_*.py")
        if needs.search(path.read_text("utf-8"))
    }
    assert sorted(files - {*GROUPS["browser"]}) == []
    assert len(files) >= 8
