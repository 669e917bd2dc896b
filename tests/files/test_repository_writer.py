"""The writer: whole or not at all, and inside the repository only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revi_docs.files.repository_writer import remove_from_repository, write_in_repository
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.formats import render_text


def refusal(error: ReviError) -> str:
    return render_text(error.problems)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


LINKED = """\
{path}: linked-output: cannot be {operation}: '{link}' is a symbolic link
  fix: replace the link with a regular file or folder, or choose another path
"""


def test_a_file_comes_with_its_folders_and_nothing_else(tmp_path: Path) -> None:
    write_in_repository(tmp_path, "a/b/c.md", b"text\n")
    assert names(tmp_path) == ["a", "a/b", "a/b/c.md"]
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text\n"


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    (tmp_path / "run.sh").write_bytes(b"old")
    (tmp_path / "run.sh").chmod(0o750)
    write_in_repository(tmp_path, "run.sh", b"new")
    assert (tmp_path / "run.sh").stat().st_mode & 0o777 == 0o750


def test_a_hard_link_is_cut_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"theirs")
    os.link(tmp_path / "other", tmp_path / "ours")
    write_in_repository(tmp_path, "ours", b"ours")
    assert (tmp_path / "other").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("act", "operation"),
    [
        pytest.param(lambda root, path: write_in_repository(root, path, b"x"), "written", id="write"),
        pytest.param(remove_from_repository, "removed", id="remove"),
    ],
)
@pytest.mark.parametrize(
    ("path", "link"), [("out/a.md", "out"), ("out/deep/a.md", "out"), ("a.md", "a.md"), ("loop/a.md", "loop")]
)
def test_links_are_not_followed(tmp_path: Path, act: object, operation: str, path: str, link: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    (outside / "deep").mkdir(parents=True)
    for name in ("a.md", "deep/a.md"):
        (outside / name).write_bytes(b"theirs")
    (root / "out").symlink_to(outside)
    (root / "a.md").symlink_to(outside / "a.md")
    (root / "loop").symlink_to(root / "loop")
    with pytest.raises(ReviError) as caught:
        act(root, path)  # type: ignore[operator]
    assert refusal(caught.value) == LINKED.format(path=path, operation=operation, link=link)
    assert (outside / "a.md").read_bytes() == b"theirs"
    assert names(outside) == ["a.md", "deep", "deep/a.md"]


@pytest.mark.parametrize(
    ("act", "operation"),
    [
        pytest.param(lambda root, path: write_in_repository(root, path, b"x"), "written", id="write"),
        pytest.param(remove_from_repository, "removed", id="remove"),
    ],
)
@pytest.mark.parametrize("real", ["real", "templates", ".git"])
def test_a_link_that_stays_inside_is_not_followed(tmp_path: Path, act: object, operation: str, real: str) -> None:
    """Otherwise an output could stand among the templates or in `.git`."""
    (tmp_path / real / "deep").mkdir(parents=True)
    (tmp_path / real / "deep/a.md").write_bytes(b"theirs")
    (tmp_path / "named").symlink_to(real)
    with pytest.raises(ReviError) as caught:
        act(tmp_path, "named/deep/a.md")  # type: ignore[operator]
    assert refusal(caught.value) == LINKED.format(path="named/deep/a.md", operation=operation, link="named")
    assert (tmp_path / real / "deep/a.md").read_bytes() == b"theirs"


def test_the_repository_itself_may_be_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "named").symlink_to("real")
    write_in_repository(tmp_path / "named", "out/a.md", b"x")
    assert (tmp_path / "real/out/a.md").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        pytest.param("folder", "Is a directory", id="a folder has this name"),
        pytest.param("file/a.md", "Not a directory", id="a file instead of a folder"),
        pytest.param("n" * 300, "File name too long", id="a name too long"),
    ],
)
def test_os_errors_are_reported(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    names_before = names(tmp_path)
    with pytest.raises(ReviError) as caught:
        write_in_repository(tmp_path, path, b"new")
    assert refusal(caught.value) == (
        f"{path}: unwritable-file: cannot be written: {message}\n"
        "  fix: check the permissions and that no folder has this name, then run the command again\n"
    )
    assert names(tmp_path) == names_before


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A file size limit simulates a full disk: the write fails in the middle."""
    (tmp_path / "a.md").write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from revi_docs.files.repository_writer import write_in_repository\n"
        "from revi_docs.problems.revi_error import ReviError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_in_repository(Path(sys.argv[1]), 'a.md', b'n' * 5000)\n"
        "except ReviError as error:\n"
        "    print(error.problems[0].message)\n"
    )
    result = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert result.stdout == "cannot be written: File too large\n"
    assert names(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Two large contents are written in turn; after a kill, the file contains one of them completely."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from revi_docs.files.repository_writer import write_in_repository\n"
        "print('started', flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        "        write_in_repository(Path(sys.argv[1]), 'out/file.md', letter * 3_000_000)\n"
    )
    for turn in range(8):
        writer = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        while not (tmp_path / "out/file.md").exists():
            time.sleep(0.001)
        time.sleep(turn * 0.011)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert (tmp_path / "out/file.md").read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_removing_takes_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    write_in_repository(tmp_path, "a/b/c/one.md", b"x")
    write_in_repository(tmp_path, "a/two.md", b"x")
    remove_from_repository(tmp_path, "a/b/c/one.md")
    assert names(tmp_path) == ["a", "a/two.md"]
    remove_from_repository(tmp_path, "a/two.md")
    assert tmp_path.is_dir()
    assert names(tmp_path) == []


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(ReviError) as caught:
        remove_from_repository(tmp_path, "a.md")
    assert refusal(caught.value) == (
        "a.md: unwritable-file: cannot be removed: No such file or directory\n"
        "  fix: check the permissions and that no folder has this name, then run the command again\n"
    )
