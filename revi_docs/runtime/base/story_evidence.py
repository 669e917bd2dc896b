"""The evidence of a story: its files, and the fields of a ledger entry that record them."""

from __future__ import annotations

from pathlib import Path

from revi_docs.files.git import NoGitError, has_history, head_commit
from revi_docs.records.evidence.collect import DIGESTS_FIELD, watched_artifacts
from revi_docs.records.evidence.story_files import StoryFiles, artifact_digests
from revi_docs.records.ledger import RECORD_TYPE
from revi_docs.runtime.base.repository import StoryPaths


def story_files(story: StoryPaths) -> StoryFiles:
    """The story as evidence is collected from it."""
    repository = story.repository
    return StoryFiles(repository.root, story.folder, story.id, repository.data, repository.contract)


def evidence_fields(story: StoryPaths) -> dict[str, object]:
    """The fields of a ledger entry with the digests of what is required to be new, and the commit.

    Fields that the contract's record does not have are left out.
    """
    repository = story.repository
    known = repository.contract.records.get(RECORD_TYPE, {})
    kinds = watched_artifacts(repository.contract) if DIGESTS_FIELD in known else ()
    digests = artifact_digests(story_files(story), kinds)
    fields: dict[str, object] = {DIGESTS_FIELD: digests} if digests else {}
    if "commit" in known and fields:
        commit = _head_commit(repository.root)
        fields |= {"commit": commit} if commit else {}
    return fields


def _head_commit(root: str) -> str:
    try:
        return head_commit(Path(root)) if has_history(Path(root)) else ""
    except NoGitError:
        return ""
