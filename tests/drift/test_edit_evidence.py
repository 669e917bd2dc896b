"""Outdated or edited by hand: what the record of `sync` and git say, and what nobody can know."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.former_checksums import write_former
from tests.support.sample_repo import (
    check_repository,
    edit,
    file_states,
    git,
    render_problems,
    run_docs,
    sync_repository,
    write,
)

COMMAND = "commands/begin.md"
PAGE = "Text.\n\n<!-- revi:begin limit -->\n<!-- revi:end -->\n"


def commit(root: Path, message: str = "change") -> str:
    """Commit everything; return the first digits of the commit as messages show them."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "HEAD")[:10]


@pytest.fixture
def committed(sample: Path) -> Path:
    """The sample repository with a region, committed, as a clone has it that has never been synced."""
    write(sample, "templates/regions/limit.md.j2", "At most {{ budgets.phases.make.hard }}.\n")
    write(sample, "notes.md", PAGE)
    sync_repository(sample)
    git(sample, "init", "-q")
    commit(sample)
    return sample


def clone(root: Path, *options: str) -> Path:
    """A fresh clone, which has no record."""
    target = root.with_name(f"clone-{len(list(root.parent.iterdir()))}")
    git(root, "clone", "-q", *options, root.as_uri(), str(target))
    return target


