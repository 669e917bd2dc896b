"""Two branches that edit different budgets merge: conflicts only where both change a line, and `sync` ends them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.sample_repo import (
    CONTRACT,
    check_repository,
    copy_synced,
    edit,
    git,
    render_problems,
    run_docs,
    sync_repository,
    write,
    write_sample,
)

FIRST = ("pm_story: {warning: 50000, hard: 100000}", "pm_story: {warning: 50000, hard: 110000}")
SECOND = ("qa_verification: {warning: 50000, hard: 100000}", "qa_verification: {warning: 50000, hard: 120000}")
PAGE = "plans/limits.md"
AGENT = "team/helper.md"
TEMPLATE = """\
| Phase | Hard limit |
|---|---|
| pm_story | {{ budgets.phases.pm_story.hard | number }} |
| qa_verification | {{ budgets.phases.qa_verification.hard | number }} |
"""
PAGE_TEXT = "# Limits\n\nOf people.\n\n<!-- revi:begin limits -->\n<!-- revi:end -->\n\nThe end.\n"
HELPER = "---\nname: helper # ours\ndescription: Helps.\nmodel:  'sonnet'  # at first\n---\nBody.\n"


@pytest.fixture
def copy(own_repository: Path, tmp_path: Path) -> Path:
    """A copy of this repository with a history of its own, and a page whose region shows both budgets."""
    copied = copy_synced(own_repository, tmp_path / "copy")
    write(copied, "templates/regions/limits.md.j2", TEMPLATE)
    write(copied, PAGE, PAGE_TEXT)
    sync_repository(copied, use_cache=True)
    assert render_problems(check_repository(copied, use_cache=True)) == ""
    return with_history(copied)


def with_history(root: Path) -> Path:
    """The repository with a history of its own, which begins as it is."""
    git(root, "init", "-q")
    git(root, "add", "--all", "--force", ".")
    git(root, "commit", "-qm", "start")
    return root


def branch(root: Path, name: str, old: str, new: str) -> set[str]:
    """A branch on which one line of the contract is another; the outputs that follow."""
    git(root, "checkout", "-qb", name, "main")
    edit(root, "revi.yml", old, new)
    sync_repository(root, use_cache=True)
    assert render_problems(check_repository(root, use_cache=True)) == ""
    git(root, "commit", "-qam", name)
    return set(git(root, "diff", "--name-only", "main").splitlines()) - {"revi.yml"}


def merge_conflicts(root: Path, name: str) -> set[str]:
    """Merges a branch into the current one; the files that git could not merge."""
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", name)
    return set(git(root, "diff", "--name-only", "--diff-filter=U").splitlines())


def conflicted_files(root: Path) -> list[str]:
    """The files in which a conflict marker of git stands."""
    mark = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts)
    return sorted(path.relative_to(root).as_posix() for path in files if mark.search(path.read_bytes()))


def test_two_budgets(copy: Path) -> None:
    first_paths, second_paths = branch(copy, "one", *FIRST), branch(copy, "other", *SECOND)
    assert PAGE in first_paths & second_paths
    conflicts = merge_conflicts(copy, "one")
    assert conflicts == {PAGE}, "every output merges by itself; the rows of the region are neighbors"
    assert len(first_paths & second_paths) > len(conflicts)
    assert conflicted_files(copy) == sorted(conflicts)
    assert {problem.code for problem in check_repository(copy, use_cache=True)} == {"conflicted"}

    answer = run_docs(copy, "sync")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert conflicted_files(copy) == []
    assert render_problems(check_repository(copy, use_cache=True)) == ""
    assert run_docs(copy, "check").returncode == 0
    page = (copy / PAGE).read_text(encoding="utf-8")
    assert "| pm_story | 110,000 |\n| qa_verification | 120,000 |\n" in page
    assert page.startswith("# Limits\n\nOf people.\n\n<!-- revi:begin limits -->\n")
    assert page.endswith("<!-- revi:end -->\n\nThe end.\n")
    git(copy, "commit", "-qam", "merged")
    assert git(copy, "status", "--porcelain", "--untracked-files=no") == ""


@pytest.fixture
def owning_repo(tmp_path: Path) -> Path:
    """The small repository with an agent file of people whose model is owned, and three models."""
    models = "  haiku: {description: Looks.}\n  opus: {description: Judges.}\n"
    contract = CONTRACT.replace("models:\n", f"models:\n{models}").replace(
        "outputs:\n", 'owns:\n  "team/*.md": {model: "agents.{name}.model"}\noutputs:\n'
    )
    root = write_sample(tmp_path / "owning", contract)
    edit(root, "templates/agents.md.j2", "# Agents\n", "# Agents of {{ models.keys() | join(' ') }}\n")
    write(root, AGENT, HELPER)
    sync_repository(root)
    assert render_problems(check_repository(root)) == ""
    return with_history(root)


def test_a_field_that_both_branches_changed(owning_repo: Path) -> None:
    """The contract is for people to merge; what hangs on it follows, and their own words stay."""
    for name in ("haiku", "opus"):
        branch(owning_repo, name, "model: sonnet}", f"model: {name}}}")
    assert merge_conflicts(owning_repo, "haiku") == {"revi.yml", AGENT, "docs/agents.md"}
    ours = (owning_repo / "revi.yml").read_text(encoding="utf-8")
    ours = re.sub(r"<{7} .*\n((?:.*\n)*?)={7}\n(?:.*\n)*?>{7} .*\n", r"\1", ours)
    write(owning_repo, "revi.yml", ours)
    assert {(first_paths.code, first_paths.places[0].file) for first_paths in check_repository(owning_repo)} == {
        ("conflicted", AGENT),
        ("conflicted", "docs/agents.md"),
    }
    answer = run_docs(owning_repo, "sync")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert conflicted_files(owning_repo) == []
    assert (owning_repo / AGENT).read_text(encoding="utf-8") == HELPER.replace("sonnet", "opus")
    assert render_problems(check_repository(owning_repo)) == ""


def test_what_people_changed_on_both_branches_is_theirs_to_merge(owning_repo: Path) -> None:
    """Beside the owned field a line of people is in conflict: named, and left as git left it."""
    for name, word in (("haiku", "Looks"), ("opus", "Judges")):
        git(owning_repo, "checkout", "-qb", name, "main")
        edit(owning_repo, AGENT, "description: Helps.", f"description: {word}.")
        git(owning_repo, "commit", "-qam", name)
    assert merge_conflicts(owning_repo, "haiku") == {AGENT}
    before = (owning_repo / AGENT).read_bytes()
    (problem,) = check_repository(owning_repo)
    assert (problem.code, str(problem.places[0])) == ("conflicted", f"{AGENT}:3:1")
    answer = run_docs(owning_repo, "sync")
    assert answer.returncode == 1
    assert (owning_repo / AGENT).read_bytes() == before
