"""What the name of a file says."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.stories.artifact_names import ArtifactNames, ParsedName
from tests.stories.repo_files import write_files
from tests.support.small_stories import CONTRACT


def test_names(tmp_path: Path) -> None:
    write_files(CONTRACT, tmp_path)
    names = ArtifactNames(load(tmp_path).contract)

    assert names.parse("AB-12345.md") == ParsedName("story", "AB-12345")
    assert names.parse("AUDIT-AB-001-20260101-0000.md") == ParsedName("audit", "AB-001", "20260101-0000")
    assert names.parse("audit-of-mine.md") == ParsedName("audit", is_exact=False)
    assert names.parse("work/TOKENS.md") == ParsedName("token_log")
    assert names.parse("AB-12.md") is None
    assert names.parse("NOTES.md") is None