def change_contract(root: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 900")


def states(root: Path) -> dict[str, str]:
    """File → code of its first problem."""
    problems = {str(place.file): item.code for item in check_repository(root) for place in item.places}
    return dict(sorted(problems.items()))


OUTDATED = {COMMAND: "stale", "docs/index.md": "stale", "notes.md": "stale"}


def test_a_changed_contract_makes_committed_texts_stale(committed: Path) -> None:
    root = clone(committed)
    assert states(root) == {}
    change_contract(root)
    assert states(root) == OUTDATED
    sync_repository(root)
    assert states(root) == {}
    edit(root, "revi.yml", "hard: 900", "hard: 901")
    assert states(root) == OUTDATED, "sync wrote them here, and they are not committed"


def test_an_edit_that_is_not_committed(committed: Path) -> None:
    root = clone(committed)
    edit(root, COMMAND, "Last line.", "My line.")
    edit(root, "notes.md", "At most 600", "At least 600")
    assert states(root) == {COMMAND: "tampered", "notes.md": "tampered"}
    git(root, "add", "-A")
    assert states(root) == {COMMAND: "tampered", "notes.md": "tampered"}, "the index is no history"
    assert run_docs(root, "sync").returncode == 1
    assert "My line." in (root / COMMAND).read_text(encoding="utf-8")
    assert run_docs(root, "sync", "--force").returncode == 0
    assert states(root) == {}


def test_a_committed_edit_is_named_with_its_commit(committed: Path) -> None:
    edit(committed, COMMAND, "Last line.", "My line.")
    first = commit(committed)
    edit(committed, "notes.md", "At most 600", "At least 600")
    second = commit(committed)
    edit(committed, "notes.md", "Text.", "Another text.")
    write(committed, "mine.md", "Mine.\n")
    commit(committed)
    for root in (committed, clone(committed)):
        assert (
            render_problems(check_repository(root))
            == f"""\
{COMMAND}:9:1: tampered: has manual edits: edited in {first}, which changed neither the contract nor a template
  fix: make the change in the contract or the template, then run 'revi-docs sync --force' to overwrite this file
notes.md:4:4: tampered: the region 'limit' has manual edits: edited in {second}, which changed neither the contract \
nor a template
  fix: make the change in the contract or the template, then run 'revi-docs sync --force' to overwrite the region
"""
        )
        assert run_docs(root, "sync").returncode == 1


def test_an_edit_committed_with_the_contract_counts_as_generated(committed: Path) -> None:
    edit(committed, COMMAND, "Last line.", "My line.")
    edit(committed, "revi.yml", "Begins.", "Starts.")
    commit(committed)
    assert states(clone(committed))[COMMAND] == "stale"


def commit_outputs_later(root: Path) -> None:
    change_contract(root)
    commit(root, "contract")
    sync_repository(root)
    commit(root, "outputs")


def change_template(root: Path) -> None:
    edit(root, "templates/parts/limit.md.j2", "Last line.", "The last line.")
    edit(root, "templates/index.md.j2", "# Statuses", "# All statuses")
    edit(root, "templates/regions/limit.md.j2", "At most", "Up to")
    sync_repository(root)
    commit(root)


def revert(root: Path) -> None:
    change_contract(root)
    sync_repository(root)
    commit(root)
    git(root, "revert", "--no-edit", "HEAD")


@pytest.mark.parametrize("change", [commit_outputs_later, change_template, revert])
def test_what_sync_wrote_is_stale_in_every_clone(committed: Path, change: Callable[[Path], None]) -> None:
    change(committed)
    root = clone(committed)
    assert states(root) == {}
    edit(root, "revi.yml", "warning: 300, hard: ", "warning: 299, hard: 1")
    assert states(root) == OUTDATED


def test_outputs_of_another_commit_than_the_contract(committed: Path) -> None:
    """The first commit has the contract alone; nobody could have edited what the second commit adds."""
    git(committed, "checkout", "-q", "--orphan", "new")
    git(committed, "reset", "-q")
    git(committed, "add", "revi.yml", "templates")
    git(committed, "commit", "-qm", "contract")
    commit(committed, "outputs")
    root = clone(committed)
    change_contract(root)
    assert states(root) == OUTDATED


def test_texts_that_git_merged(committed: Path) -> None:
    """A clean merge writes texts that neither side had; an unfinished one has them in the index only."""
    git(committed, "checkout", "-qb", "topic")
    edit(committed, "revi.yml", "Nobody has begun.", "No one has begun.")
    sync_repository(committed)
    commit(committed)
    git(committed, "checkout", "-q", "main")
    edit(committed, "revi.yml", "hard: 600", "hard: 900")
    sync_repository(committed)
    commit(committed)
    root = clone(committed)
    for option in ("--no-commit", "--no-ff"):
        git(root, "merge", "-q", option, "origin/topic")
        assert states(root) == {}
        edit(root, "revi.yml", "hard: 900", "hard: 901")
        assert states(root) == OUTDATED
        edit(root, COMMAND, "Last line.", "My line.")
        assert states(root)[COMMAND] == "tampered"
        git(root, "reset", "-q", "--hard", "HEAD")


def test_an_edit_on_a_merged_branch_is_found(committed: Path) -> None:
    git(committed, "checkout", "-qb", "topic")
    edit(committed, COMMAND, "Last line.", "My line.")
    edited = commit(committed)
    git(committed, "checkout", "-q", "main")
    edit(committed, "revi.yml", "Ends.", "Is over.")
    sync_repository(committed)
    commit(committed)
    git(committed, "merge", "-q", "--no-edit", "topic")
    [problem] = check_repository(clone(committed))
    assert (problem.code, edited in problem.message) == ("tampered", True)


def test_a_shallow_clone_says_what_it_cannot_know(committed: Path) -> None:
    edit(committed, COMMAND, "Last line.", "My line.")
    commit(committed)
    root = clone(committed, "--depth", "1")
    assert (
        render_problems(check_repository(root))
        == f"""\
{COMMAND}: warning: edits-unknown: the clone is shallow, so earlier commits may have edited what is out of date
  fix: fetch the complete history: git fetch --unshallow
{COMMAND}:9:1: stale: is out of date: templates/command.md.j2 or a value that it reads changed
  cause: revi.yml:19:3
  fix: run 'revi-docs sync'
"""
    )
    git(root, "fetch", "-q", "--unshallow")
    assert states(root) == {COMMAND: "tampered"}


UNKNOWN = "there is no record that 'sync' wrote it here"


def forget_git(root: Path) -> None:
    shutil.rmtree(root / ".git")


def begin_again(root: Path) -> None:
    forget_git(root)
    git(root, "init", "-q")


def commit_others(root: Path) -> None:
    begin_again(root)
    git(root, "add", "revi.yml")
    git(root, "commit", "-qm", "contract")


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param(forget_git, "there is no git repository", id="no git"),
        pytest.param(begin_again, "git has no commit yet", id="no commit"),
        pytest.param(commit_others, "it is not committed", id="not committed"),
    ],
)
def test_without_git_and_record_nobody_can_know(committed: Path, prepare: Callable[[Path], None], reason: str) -> None:
    root = clone(committed)
    prepare(root)
    assert states(root) == {}
    change_contract(root)
    problems = check_repository(root)
    assert {problem.code for problem in problems} == {"tampered"}
    expected = f"may have manual edits: {reason}, and {UNKNOWN}"
    assert [problem.message for problem in problems] == [expected, expected, f"the region 'limit' {expected}"]
    assert run_docs(root, "sync").returncode == 1
    assert run_docs(root, "sync", "--force").returncode == 0
    edit(root, "revi.yml", "hard: 900", "hard: 901")
    assert states(root) == OUTDATED, "the record alone decides"
    edit(root, COMMAND, "Last line.", "My line.")
    assert states(root)[COMMAND] == "tampered"
    assert f"{COMMAND}:8:11: tampered: has manual edits\n" in render_problems(check_repository(root))


