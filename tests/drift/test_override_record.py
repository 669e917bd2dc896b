"""The record of templates that replace shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.version import RELEASE, VERSION
from tests.support.sample_repo import render_problems, run_docs, write
from tests.support.workspaces import open_workspace

NAME = "regions/agents.md.j2"
FILE = ".revi/overrides"
CONTRACT = "revi: 1\ndefault_outputs: false\nstatuses: [open, done]\noutputs: {a.md: {template: a.md.j2}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that replaces a shipped template, after `sync`."""
    write(tmp_path, "revi.yml", CONTRACT)
    write(tmp_path, "templates/a.md.j2", "<!-- {{ marker }} -->\n{{ statuses | items }}\n")
    write(tmp_path, f"templates/{NAME}", "{{ agents | length }}\n")
    assert run_docs(tmp_path, "sync").stdout == f"wrote {FILE}\nwrote a.md\nup to date: 1 output\n"
    return tmp_path


def record(root: Path) -> str:
    return (root / FILE).read_text("utf-8")


def test_sync_records_the_shipped_template(repository: Path) -> None:
    path, release, digest = record(repository).split()
    assert (path, release, len(digest)) == (f"templates/{NAME}", RELEASE, 16)
    assert run_docs(repository, "check").returncode == 0
    assert record(repository).count("\n") == 1


OUTDATED = f"""\
templates/{NAME}:1:1: outdated-override: is based on the shipped template of \
revi-docs 0.0, and {VERSION} ships another one
  fix: take over what you need from 'revi-docs template {NAME}', then run 'revi-docs template {NAME} --accept'

1 problem
"""


def test_a_change_of_the_shipped_template_is_reported_until_it_is_accepted(repository: Path) -> None:
    current = record(repository)
    write(repository, FILE, f"templates/{NAME} 0.0 00\n")
    for command in ("lint", "check", "sync"):
        result = run_docs(repository, command)
        assert (result.returncode, result.stdout) == (1, OUTDATED)
    assert record(repository) == f"templates/{NAME} 0.0 00\n"
    result = run_docs(repository, "template", NAME, "--accept")
    assert result.stdout == f"accepted: templates/{NAME} is up to date with the template of revi-docs {RELEASE}\n"
    assert record(repository) == current
    assert run_docs(repository, "check").returncode == 0


def test_the_line_goes_with_the_template(repository: Path) -> None:
    (repository / "templates" / NAME).unlink()
    result = run_docs(repository, "check")
    assert result.stdout.startswith(f"{FILE}: orphaned: no longer generated\n")
    assert run_docs(repository, "sync").stdout == f"removed {FILE}\nup to date: 1 output\n"
    assert not (repository / FILE).exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"no line of ours\n", b"\xff\xfe\n", b"templates/../../x 0.1 00\n", b"<<<<<<< HEAD\n=======\n>>>>>>> x\n"],
)
def test_what_is_not_a_line_of_the_record_is_ignored_and_written_again(repository: Path, content: bytes) -> None:
    current = record(repository)
    write(repository, FILE, content)
    assert run_docs(repository, "check").returncode == 1
    assert run_docs(repository, "sync").returncode == 0
    assert record(repository) == current


def test_after_a_merge_the_line_that_accepts_less_counts(repository: Path) -> None:
    current = record(repository)
    sides = f"<<<<<<< HEAD\n{current}=======\ntemplates/{NAME} 0.0 00\n>>>>>>> topic\n"
    write(repository, FILE, sides)
    problems = open_workspace(repository).check()
    assert [problem.code for problem in problems] == ["conflicted", "outdated-override"]
    assert run_docs(repository, "sync").returncode == 1
    assert record(repository) == f"templates/{NAME} 0.0 00\n"


def test_a_template_that_extends_the_shipped_one_is_not_recorded(repository: Path) -> None:
    write(repository, f"templates/{NAME}", f'{{% extends "shipped:{NAME}" %}}\n')
    assert run_docs(repository, "sync").stdout == f"removed {FILE}\nup to date: 1 output\n"


def test_a_link_is_not_followed(repository: Path, tmp_path: Path) -> None:
    (repository / FILE).rename(tmp_path / "elsewhere")
    (repository / FILE).symlink_to(tmp_path / "elsewhere")
    problems = open_workspace(repository).check()
    assert render_problems(problems).startswith(f"{FILE}: linked-output: ")


def test_uninstall_removes_it(repository: Path) -> None:
    assert f"removed {FILE}\n" in run_docs(repository, "uninstall").stdout
