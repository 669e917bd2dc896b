"""The record of what `sync` wrote: private to a user and a repository, and robust."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.cache_files import write_private
from revi_docs.files.written_record import WrittenRecord


def test_the_record_knows_what_was_written_last_and_before(tmp_path: Path) -> None:
    root = str(tmp_path)
    for number in range(9):
        WrittenRecord(root).add({"a.md": [b"%d\n" % number]})
    record = WrittenRecord(root)
    assert [record.wrote("a.md", content) for content in (b"0\n", b"1\n", b"8\r\n")] == [False, True, True]
    assert [record.knows(name) for name in ("a.md", "b.md")] == [True, False]
    assert not record.wrote("b.md", b"three\n")


def test_several_texts_of_one_name(tmp_path: Path) -> None:
    """The same region can be in several files, with different indents."""
    record = WrittenRecord(str(tmp_path))
    record.add({"#limit": [b"600", b"  600\n", b"> 600\n"]})
    record.add({"#limit": [b"900", b"  900\n", b"> 900\n"]})
    assert all(record.wrote("#limit", content) for content in (b"900", b"  900\n", b"> 900\n", b"600"))


def test_another_repository_or_user_has_another_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    WrittenRecord(str(tmp_path)).add({"a.md": [b"one\n"]})
    assert not WrittenRecord(str(tmp_path / "other")).knows("a.md")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another user"))
    assert not WrittenRecord(str(tmp_path)).knows("a.md")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a.md": "x"}', "1"])
def test_a_record_of_another_form_is_empty(tmp_path: Path, text: str) -> None:
    write_private(str(tmp_path), "revi/written", "record", text)
    record = WrittenRecord(str(tmp_path))
    assert not record.knows("a.md")
    record.add({"a.md": [b"one\n"]})
    assert WrittenRecord(str(tmp_path)).wrote("a.md", b"one\n")
