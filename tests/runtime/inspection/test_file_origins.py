"""Whether a generated file is edited, without rendering it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.generated_marker import MARKER
from revi_docs.files.written_record import WrittenRecord
from revi_docs.runtime.inspection.file_origins import file_origins
from tests.support.former_checksums import with_checksum
from tests.support.sample_repo import git, write

TEXT = f"<!-- {MARKER} -->\ntext\n"
EDITED = TEXT.replace("text", "my text")


def is_edited(root: Path) -> bool | None:
    """What is said of `a.md`; None if it does not exist."""
    [(path, origin)] = file_origins(str(root), ["a.md"])
    assert path == "a.md"
    return None if origin.content is None else origin.is_edited


@pytest.mark.parametrize(("content", "expected"), [(None, None), (TEXT, False), (EDITED, False), ("# Mine\n", True)])
def test_without_git_and_record_only_a_missing_marker_tells(
    tmp_path: Path, content: str | None, expected: bool | None
) -> None:
    if content:
        write(tmp_path, "a.md", content)
    assert is_edited(tmp_path) is expected


def test_the_record_and_git_tell(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "a.md", TEXT)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "begin")
    assert is_edited(tmp_path) is False
    write(tmp_path, "a.md", EDITED)
    assert is_edited(tmp_path) is True
    WrittenRecord(str(tmp_path)).add({"a.md": [EDITED.encode()]})
    assert is_edited(tmp_path) is False


def test_the_record_alone_tells(tmp_path: Path) -> None:
    WrittenRecord(str(tmp_path)).add({"a.md": [TEXT.encode()]})
    write(tmp_path, "a.md", EDITED)
    assert is_edited(tmp_path) is True
    write(tmp_path, "a.md", with_checksum("a.md", EDITED))
    assert is_edited(tmp_path) is False, "a checksum of earlier versions proves it"
