"""The index of paths is read from the repository, so it may say anything: nothing is deleted on its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.drift import output_index
from revi_docs.files.generated_marker import MARKER
from tests.support.former_checksums import with_checksum
from tests.support.sample_repo import OUTPUTS, file_states, run_docs, sync_repository, write


def test_what_is_written(sample: Path) -> None:
    assert output_index.serialize(["b.md", "a.md", "a/b.md"]) == b"a.md\na/b.md\nb.md\n"
    assert (sample / output_index.FILE).read_bytes() == output_index.serialize(OUTPUTS)
    assert output_index.read(sample) == OUTPUTS


def test_what_cannot_be_read_names_nothing(tmp_path: Path) -> None:
    assert output_index.read(tmp_path) == ()
    (tmp_path / ".revi/paths").mkdir(parents=True)
    assert output_index.read(tmp_path) == ()


HOSTILE = {
    "above": "../outside.md",
    "far above": "../../../../../../etc/passwd",
    "above on the way": "docs/../../outside.md",
    "above with a back-stroke": "..\\outside.md",
    "absolute": "{outside}",
    "absolute on another system": "C:/outside.md",
    "here": ".",
    "doubled stroke": "docs//a.md",
    "a folder": "docs/",
    "git's own": ".git/config",
    "our own": ".revi/paths",
    "a zero byte": "docs/\0.md",
}
LINKED = {
    "through a linked folder": "linked/outside.md",
    "a link": "link.md",
    "through links in a ring": "ring/outside.md",
}
"""Lines that name no path outside; what is there is a link, or behind one."""
ODD = {"a home folder": "~/outside.md", "too long": "n" * 5000, "conflict": "<<<<<<< HEAD"}
"""Lines that name files inside, if there were any."""


@pytest.fixture
def attacked_repo(sample: Path, tmp_path: Path) -> Path:
    """The small repository with ways out of it, and files behind them that look like outputs of revi-docs."""
    outside = tmp_path / "outside.md"
    for path in ("../outside.md", str(outside), "linked/outside.md", "link.md", "~/outside.md"):
        # Each of them would be taken for an orphan by its content alone.
        outside.write_bytes(with_checksum(path, f"{MARKER}\n").encode())
    (sample / "linked").symlink_to(tmp_path)
    (sample / "link.md").symlink_to(outside)
    (sample / "ring").symlink_to("ring")
    write(sample, ".git/config", with_checksum(".git/config", f"{MARKER}\n").encode())
    return sample


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_line_that_leads_elsewhere_is_ignored(attacked_repo: Path, tmp_path: Path, line: str) -> None:
    line = line.replace("{outside}", str(tmp_path / "outside.md"))
    write(attacked_repo, ".revi/paths", f"{line}\n")
    assert output_index.read(attacked_repo) == ()
    sync_repository(attacked_repo)


@pytest.mark.parametrize("line", [*HOSTILE.values(), *LINKED.values(), *ODD.values()], ids=[*HOSTILE, *LINKED, *ODD])
def test_nothing_is_deleted_on_the_word_of_a_line(attacked_repo: Path, tmp_path: Path, line: str) -> None:
    line = line.replace("{outside}", str(tmp_path / "outside.md"))
    for stamped_path in (line, "../outside.md"):
        if len(line) < 1000:
            (tmp_path / "outside.md").write_bytes(with_checksum(stamped_path, f"{MARKER}\n").encode())
        index_text = (attacked_repo / ".revi/paths").read_text(encoding="utf-8")
        write(attacked_repo, ".revi/paths", f"{index_text}{line}\n")
        expected = "conflicted" if line.startswith("<") else "stale"
        assert file_states(attacked_repo) == {".revi/paths": expected}
        sync_repository(attacked_repo)
        assert file_states(attacked_repo) == {}
    assert (tmp_path / "outside.md").exists()
    assert (attacked_repo / ".git/config").exists()
    assert (attacked_repo / "link.md").is_symlink()


@pytest.mark.parametrize(
    ("content", "state"),
    [
        pytest.param(b"# My own notes\n", None, id="never ours"),
        pytest.param(with_checksum("docs/other.md", MARKER).encode(), "tampered", id="a copy of another output"),
        pytest.param(b"revi:0123456789abcdef\n", "tampered", id="a proof that is wrong"),
        pytest.param(with_checksum("docs/mine.md", MARKER).encode(), "orphaned", id="ours"),
    ],
)
def test_only_a_file_that_proves_to_be_ours_is_deleted(sample: Path, content: bytes, state: str | None) -> None:
    write(sample, "docs/mine.md", content)
    write(sample, ".revi/paths", output_index.serialize((*OUTPUTS, "docs/mine.md")))
    assert file_states(sample).get("docs/mine.md") == state
    sync_repository(sample)
    assert (sample / "docs/mine.md").exists() is (state != "orphaned")


def test_an_output_folder_may_hold_what_is_not_ours(sample: Path) -> None:
    for name, content in {
        "notes.md": b"# Notes\n",
        "about.md": b"We print revi:0123456789abcdef into every file.\n",
        "copy.md": (sample / "docs/index.md").read_bytes(),
        "image.png": bytes(range(256)),
    }.items():
        write(sample, f"docs/{name}", content)
    (sample / "docs/folder").mkdir()
    (sample / "docs/dangling").symlink_to("nowhere")
    answer = run_docs(sample, "check")
    assert (answer.returncode, answer.stdout) == (0, "clean: 5 outputs\n")
