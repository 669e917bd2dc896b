"""The same answers wherever the repository lies: line ends, languages, odd paths, closed folders, death."""

from __future__ import annotations

import ctypes
import os
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from revi_docs.drift.sync import sync
from revi_docs.files.temp_files import is_temp_file
from revi_docs.report.formats import render_text
from tests.support.command_line import ProgramOutput, call_program
from tests.support.sample_repo import (
    OUTPUTS,
    check_repository,
    edit,
    file_states,
    git,
    render_problems,
    run_docs,
    sync_repository,
    write,
    write_sample,
)
from tests.support.workspaces import open_workspace

CLEAN = "clean: 5 outputs\n"


def clone_with_crlf(sample: Path, target: Path, attributes: str) -> Path:
    """A checkout of the small repository by somebody whose git turns line ends."""
    git(sample, "init", "-q")
    if attributes:
        write(sample, ".gitattributes", attributes)
    git(sample, "add", ".")
    git(sample, "commit", "-qm", "start")
    git(sample, "clone", "-q", "-c", "core.autocrlf=true", str(sample), str(target))
    return target


def test_git_turns_no_line_ends_where_our_attributes_stand(sample: Path, tmp_path: Path, root: Path) -> None:
    ours = (root / ".gitattributes").read_text(encoding="utf-8")
    clone = clone_with_crlf(sample, tmp_path / "clone", ours)
    assert b"\r" not in (clone / "docs/index.md").read_bytes()
    assert check_repository(clone) == ()


def test_turned_line_ends_are_one_problem_that_says_how_to_end_it(sample: Path, tmp_path: Path) -> None:
    clone = clone_with_crlf(sample, tmp_path / "clone", "")
    assert b"\r\n" in (clone / "docs/index.md").read_bytes()
    assert (
        render_text(check_repository(clone))
        == """\
.revi/paths:1:1: stale: 6 outputs have CRLF line endings
  also: commands/begin.md:1:1
  also: commands/end.md:1:1
  also: data/statuses.json:1:1
  also: docs/agents.md:1:1
  also: docs/index.md:1:1
  fix: add '* text=auto eol=lf' to .gitattributes, then run 'revi-docs sync'
"""
    )
    write(clone, ".gitattributes", "* text=auto eol=lf\n")
    sync_repository(clone)
    assert check_repository(clone) == ()
    git(clone, "add", ".")
    git(clone, "commit", "-qm", "line ends")
    second_clone = tmp_path / "again"
    git(sample, "clone", "-q", "-c", "core.autocrlf=true", str(clone), str(second_clone))
    assert check_repository(second_clone) == ()


def test_a_change_shows_through_turned_line_ends(sample: Path) -> None:
    for path in OUTPUTS:
        write(sample, path, (sample / path).read_bytes().replace(b"\n", b"\r\n"))
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    problems = check_repository(sample)
    assert (
        render_problems(problems)
        == """\
commands/begin.md:8:9: stale: 2 outputs are out of date: budgets.phases.make.hard changed
  also: docs/index.md:10:24
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
commands/end.md:1:1: stale: 3 outputs have CRLF line endings
  also: data/statuses.json:1:1
  also: docs/agents.md:1:1
  fix: add '* text=auto eol=lf' to .gitattributes, then run 'revi-docs sync'
"""
    )
    assert "\r" not in render_text(problems)


