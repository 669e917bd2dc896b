"""The root of the repository: the nearest contract, within the nearest git repository."""

from __future__ import annotations

from pathlib import Path

from revi_docs.files.repository_root import find_root


def test_the_nearest_contract(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "a"):
        (folder / "revi.yml").touch()
    assert find_root(str(tmp_path / "a/b")) == str(tmp_path / "a")
    (tmp_path / "a/revi.yml").unlink()
    assert find_root(str(tmp_path / "a/b")) == str(tmp_path)


def test_not_beyond_a_git_repository(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "revi.yml").touch()
    (tmp_path / "a/.git").mkdir()
    assert find_root(str(tmp_path / "a/b")) == str(tmp_path / "a")


def test_a_folder_is_no_contract(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a/revi.yml").mkdir(parents=True)
    assert find_root(str(tmp_path / "a")) == str(tmp_path)
