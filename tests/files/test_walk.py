# ruff: noqa: E501
"""Which files of a repository people write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revi_docs.files.walk import Folder, Tree


def made(root: Path, *paths: str, **contents: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", encoding="utf-8")
    for name, content in contents.items():
        (root / f"{name.replace('__', '/').removesuffix('gitignore')}.gitignore").write_text(
            content, encoding="utf-8"
        )
    return root


def test_files_and_folders_in_order(tmp_path: Path) -> None:
    tree = Tree(made(tmp_path, "b.md", "a/c.md", "a/b/d.md", "a.md"))

    assert tree.files == ("a.md", "a/b/d.md", "a/c.md", "b.md")
    assert tree.folders == (
        Folder("", ("a.md", "b.md")),
        Folder("a", ("c.md",)),
        Folder("a/b", ("d.md",)),
    )


@pytest.mark.parametrize(
    "folder",
    [
        ".revi/cache",
        ".revi",
        ".git",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        "deep/.pytest_cache",
        "deep/node_modules",
    ],
)
def test_what_tools_keep_is_left_out(tmp_path: Path, folder: str) -> None:
    assert Tree(made(tmp_path, "a.md", f"{folder}/b.md")).files == ("a.md",)


def test_a_virtual_environment_is_left_out(tmp_path: Path) -> None:
    assert Tree(made(tmp_path, "a.md", "env/b.md", "env/pyvenv.cfg")).files == ("a.md",)


@pytest.mark.parametrize("path", ["sub/.git", "sub/.git/HEAD"], ids=["a submodule", "a repository"])
def test_another_repository_is_left_out(tmp_path: Path, path: str) -> None:
    assert Tree(made(tmp_path, "a.md", "sub/b.md", "sub/deep/c.md", path)).files == ("a.md",)


IGNORED = {
    "a name": ({"gitignore": "b.md\n"}, (".gitignore", "a.md", "deep/a.md")),
    "a folder": ({"gitignore": "deep/\n"}, (".gitignore", "a.md", "b.md")),
    "from the top only": ({"gitignore": "/b.md\n"}, (".gitignore", "a.md", "deep/a.md", "deep/b.md")),
    "given back": ({"gitignore": "*.md\n!a.md\n"}, (".gitignore", "a.md", "deep/a.md")),
    "nested": ({"deep__gitignore": "a.md\n"}, ("a.md", "b.md", "deep/.gitignore", "deep/b.md")),
    "the inner one decides": (
        {"gitignore": "*.md\n", "deep__gitignore": "!a.md\n"},
        (".gitignore", "deep/.gitignore", "deep/a.md"),
    ),
    "what is in a folder left out cannot be given back": (
        {"gitignore": "deep/\n!deep/a.md\n"},
        (".gitignore", "a.md", "b.md"),
    ),
    "a comment and nothing": ({"gitignore": "# a.md\n\n"}, (".gitignore", "a.md", "b.md", "deep/a.md", "deep/b.md")),
}  # fmt: skip


@pytest.mark.parametrize(("ignores", "expected"), IGNORED.values(), ids=IGNORED)
def test_what_git_ignores(tmp_path: Path, ignores: dict[str, str], expected: tuple[str, ...]) -> None:
    assert Tree(made(tmp_path, "a.md", "b.md", "deep/a.md", "deep/b.md", **ignores)).files == expected


def test_a_gitignore_that_cannot_be_read_ignores_nothing(tmp_path: Path) -> None:
    made(tmp_path, "a.md")
    (tmp_path / ".gitignore").mkdir()

    assert Tree(tmp_path).files == ("a.md",)


def test_links_are_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "in/a.md", "out/b.md")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "in/file.md").symlink_to(tmp_path / "out/b.md")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe.md")

    assert Tree(tmp_path / "in").files == ("a.md",)


def test_no_folder_no_files(tmp_path: Path) -> None:
    assert Tree(tmp_path / "nowhere").files == ()
