"""Collect evidence that a command has run: artifacts that changed, the checkpoint, merged branches."""

from __future__ import annotations

import os
import re
from typing import Any

from revi_docs.decide.rerun_check import RerunEvidence
from revi_docs.files.read_file import read_text
from revi_docs.files.yaml.record_text import parse_record
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.evidence.collect import MoveFacts, collect_facts, digests_of
from revi_docs.records.ledger import Ledger
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_evidence import story_files
from revi_docs.runtime.moves.command_moves import starting_move

_RESUME_FIELDS = ("resumeFrom", "resume_from", "step", "stage")
"""The fields of a checkpoint that may name the step to resume from, the most specific first."""

_MAX_RECORD_CHARS = 1 << 20
"""Characters that are read of a record. Arbitrary: agents write some kilobytes."""


def collect_evidence(story: StoryPaths, command: str, ledger: Ledger) -> RerunEvidence:
    """The evidence for a command of the contract. Raises UnavailableError if git is needed and fails."""
    command_facts = story.repository.contract.commands[command]
    done = command_facts.rerun.done if command_facts.rerun is not None else ()
    facts = collect_facts(story_files(story), ledger, done, MoveFacts(command, ledger.status, ledger.status))
    entered = ledger.last_entry_into(command_facts.starts)
    merged = any(condition.kind == "branch-merged" for condition in done) and is_merged(story)
    # A command that has yet to move the story starts: a checkpoint is that of an earlier run.
    starts = starting_move(story.repository.contract, command, ledger.status) is not None
    started = not starts and resume_point(story) is not None
    return RerunEvidence(facts._replace(recorded=digests_of(entered), merged=merged), started)


def _artifact_path(story: StoryPaths, kind: str) -> str:
    artifact = story.repository.section("artifacts")[kind]
    file = artifact["file"].replace("{id}", story.id).replace("{prefix}", story.repository.prefix)
    if artifact["scope"] == "story":
        return os.path.join(story.folder, file)
    return os.path.join(os.path.dirname(os.path.dirname(story.folder)), file)


def _read_record(story: StoryPaths, path: str) -> dict[str, Any] | None:
    """The record in a file, empty if it is invalid; None if there is no file."""
    try:
        record = parse_record(read_text(story.repository.root, path)[:_MAX_RECORD_CHARS])
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def resume_point(story: StoryPaths) -> str | None:
    """The step in the checkpoint; "" if the checkpoint names none, None if there is no checkpoint."""
    if "checkpoint" not in story.repository.section("artifacts"):
        return None
    record = _read_record(story, _artifact_path(story, "checkpoint"))
    if record is None:
        return None
    return next((str(record[name]) for name in _RESUME_FIELDS if record.get(name)), "")


def is_merged(story: StoryPaths) -> bool:
    """Whether a branch named after the story is merged into the one that is checked out.

    False if the story's own branch is checked out, attached or detached: it contains itself. Raises
    UnavailableError if git fails.
    """
    from revi_docs.files.git_process import NoGitError, git_output

    root = story.repository.root
    try:
        text = git_output(root, "for-each-ref", "--merged=HEAD", "--format=%(objectname) %(refname)")
        checked_out = git_output(root, "symbolic-ref", "--quiet", "HEAD", may_fail=True).strip()
        head_commit = git_output(root, "rev-parse", "HEAD").strip()
    except NoGitError as error:
        raise UnavailableError("no-git", f"git cannot list the merged branches: {error}", error.fix) from None
    branch_pattern = re.compile(rf"(?:.*/)?{re.escape(story.id)}(?:[-_/].*)?", re.IGNORECASE)
    refs = [(line[: len(head_commit)], line[len(head_commit) + 1 :]) for line in text.splitlines()]
    story_refs = {name for _, name in refs if branch_pattern.fullmatch(name)}
    # A detached HEAD is on every branch that ends there.
    head_refs = {checked_out} if checked_out else {name for commit, name in refs if commit == head_commit}
    return bool(story_refs) and (not head_refs or not head_refs <= story_refs)