def test_a_record_of_somebody_else_is_no_proof(
    committed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A git directory can come from a stranger."""
    edit(committed, COMMAND, "Last line.", "My line.")
    sync_repository(committed, force=True)
    change_contract(committed)
    assert states(committed)[COMMAND] == "stale"
    sync_repository(committed)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another user"))
    edit(committed, "revi.yml", "hard: 900", "hard: 901")
    assert states(committed)[COMMAND] == "tampered"


def test_continuous_integration_keeps_a_record(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    change_contract(committed)
    sync_repository(committed)
    edit(committed, "revi.yml", "hard: 900", "hard: 901")
    assert states(committed) == OUTDATED


def test_line_ends_are_no_edit(committed: Path) -> None:
    root = clone(committed, "-c", "core.autocrlf=true")
    assert b"\r\n" in (root / COMMAND).read_bytes()
    change_contract(root)
    assert file_states(root) == dict.fromkeys(file_states(root), "stale")


def test_an_orphan_is_deleted_only_with_proof(committed: Path) -> None:
    edit(committed, "revi.yml", "  end: {description: Ends.}\n", "")
    edit(committed, "revi.yml", "by: end", "by: begin")
    root = clone(committed)
    shutil.copy(committed / "revi.yml", root / "revi.yml")
    shutil.copy(root / COMMAND, root / "commands/copy.md")
    assert states(root) == {".revi/paths": "stale", "commands/end.md": "orphaned"}
    edit(root, "commands/end.md", "Last line.", "My line.")
    assert states(root) == {"commands/end.md": "tampered"}
    commit(root)
    assert states(root)["commands/end.md"] == "orphaned", "committed with the contract, it counts as generated"
    git(root, "reset", "-q", "--soft", "HEAD~")
    git(root, "reset", "-q", "revi.yml")
    git(root, "commit", "-qm", "edit")
    edited = git(root, "rev-parse", "HEAD")[:10]
    assert render_problems(check_repository(root)) == (
        f"commands/end.md: tampered: no longer generated, but has manual edits: edited in {edited}, which changed "
        "neither the contract nor a template\n  fix: delete it, or move your text to another file\n"
    )
    sync_repository(root, force=True)
    assert (root / "commands/end.md").exists()
    assert (root / "commands/copy.md").exists()


def test_outputs_of_version_0_1_0_are_rewritten(sample: Path) -> None:
    for path in ("docs/index.md", "docs/agents.md", COMMAND):
        write_former(sample, path)
    edit(sample, "docs/agents.md", "Helps", "HELPS")
    forget = sample.rename(sample.with_name("elsewhere"))
    assert [line for line in render_problems(check_repository(forget)).splitlines() if "fix" not in line] == [
        f"{COMMAND}:1:1: stale: 2 outputs have checksums of an earlier version",
        "  also: docs/index.md:1:1",
        f"docs/agents.md:3:12: tampered: may have manual edits: there is no git repository, and {UNKNOWN}",
        "  cause: revi.yml:17:25",
    ]
    change_contract(forget)
    assert file_states(forget) == {COMMAND: "stale", "docs/agents.md": "tampered", "docs/index.md": "stale"}
