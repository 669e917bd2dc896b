"""The digest: equal for equal content, different for anything else, independent of modification times."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files import digest as digest_module
from revi_docs.files.digest import digest

TREES, FOLDERS = ["revi.yml", "templates", "docs/a.md"], ["docs", "."]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("revi.yml", "templates/deep/x.j2", "docs/a.md", "docs/notes.md", "elsewhere/b.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    return tmp_path


def compute_digest(root: Path) -> str:
    return digest(str(root), TREES, FOLDERS)


def put(path: str, content: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(content, encoding="utf-8")


def linked(path: str) -> Callable[[Path], object]:
    def link(root: Path) -> None:
        target = root / "elsewhere/moved"
        (root / path).rename(target)
        (root / path).symlink_to(target)

    return link


def become_a_folder(root: Path) -> None:
    (root / "docs/a.md").unlink()
    (root / "docs/a.md").mkdir()


def test_temporary_files_do_not_count(root: Path) -> None:
    old_digest = digest(str(root), [*TREES, "."], FOLDERS, ["docs"])
    for path in ("docs/.a.md.71.revi-tmp", ".b.md.71.revi-tmp", "elsewhere/.b.md.71.revi-tmp"):
        (root / path).write_bytes(b"half")
    assert digest(str(root), [*TREES, "."], FOLDERS, ["docs"]) == old_digest


def replace_module(root: Path) -> None:
    """Replace a module by one of the same size and time. A write into the file could fall into the same clock tick."""
    (root / "package/new").write_text("3 = 2", encoding="utf-8")
    os.utime(root / "package/new", (1, 1))
    (root / "package/new").rename(root / "package/a.py")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a template folder with the name of a tool folder": lambda root: (root / "templates/node_modules").mkdir(),
    "contract changed": put("revi.yml", "x"),
    "contract gone": lambda root: (root / "revi.yml").unlink(),
    "template changed": put("templates/deep/x.j2", "x"),
    "template added": put("templates/deep/y.j2", ""),
    "template renamed": lambda root: (root / "templates/deep/x.j2").rename(root / "templates/deep/z.j2"),
    "template folder renamed": lambda root: (root / "templates/deep").rename(root / "templates/low"),
    "output changed": put("docs/a.md", "x"),
    "output gone": lambda root: (root / "docs/a.md").unlink(),
    "file beside an output added": put("docs/new.md", ""),
    "file beside an output changed": put("docs/notes.md", "x"),
    "file beside an output renamed": lambda root: (root / "docs/notes.md").rename(root / "docs/other.md"),
    "folder of outputs gone": lambda root: (root / "docs").rename(root / "gone"),
    "file became a link": linked("docs/a.md"),
    "template became a link": linked("templates/deep/x.j2"),
    "folder of templates became a link": linked("templates/deep"),
    "file became a folder": become_a_folder,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_counts(root: Path, change: Callable[[Path], object]) -> None:
    old_digest = compute_digest(root)
    change(root)
    assert compute_digest(root) != old_digest


PACKAGE_CHANGES: dict[str, Callable[[Path], object]] = {
    "a module with the same size and time": replace_module,
    "a module added": put("package/deep/c.py", ""),
    "a module gone": lambda root: (root / "package/deep/b.py").unlink(),
    "a module renamed": lambda root: (root / "package/a.py").rename(root / "package/c.py"),
    "a folder added": lambda root: (root / "package/empty").mkdir(),
    "a module became a link": linked("package/a.py"),
    "a template": put("shipped/x.j2", "y"),
}


@pytest.mark.parametrize("folders", [("package", "shipped"), ("package", "absent")], ids=["checkout", "wheel"])
def test_the_same_digest_twice_in_one_process(root: Path, monkeypatch: pytest.MonkeyPatch, folders: list[str]) -> None:
    for folder in ("package", "shipped"):
        (root / folder).mkdir()
        (root / folder / "a").touch()
    monkeypatch.setattr(digest_module, "_PACKAGE_PATHS", tuple(str(root / folder) for folder in folders))
    assert compute_digest(root) == compute_digest(root)


@pytest.mark.parametrize("change", PACKAGE_CHANGES.values(), ids=PACKAGE_CHANGES.keys())
def test_a_change_of_revi_docs_counts_in_the_same_process(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    for path in ("package/a.py", "package/deep/b.py", "package/__pycache__/a.pyc", "shipped/x.j2"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("1 = 2", encoding="utf-8")
    os.utime(root / "package/a.py", (1, 1))
    monkeypatch.setattr(digest_module, "_PACKAGE_PATHS", (str(root / "package"), str(root / "shipped")))
    old_digest = compute_digest(root)
    (root / "package/__pycache__/b.pyc").write_bytes(b"")
    assert compute_digest(root) == old_digest
    change(root)
    assert compute_digest(root) != old_digest
    assert compute_digest(root) == compute_digest(root)


NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "dates": lambda root: os.utime(root / "revi.yml", (1, 1)),
    "a file elsewhere": put("elsewhere/b.md", "x"),
}


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES.keys())
def test_what_does_not_count(root: Path, change: Callable[[Path], object]) -> None:
    old_digest = compute_digest(root)
    change(root)
    assert compute_digest(root) == old_digest


def test_equal_size_and_time_do_not_hide_a_change(root: Path) -> None:
    old_digest, stat = compute_digest(root), (root / "docs/a.md").stat()
    (root / "docs/a.md").write_text("docs/b.md", encoding="utf-8")
    os.utime(root / "docs/a.md", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (root / "docs/a.md").stat().st_size == stat.st_size
    assert compute_digest(root) != old_digest


def test_names_and_contents_cannot_change_places(tmp_path: Path) -> None:
    """Trees whose concatenated names and contents are equal have different digests."""
    for name, files in {"one": {"a": "b", "c": ""}, "two": {"a": "", "b": "c"}, "three": {"ab": "c"}}.items():
        for file, content in files.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / file).write_text(content, encoding="utf-8")
    assert len({digest(str(tmp_path / name), ["."]) for name in ("one", "two", "three")}) == 3


def test_folder_can_be_excluded(root: Path) -> None:
    old_digest = digest(str(root), ["."], excluded_name="docs")
    (root / "docs/a.md").write_text("x", encoding="utf-8")
    assert digest(str(root), ["."], excluded_name="docs") == old_digest
    (root / "elsewhere/b.md").write_text("x", encoding="utf-8")
    assert digest(str(root), ["."], excluded_name="docs") != old_digest


def test_caches_and_environments_do_not_count(root: Path) -> None:
    old_digest = digest(str(root), ["."])
    for path in (".git/HEAD", ".revi/cache/check", "env/pyvenv.cfg", ".hypothesis/x", "node_modules/x"):
        (root / path).parent.mkdir(parents=True)
        (root / path).touch()
    # .revi itself is new and counts, because it contains the index.
    assert digest(str(root), ["."], excluded_name=".revi") == old_digest


def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    old_digest = digest(str(tmp_path), ["."])
    os.mkfifo(tmp_path / "pipe")
    assert digest(str(tmp_path), ["."]) != old_digest


def test_tool_folders_do_not_count_in_the_whole_tree(root: Path) -> None:
    (root / ".revi").mkdir()
    old_digest = digest(str(root), ["."], excluded_name="site")
    for path in ("site/a.html", ".git/HEAD", "docs/__pycache__/a.pyc", "env/pyvenv.cfg"):
        (root / path).parent.mkdir(parents=True)
        put(path, "x")(root)
    assert digest(str(root), ["."], excluded_name="site") == old_digest


def test_link_cycles_end(root: Path) -> None:
    old_digest = digest(str(root), ["."])
    for name in ("a", "b", "docs/c"):
        (root / name).symlink_to(root)
    new_digest = digest(str(root), ["."])
    assert new_digest != old_digest
    assert digest(str(root), ["."]) == new_digest


def test_link_to_a_folder_outside_makes_every_digest_different(root: Path) -> None:
    (root / "out").symlink_to(root.parent)
    assert digest(str(root), ["."]) != digest(str(root), ["."])


def test_linked_folder_counts(root: Path) -> None:
    (root / "real").mkdir()
    (root / "deep").symlink_to(root / "real")
    old_digest = digest(str(root), ["deep"])
    put("real/a.j2", "x")(root)
    assert digest(str(root), ["deep"]) != old_digest
