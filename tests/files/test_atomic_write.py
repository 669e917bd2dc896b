"""Atomic writes: nothing is written through a link or over a special file, with and without hard links."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from revi_docs.files.atomic_write import create_file, remove_file, write_file
from revi_docs.files.root_folders import LinkedPathError, UnsafeFileError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_hard_links_gets_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    create_file(str(tmp_path), "a.md", b"mine")
    with pytest.raises(FileExistsError):
        create_file(str(tmp_path), "a.md", b"other")
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md"]


def test_create_overwrites_nothing(tmp_path: Path) -> None:
    create_file(str(tmp_path), "a.md", b"mine")
    with pytest.raises(FileExistsError):
        create_file(str(tmp_path), "a.md", b"other")
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("change", [write_file, create_file], ids=["write", "create"])
def test_special_files_are_not_replaced(tmp_path: Path, change: object, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)  # the address of a socket must be short
        server.bind("socket")
        for name in ("pipe", "socket"):
            with pytest.raises(UnsafeFileError, match="not a regular file"):
                change(str(tmp_path), name, b"x")  # type: ignore[operator]
    assert names(tmp_path) == ["pipe", "socket"]


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/a", ".git/config", "sub/.GIT/config", "a\0b", "", "."])
@pytest.mark.parametrize("change", [write_file, create_file, lambda root, path, _: remove_file(root, path)])
def test_no_path_leads_out_of_the_root_or_into_git(tmp_path: Path, change: object, path: str) -> None:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    with pytest.raises(UnsafeFileError):
        change(str(root), path, b"x")  # type: ignore[operator]
    assert names(tmp_path) == ["root"]
    assert names(root) == ["sub"]


def test_a_name_of_255_bytes_is_written(tmp_path: Path) -> None:
    write_file(str(tmp_path), "n" * 255, b"x")
    write_file(str(tmp_path), "n" * 255, b"y")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"y"


def test_a_link_that_appears_between_two_writes_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    root.mkdir()
    write_file(str(root), "a/b.md", b"x")
    (root / "a/b.md").unlink()
    (root / "a").rmdir()
    (root / "a").symlink_to(outside)
    with pytest.raises(LinkedPathError):
        write_file(str(root), "a/b.md", b"x")
    assert names(outside) == []
