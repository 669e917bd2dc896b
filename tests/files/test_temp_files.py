"""Stale temporary files: recognized by name, ignored as files, and removed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.files.stale_temp_files import clean_folders
from revi_docs.files.temp_files import is_temp_file, temp_name
from revi_docs.files.working_tree import WorkingTree


def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_file_that_this_process_writes_is_one() -> None:
    assert re.fullmatch(rf"\.{os.getpid()}\.[0-9a-f]{{16}}\.revi-tmp", temp_name())
    assert is_temp_file(temp_name())
    assert temp_name() != temp_name()


@pytest.mark.parametrize(
    "name",
    ["a.md", ".a.md.tmp", "a.md.71.revi-tmp", ".71.revi-tmp", ".a.md.revi-tmp", ".a.md.7x.revi-tmp", ".revi-tmp"],
)
def test_a_file_of_people_is_none(name: str) -> None:
    assert not is_temp_file(name)


def test_those_of_dead_writers_go_and_nothing_else(tmp_path: Path) -> None:
    gone = (f".a.md.{dead()}.revi-tmp", f".a.md.{os.getpid()}.revi-tmp", f".{dead()}.0123456789abcdef.revi-tmp")
    expected = (f".a.md.{os.getppid()}.revi-tmp", ".a.md.revi-tmp", "a.md")
    for name in (*gone, *expected):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / f".folder.{dead()}.revi-tmp").mkdir()
    clean_folders(str(tmp_path), ["a.md"])
    remaining = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert remaining == sorted(expected)
    assert len(list(tmp_path.iterdir())) == len(expected) + 1


def test_a_folder_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    clean_folders(str(tmp_path), ["gone/a.md"])
    assert list(tmp_path.iterdir()) == []


def test_no_walk_lists_one(tmp_path: Path) -> None:
    for name in ("a.md", ".a.md.71.revi-tmp"):
        (tmp_path / name).write_bytes(b"x")
    assert WorkingTree(tmp_path).files == ("a.md",)
