"""The fix of each file that a status does not let a command change: typed, it removes that reason and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revi_docs.runtime.moves.requirements import Reason
from revi_docs.runtime.moves.status_moves import MoveRequest
from tests.records.evidence.test_outside_edits import LIMITED
from tests.support.gated_branch import GatedBranch
from tests.support.literal_fixes import apply_fix, unmet
from tests.support.sample_repo import git

CLOSE = MoveRequest("closed", "judge", verdict="PASS")
COMMITTED, DELETED = "docs/committed file.md", "docs/deleted.md"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    """TKT-1 is 'working' since files were edited, added and deleted; then other files were."""
    branch = GatedBranch.create(tmp_path_factory.mktemp("limited") / "work", LIMITED)
    for path in (COMMITTED, DELETED, "docs/edited.md", "docs/gone.md", "src/a.py"):
        branch.write(path, "first\n")
    branch.commit()
    branch.write("docs/edited.md", "edited before\n")
    (branch.root / "docs/gone.md").unlink()
    branch.move("working", by="make", event="started")
    branch.write("src/a.py", "allowed\n")
    branch.write(COMMITTED, "second\n")
    git(branch.root, "add", COMMITTED)
    git(branch.root, "commit", "-q", "-m", "an edit")
    (branch.root / DELETED).unlink()
    branch.write("docs/edited.md", "edited again\n")
    branch.write("docs/gone.md", "written again\n")
    branch.write("docs/new.md", "new\n")
    return branch


@pytest.fixture
def branch(prepared: GatedBranch, tmp_path: Path) -> GatedBranch:
    return prepared.copy(tmp_path / "work")


def reasons(branch: GatedBranch) -> dict[str, Reason]:
    """File → why the story cannot be closed."""
    return {reason.message.partition(" was changed")[0]: reason for reason in unmet(branch.story(), CLOSE)}


def test_each_file_is_a_reason(branch: GatedBranch) -> None:
    assert list(reasons(branch)) == [COMMITTED, DELETED, "docs/edited.md", "docs/gone.md", "docs/new.md"]


@pytest.mark.parametrize("file", [COMMITTED, DELETED, "docs/gone.md", "docs/new.md"])
def test_the_command_undoes_the_change(branch: GatedBranch, file: str) -> None:
    before = reasons(branch)

    apply_fix(branch.story(), CLOSE, before.pop(file))

    assert reasons(branch) == before


def test_what_git_does_not_have_is_undone_by_a_person(branch: GatedBranch) -> None:
    before = reasons(branch)
    assert before.pop("docs/edited.md").fix.startswith("undo the change of docs/edited.md, or ")

    branch.write("docs/edited.md", "edited before\n")

    assert reasons(branch) == before


@pytest.mark.parametrize("file", [COMMITTED, "docs/edited.md", "docs/new.md"])
def test_a_person_allows_the_change(branch: GatedBranch, file: str) -> None:
    before = reasons(branch)
    match = re.search(r"add ('.+') to 'may_edit' of 'working' in revi\.yml$", before.pop(file).fix)
    assert match is not None

    branch.write_contract(LIMITED.replace('"!src/secret/**"', f'"!src/secret/**", {match[1]}'))

    assert reasons(branch).keys() == before.keys() | {"revi.yml"}
