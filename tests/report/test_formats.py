"""The report formats."""

from __future__ import annotations

from revi_docs.report.formats import FORMATS


def test_the_formats() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif", "junit", "gitlab"]
    documents = [name for name, output_format in FORMATS.items() if output_format.is_document]
    assert documents == ["json", "sarif", "junit", "gitlab"]
