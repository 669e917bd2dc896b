"""The evidence of a story: its files, and the fields of a ledger entry that record them."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.records.evidence.check_records import CHECKS_FIELD
from revi_docs.records.evidence.collect import DIGESTS_FIELD, MoveFacts, watched_artifacts
from revi_docs.records.evidence.required import required_conditions
from revi_docs.records.evidence.story_files import StoryFiles, artifact_digests
from revi_docs.runtime.base.repository import StoryPaths

_SECTIONS = ("project", "artifacts", "verdicts", "commands", "records")
"""The sections of the contract that evidence depends on."""


def story_files(story: StoryPaths) -> StoryFiles:
    """The story as evidence is collected from it."""
    repository = story.repository
    data = {name: repository.section(name) for name in _SECTIONS}
    return StoryFiles(repository.root, story.folder, story.id, data, repository.contract)


def evidence_fields(story: StoryPaths, move: MoveFacts | None = None) -> dict[str, object]:
    """The fields of a ledger entry with the digests of what is required to be new, and the commit.

    For a move, also what the checks that it requires saw.
    """
    contract = story.repository.contract
    digests = artifact_digests(story_files(story), watched_artifacts(contract))
    conditions = required_conditions(contract, move) if move is not None else ()
    checks = sorted({item.names[0] for item in conditions if item.kind == "run"})
    commit = _head_commit(story.repository.root) if digests or checks else ""
    fields: dict[str, object] = {DIGESTS_FIELD: digests, CHECKS_FIELD: _seen_files(story, checks), "commit": commit}
    return {name: value for name, value in fields.items() if value}


def _seen_files(story: StoryPaths, checks: Sequence[str]) -> dict[str, str]:
    if not checks:
        return {}
    # Imported late: most moves require no check, and need no code that starts programs.
    from revi_docs.runtime.base.checked_files import files_digest

    return dict.fromkeys(checks, files_digest(story.repository))


def _head_commit(root: str) -> str:
    # Imported late: `revi plumbing can` records nothing, and so needs no git.
    from revi_docs.files.git_process import NoGitError, git_output

    try:
        return git_output(root, "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).strip()
    except NoGitError:
        return ""
