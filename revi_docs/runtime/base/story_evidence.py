"""The evidence of a story: its files, and the fields of a ledger entry that record them."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.records.evidence.check_records import CHECKS_FIELD
from revi_docs.records.evidence.collect import DIGESTS_FIELD, MoveFacts, watched_artifacts
from revi_docs.records.evidence.required import required_conditions
from revi_docs.records.evidence.story_files import StoryFiles, artifact_digests
from revi_docs.runtime.base.repository import StoryPaths

_SECTIONS = ("project", "artifacts", "verdicts", "commands", "records", "outputs")
"""The sections of the contract that evidence depends on."""


def story_files(story: StoryPaths) -> StoryFiles:
    """The story as evidence is collected from it."""
    repository = story.repository
    data = {name: repository.section(name) for name in _SECTIONS}
    return StoryFiles(repository.root, story.folder, story.id, data, repository.contract)


def evidence_fields(story: StoryPaths, move: MoveFacts | None = None) -> dict[str, object]:
    """The fields of a ledger entry with the digests of what is required to be new, and the commit.

    For a move, also what the checks that it requires saw, and the state of the files if `may_edit` of the status
    before or after limits what may change.
    """
    contract = story.repository.contract
    digests = artifact_digests(story_files(story), watched_artifacts(contract))
    conditions = required_conditions(contract, move) if move is not None else ()
    checks = sorted({item.names[0] for item in conditions if item.kind == "run"})
    commit = _head_commit(story.repository.root) if digests or checks else ""
    fields: dict[str, object] = {DIGESTS_FIELD: digests, CHECKS_FIELD: _seen_files(story, checks), "commit": commit}
    return {name: value for name, value in fields.items() if value} | _edited_fields(story, move)


def _edited_fields(story: StoryPaths, move: MoveFacts | None) -> dict[str, object]:
    statuses = story.repository.section("statuses")
    names = (move.source, move.target) if move is not None and move.source != move.target else ()
    if not any((statuses.get(name) or {}).get("may_edit") for name in names):
        return {}
    # Imported late: most contracts do not limit edits, and then no move needs git.
    from revi_docs.records.evidence.outside_edits import COMMIT_FIELD, EDITED_FIELD, current_state

    state = current_state(story.repository.root)
    return {EDITED_FIELD: dict(state.edited), COMMIT_FIELD: state.commit} if state is not None else {}


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
        # A commit is extra evidence, which a repository without git cannot give.
        return ""
