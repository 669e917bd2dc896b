"""Sections of a file by headings of level 2."""

from __future__ import annotations

from revi_docs.records.markdown_sections import MarkdownSection, find_sections

LINES = ["# A", "## Goal", "x", "### deeper", "```", "## no heading", "```", "## Log ##\r", "y"]


def test_sections() -> None:
    assert find_sections(LINES) == (MarkdownSection("Goal", 2, 8), MarkdownSection("Log", 8, 10))


def test_none() -> None:
    assert find_sections([]) == find_sections(["# A", "text", "----"]) == ()
