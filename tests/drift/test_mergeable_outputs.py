"""Two edits of the contract that git merges in `revi.yml` merge in every output, as a hosted service merges them."""

from __future__ import annotations

import subprocess
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from revi_docs.problems.problem import errors
from tests.support.sample_repo import check_repository, git, render_problems, run_docs, sync_repository, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes, committed."""
    root = tmp_path_factory.mktemp("pairs") / "work"
    root.mkdir()
    git(root, "init", "-q")
    assert run_docs(root, "init").returncode == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "begin")
    return root


def edits(text: str) -> list[str]:
    """The contract with one edit each: a reworded text, a renamed item, a new item, another limit."""
    lines = text.splitlines(keepends=True)
    changed: list[str] = []
    for number, line in enumerate(lines):
        if "description:" in line or "summary:" in line:
            new = [line.rstrip("\n") + " Changed.\n"]
        elif line.startswith("  ") and not line.startswith("   ") and line.endswith(":\n") and "/" not in line:
            new = [f"  new-{number}:\n", "    description: New.\n", "    terminal: true\n", line]
        elif "stale_after:" in line or "wait:" in line:
            new = [line.replace("1h", "2h").replace("5s", "7s")]
        else:
            continue
        changed.append("".join((*lines[:number], *new, *lines[number + 1 :])))
    return changed


def branches(root: Path, count: int) -> list[str]:
    """A branch for each of `count` random edits that are valid, with its outputs."""
    text = (root / "revi.yml").read_text(encoding="utf-8")
    names: list[str] = []
    for contract in Random("edits").sample(edits(text), k=len(edits(text))):
        if len(names) == count:
            break
        git(root, "checkout", "-q", "main")
        write(root, "revi.yml", contract)
        if not errors(open_workspace(root).lint()):
            names.append(f"edit-{len(names)}")
            git(root, "checkout", "-qb", names[-1])
            sync_repository(root)
            git(root, "add", "-A")
            git(root, "commit", "-qm", names[-1])
        git(root, "checkout", "-q", "--", ".")
    git(root, "checkout", "-q", "main")
    return names


def conflicts(root: Path, branch: str, other: str) -> list[str]:
    """The files that git cannot merge; nothing is checked out."""
    command = ["git", "merge-tree", "--write-tree", "--name-only", "--no-messages", branch, other]
    answer = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode in (0, 1), answer.stderr
    return answer.stdout.splitlines()[1:]


def replaced_lines(root: Path, branch: str, path: str) -> set[str]:
    """The lines of a file on main that a branch changed."""
    lines = git(root, "diff", "--unified=0", "main", branch, "--", path).splitlines()
    return {line for line in lines if line.startswith("-") and not line.startswith("---")}


def test_edits_that_merge_in_the_contract_merge_in_every_output(repository: Path) -> None:
    """No line belongs to two edits. Rows of tables and diagrams have no line in between, so neighbors can conflict."""
    clean_pairs: list[tuple[str, str]] = []
    for branch, other in combinations(branches(repository, rounds(3, 13)), 2):
        conflicting = conflicts(repository, branch, other)
        if "revi.yml" in conflicting:
            continue
        for path in conflicting:
            assert not replaced_lines(repository, branch, path) & replaced_lines(repository, other, path), path
        clean_pairs += [] if conflicting else [(branch, other)]
    assert len(clean_pairs) >= rounds(1, 40)
    branch, other = Random("pairs").choice(clean_pairs)
    git(repository, "checkout", "-q", branch)
    git(repository, "merge", "-q", "--no-edit", other)
    assert render_problems(check_repository(repository)) == ""
