"""The report formats."""

from __future__ import annotations

import pytest

from revi_docs.report.formats import FORMATS
from revi_docs.report.render_options import RenderOptions
from tests.support.report_problems import NOWHERE, STALE


def test_the_formats() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif", "junit", "gitlab"]
    documents = [name for name, output_format in FORMATS.items() if output_format.is_document]
    assert documents == ["json", "sarif", "junit", "gitlab"]


@pytest.mark.parametrize("name", ["github", "sarif", "junit", "gitlab"])
def test_build_servers_get_paths_from_the_root_of_git(name: str) -> None:
    """A contract in a subfolder: every path has the folder in front, and nothing else differs."""
    output_format = FORMATS[name]
    assert output_format.is_for_server
    plain, placed = (output_format.render((STALE, NOWHERE), RenderOptions(folder=folder)) for folder in ("", "a/b"))
    assert "a/b/docs/1.md" in placed
    assert placed != plain
    assert placed.replace("a/b/", "") == plain


def test_people_and_programs_get_paths_from_the_contract() -> None:
    for name in ("text", "json"):
        assert not FORMATS[name].is_for_server
        assert "a/b" not in FORMATS[name].render((STALE,), RenderOptions(folder="a/b"))
