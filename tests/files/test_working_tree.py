"""Which files of a repository people write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revi_docs.files.working_tree import Folder, WorkingTree
from tests.support.sample_repo import git

# Files with their content, and what is found of them beside the `.gitignore` files themselves.
TREES: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({}, []),
    "all of them": ({"b.md": "", "a/c.md": "", "a/b/d.md": ""}, ["a/b/d.md", "a/c.md", "b.md"]),
    "names with a dot": ({".claude/agents/a.md": "", ".x": ""}, [".claude/agents/a.md", ".x"]),
    "ignored files": ({".gitignore": "*.log\n/a.md\n", "a.md": "", "b/a.md": "", "b/c.log": ""}, ["b/a.md"]),
    "ignored folders": ({".gitignore": "out/\n", "out/a.md": "", "b/out/a.md": "", "c/out": ""}, ["c/out"]),
    "and given back": ({".gitignore": "*.md\n!b.md\n", "a.md": "", "b.md": ""}, ["b.md"]),
    "a nested list": ({"a/.gitignore": "*.md\n", "a/b/c.md": "", "d.md": ""}, ["d.md"]),
    "a nested list bound to its folder": ({"a/.gitignore": "/c.md\n", "a/c.md": "", "a/b/c.md": ""}, ["a/b/c.md"]),
    "a nested list gives back": (
        {".gitignore": "*.md\n", "a/.gitignore": "!c.md\n", "a/c.md": "", "c.md": ""},
        ["a/c.md"],
    ),
    "a list in an ignored folder": ({".gitignore": "a/\n", "a/.gitignore": "!b.md\n", "a/b.md": ""}, []),
    "a list with unusual characters": ({".gitignore": "[\n\\\n*.log\n", "a.log": "", "b": ""}, ["b"]),
    "what tools keep": ({"node_modules/a.md": "", "b/__pycache__/c": "", ".git/config": "", ".mypy_cache/d": ""}, []),
    "what revi-docs keeps": ({".revi/outputs.json": "", ".revi/cache/a": "", "a.md": ""}, ["a.md"]),
    "an environment": ({"venv/pyvenv.cfg": "", "venv/lib/a.md": ""}, []),
    "a repository inside": ({"sub/.git/config": "", "sub/a.md": "", "b.md": ""}, ["b.md"]),
    "a submodule": ({"sub/.git": "gitdir: ../.git/modules/sub\n", "sub/a/b.md": "", "b.md": ""}, ["b.md"]),
    "a file named like a tool's folder": ({"node_modules": ""}, ["node_modules"]),
}


def laid_out(root: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    return root


@pytest.mark.parametrize(("files", "expected"), TREES.values(), ids=TREES)
def test_files(files: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    files_found = WorkingTree(laid_out(tmp_path, files)).files

    assert [path for path in files_found if not path.endswith(".gitignore")] == expected


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = laid_out(tmp_path / "root", {"a/b.md": ""})
    laid_out(tmp_path / "other", {"c.md": ""})
    (root / "d.md").symlink_to("a/b.md")
    (root / "e").symlink_to("a")
    (root / "f").symlink_to(tmp_path / "other")
    (root / "a/up").symlink_to("..")
    (root / "dead.md").symlink_to("nothing.md")

    assert WorkingTree(root).files == ("a/b.md",)


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    assert WorkingTree(tmp_path).files == ()


def test_folders_come_before_their_content(tmp_path: Path) -> None:
    root = laid_out(tmp_path, {"b/d/e.md": "", "b/c.md": "", "b/a.md": "", "a.md": ""})

    assert WorkingTree(root).folders == (Folder("", ("a.md",)), Folder("b", ("a.md", "c.md")), Folder("b/d", ("e.md",)))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert WorkingTree(tmp_path / "nothing").files == ()


def test_the_disk_is_read_once(tmp_path: Path) -> None:
    tree = WorkingTree(laid_out(tmp_path, {"a.md": ""}))
    assert tree.files == ("a.md",)
    laid_out(tmp_path, {"b.md": ""})

    assert tree.files == ("a.md",)
    assert WorkingTree(tmp_path).files == ("a.md", "b.md")


@pytest.fixture
def git_root(tmp_path: Path) -> Path:
    """A git repository with a list of patterns in its git directory and tracked files that `.gitignore` names."""
    root = laid_out(
        tmp_path / "root",
        {
            ".gitignore": "notes/\n*.log\n",
            "a.md": "",
            "notes/tracked.md": "",
            "notes/deep/ignored.md": "",
            "only/logs/a.log": "",
            "scratch/b.md": "",
            "sub/own.md": "",
        },
    )
    git(root, "init", "-q")
    laid_out(root, {".git/info/exclude": "/scratch/\n"})
    git(root, "add", "-f", "notes/tracked.md")
    git(root, "init", "-q", "sub")
    return root


def test_git_decides(git_root: Path) -> None:
    tree = WorkingTree(git_root)
    assert tree.files == (".gitignore", "a.md", "notes/tracked.md")
    assert tree.problems == ()
    # A folder in which everything is ignored is read, because a new file in it counts.
    assert [folder.path for folder in tree.folders] == ["", "notes", "only", "only/logs", "sub"]


def test_files_that_the_user_excludes(git_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(git_root.parent, {"home/.config/git/ignore": "a.md\n"})
    monkeypatch.setenv("HOME", str(git_root.parent / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    tree = WorkingTree(git_root)
    assert "a.md" not in tree.files
    assert str(git_root.parent / "home/.config/git/ignore") in tree.ignore_sources


def test_a_root_that_its_repository_ignores(git_root: Path) -> None:
    root = laid_out(git_root / "scratch/project", {"a.md": "", ".gitignore": "b.md\n", "b.md": ""})
    assert WorkingTree(root).files == (".gitignore", "a.md")


def test_git_cannot_be_asked(git_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(git_root))
    tree = WorkingTree(git_root)
    assert tree.files == (".gitignore", "a.md", "scratch/b.md")
    (problem,) = tree.problems
    assert (problem.code, problem.severity) == ("git-unavailable", "warning")
    assert problem.message.endswith(
        "only .gitignore files decide what is read: cannot run git: No such file or directory"
    )
