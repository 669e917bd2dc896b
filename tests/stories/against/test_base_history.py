"""What git has of stories: entries of a commit, changed files, and every version of an artifact."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load_valid
from revi_docs.files import git_history
from revi_docs.records.evidence.story_files import text_digest
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.stories.against.base_history import artifact_versions, changed_paths, committed_entries
from revi_docs.stories.story_layout import StoryLayout
from tests.support.gated_branch import GATE, GatedBranch


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    branch = GatedBranch.create(tmp_path_factory.mktemp("history") / "work")
    branch.close()
    branch.write(GATE, "verdict: PASS\r\nnumber: 2\r\n")
    return branch


def _layout(branch: GatedBranch) -> StoryLayout:
    return StoryLayout(branch.root, load_valid(branch.root).contract)


def test_entries_of_a_commit_are_known_by_their_digests(branch: GatedBranch) -> None:
    layout = _layout(branch)
    digests = [entry.digest for entry in story_ledger(branch.story()).entries]
    assert len(digests) == 3
    base = committed_entries(branch.root, layout, ["main"])
    assert [digest in base for digest in digests] == [True, False, False]
    assert frozenset(digests) <= committed_entries(branch.root, layout, ["main", "work"])


def test_committed_and_uncommitted_changes(branch: GatedBranch) -> None:
    changed = changed_paths(branch.root, _layout(branch), git_history.head_commit(branch.root))
    assert changed == {GATE}
    assert {GATE, "tickets/TKT-1/_implementation/checks/lint.json"} <= changed_paths(
        branch.root, _layout(branch), "main"
    )


def test_versions_of_artifacts_do_not_depend_on_line_ends(branch: GatedBranch, tmp_path: Path) -> None:
    copy = branch.copy(tmp_path / "copy")
    copy.commit()
    versions = artifact_versions(copy.root, _layout(copy), "tickets/TKT-1")
    texts = ("verdict: PASS\n", "verdict: PASS\nnumber: 2\n")
    assert {digest: version.text for digest, version in versions["gate"].items()} == {
        text_digest(text): text for text in texts
    }
    assert set(versions) == {"gate", "story"}
