"""In which files and texts markers are seen."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.markers import may_contain_markers
from revi_docs.files.markdown.regions import find_regions
from tests.support.region_cases import filled


@pytest.mark.parametrize(
    "path", [pytest.param("docs/.MD", id="a name that is all ending"), pytest.param("a.MD", id="capital letters")]
)
def test_whatever_ends_like_a_page_is_one(path: str) -> None:
    regions, problems = find_regions(path, "<!-- revi:begin a -->\n<!-- revi:end -->\n")

    assert ([item.template for item in regions], problems) == (["regions/a.md.j2"], ())
    assert filled(path, "<!-- revi:begin a --><!-- revi:end -->", "x").endswith(">x<!-- revi:end -->")


@pytest.mark.parametrize(("path", "mark"), [("a.yml", "#"), ("a.py", "#"), ("a.sh", "#"), ("a.ts", "//")])
def test_a_byte_order_mark_hides_no_marker(path: str, mark: str) -> None:
    regions, problems = find_regions(path, f"\ufeff{mark} revi:begin a\n{mark} revi:end\n")

    assert ([item.name for item in regions], problems) == (["a"], ())


@pytest.mark.parametrize("offset", [0, 1, 65_520, 65_530, 65_535, 65_536, 65_599, 65_600, 200_000])
@pytest.mark.parametrize("marker", [b"<!-- revi:begin a -->", b"<!-- REVI : Begin a -->"])
def test_a_marker_anywhere_in_a_large_file_is_seen(offset: int, marker: bytes) -> None:
    assert may_contain_markers(b"x" * offset + marker + b"y" * 70_000)
    assert not may_contain_markers(b"x" * offset + b"<!-- review -->" + b"y" * 70_000)