def test_a_hand_made_change_shows_through_turned_line_ends(sample: Path) -> None:
    content = (sample / "docs/agents.md").read_bytes().replace(b"Helps", b"Hinders").replace(b"\n", b"\r\n")
    write(sample, "docs/agents.md", content)
    assert file_states(sample) == {"docs/agents.md": "tampered"}


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"LANG": "C"}, id="LANG=C"),
        pytest.param({"LC_ALL": "C"}, id="LC_ALL=C"),
        pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="no UTF-8 at all"),
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="an ASCII terminal"),
    ],
)
def test_no_language_is_needed(tmp_path: Path, env: dict[str, str]) -> None:
    root = write_sample(tmp_path / "Größe 尺寸")
    edit(root, "revi.yml", "Nobody has begun.", "Niemand begann; Größe 😀 „so“.")
    answer = run_docs(root, "sync", **env)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert check_repository(root) == ()
    assert "Größe 😀 „so“" in (root / "docs/index.md").read_text(encoding="utf-8")
    edit(root, "docs/index.md", "Größe", "Große")
    answer = run_docs(root, "check", **env)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.startswith("docs/index.md:6:30: tampered: has manual edits\n")


@pytest.mark.parametrize("name", ["with space", "größe 尺寸 😀", "{%x%} %s", "-C a'b\"c"])
def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    root = write_sample(tmp_path / name)
    assert run_docs(root, "sync").returncode == 0
    assert [run_docs(root, "check").stdout for _ in range(2)] == [CLEAN, CLEAN]
    below = write(root, "some where/file", "").parent
    edit(root, "docs/index.md", "# Statuses", "# States")
    assert run_docs(below, "check").stdout.startswith("docs/index.md:2:7: tampered: ")
    assert run_docs(tmp_path, f"-C{name}", "sync", "--force").stdout.endswith("up to date: 5 outputs\n")


def test_a_path_that_is_no_unicode(tmp_path: Path) -> None:
    root = write_sample(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")))
    assert run_docs(root, "sync").returncode == 0
    write(root, os.fsdecode(b"docs/\xff.md"), "not ours\n")
    assert [run_docs(root, "check").stdout for _ in range(2)] == [CLEAN, CLEAN]


def run_read_only(root: Path, *words: str) -> ProgramOutput:
    """Runs revi-docs in a tree in which nothing may be written, and opens it again.

    Root may write in spite of permissions, unless the process, a fork of this one, gives up the right to.
    """
    everything = [root, *root.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        context = get_context("fork")
        answer, written_answer = context.Pipe(duplex=False)
        process = context.Process(target=run_without_rights, args=(written_answer, root, words))
        process.start()
        output: ProgramOutput | None = answer.recv()
        process.join()
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    if output is None:
        pytest.skip("root may write everywhere, and the right cannot be taken away")
    return output


def run_without_rights(written_answer: Connection, root: Path, words: tuple[str, ...]) -> None:
    """Send the output of a call of revi-docs that is bound to permissions; None if it would not be."""
    bound = os.geteuid() != 0 or drop_capabilities()
    written_answer.send(call_program("revi-docs", root, *words) if bound else None)


def drop_capabilities() -> bool:
    """Take the right to read and write in spite of permissions from this process and all that it starts."""
    libc = ctypes.CDLL(None)
    header, sets = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets):
        return False
    for capability in _DAC_OVERRIDE, _DAC_READ_SEARCH:
        if libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0):
            return False
        for kind in range(3):  # effective, permitted and inheritable
            sets[kind] &= ~(1 << capability)
    return not libc.capset(header, sets)


_CAPABILITY_VERSION, _DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE, _DAC_READ_SEARCH = 0x20080522, 24, 1, 2
"""Specified by linux/capability.h and linux/prctl.h."""


def test_a_closed_tree_can_be_checked(sample: Path) -> None:
    answer = run_read_only(sample, "check")
    assert (answer.code, answer.stdout, answer.stderr) == (0, CLEAN, "")
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    answer = run_read_only(sample, "check")
    assert (answer.code, answer.stderr) == (1, "")
    assert answer.stdout.startswith("commands/begin.md:8:9: stale: 2 outputs are out of date")


def test_a_closed_tree_cannot_be_synced(sample: Path) -> None:
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    answer = run_read_only(sample, "sync")
    assert (answer.code, answer.stdout, answer.stderr) == (
        3,
        """\
commands/begin.md: unwritable-file: cannot be written: Permission denied
  fix: check the permissions and that no folder has this name, then run the command again

1 problem
""",
        "",
    )
    assert file_states(sample) == {"commands/begin.md": "stale", "docs/index.md": "stale"}


def test_an_orphan_in_a_closed_tree_stays(sample: Path) -> None:
    edit(sample, "revi.yml", "  end: {description", "  spare: {description: Spare.}\n  end: {description")
    sync_repository(sample)
    edit(sample, "revi.yml", "  spare: {description: Spare.}\n", "")
    answer = run_read_only(sample, "sync")
    assert (answer.code, answer.stdout) == (
        3,
        """\
commands/spare.md: unwritable-file: cannot be removed: Permission denied
  fix: check the permissions and that no folder has this name, then run the command again

1 problem
""",
    )


def test_what_cannot_be_read_is_told(sample: Path) -> None:
    """A file without any right, read by a process that has to ask for it."""
    (sample / "templates/agents.md.j2").chmod(0)
    answer = run_read_only(sample, "check")
    (sample / "templates/agents.md.j2").chmod(0o644)
    assert (answer.code, answer.stdout, answer.stderr) == (
        3,
        """\
templates/agents.md.j2:1:1: template-error: the template cannot be read: Permission denied
  fix: save it as UTF-8 and make the file readable

1 problem
""",
        "",
    )


def test_something_in_the_way(sample: Path) -> None:
    (sample / "docs/agents.md").unlink()
    (sample / "docs/agents.md").mkdir()
    assert file_states(sample) == {"docs/agents.md": "missing"}
    answer = run_docs(sample, "sync")
    assert (answer.returncode, answer.stdout) == (
        3,
        """\
docs/agents.md: unwritable-file: cannot be written: Is a directory
  fix: check the permissions and that no folder has this name, then run the command again

1 problem
""",
    )
    assert [path.name for path in (sample / "docs").iterdir() if path.name.startswith(".")] == []


def sync_and_report(root: Path, written_name: Connection) -> None:
    """Sync a repository, and send the name of each file as soon as it is in its place."""
    workspace = open_workspace(root)
    statuses, rename = workspace.file_statuses, os.rename

    def rename_and_send(source: str, target: str, **folders: int | None) -> None:
        rename(source, target, **folders)
        written_name.send_bytes(target.encode())

    os.rename = rename_and_send  # type: ignore[assignment]  # ours has fewer parameters
    sync(root, statuses)


def test_a_killed_sync_leaves_nothing_half_written(tmp_path: Path) -> None:
    """Killed at any moment, every output is whole, old or new; the next sync ends what was begun."""
    root = write_sample(tmp_path)
    edit(root, "templates/parts/limit.md.j2", "Last line.", "{{ (['Last line.'] * 200) | join(' ') }}")
    names = "".join(f"  begin-{number}: {{description: Begins.}}\n" for number in range(40))
    edit(root, "revi.yml", "  end: {description: Ends.}\n", f"  end: {{description: Ends.}}\n{names}")
    sync_repository(root)
    context = get_context("fork")
    limits, interrupted_runs = [600, 900], 0
    for turn in range(6):
        edit(root, "revi.yml", f"hard: {limits[0]}", f"hard: {limits[1]}")
        edit(root, "templates/command.md.j2", "\n# {{", f"\n<!-- {turn} -->\n# {{{{")
        limits.reverse()
        reported_names, written_name = context.Pipe(duplex=False)
        process = context.Process(target=sync_and_report, args=(root, written_name))
        process.start()
        for _ in range(1 + turn * 3):
            reported_names.recv_bytes()
        process.kill()
        process.join()
        stale_files = file_states(root)
        assert set(stale_files.values()) <= {"stale"}
        interrupted_runs += 0 < len(stale_files) < 42
    sync_repository(root)
    assert check_repository(root) == ()
    assert [path for path in root.rglob("*") if is_temp_file(path.name)] == []
    assert interrupted_runs, "not one process was killed while it was writing"
