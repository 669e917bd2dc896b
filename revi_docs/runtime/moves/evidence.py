"""What is really there of a command's work, and since when: by what runs are judged."""

from __future__ import annotations

import os
import re
from typing import Any

from revi_docs.decide.compiled_contract import DoneCondition
from revi_docs.decide.rerun_check import RerunEvidence
from revi_docs.records import plain_yaml, time_formats
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.ledger import Ledger
from revi_docs.runtime.base.repository import StoryPaths

_TIME_FIELDS = ("decidedAt", "collectedAt", "recordedAt", "updatedAt", "createdAt")
"""The fields of a record that say when it was written, the best first."""


def collect_evidence(story: StoryPaths, command: str, ledger: Ledger) -> RerunEvidence:
    """What is there for a command of the contract. Raises BrokenError where git cannot be asked."""
    command_facts = story.repository.contract.commands[command]
    done = command_facts.rerun.done if command_facts.rerun is not None else None
    return RerunEvidence(
        status=ledger.status,
        artifact_ms=newest_artifact_ms(story, done.artifact) if done and done.artifact else None,
        entered_ms=ledger.last_entered_ms(command_facts.starts),
        merged=bool(done and done.branch) and is_merged(story),
        started=resume_point(story) is not None,
    )


def newest_artifact_ms(story: StoryPaths, kind: str) -> int | None:
    """When the newest artifact of a kind was written; None where there is none.

    By the timestamp of its name, else by what the record says of itself, else by the file's own time. In
    the hour that comes twice the later reading counts. A timestamp names a minute; within it the file's
    own time tells more.
    """
    folder, name = os.path.split(_artifact_path(story, kind))
    name_pattern = re.compile(re.escape(name).replace(re.escape("{timestamp}"), r"([0-9]{8}-[0-9]{4})"))
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return None
    matches = (name_pattern.fullmatch(candidate) for candidate in names)
    timestamps = [
        _artifact_time_ms(story, os.path.join(folder, candidate[0]), candidate.groups())
        for candidate in matches
        if candidate
    ]
    return max(timestamps, default=None)


def _artifact_path(story: StoryPaths, kind: str) -> str:
    artifact = story.repository.data["artifacts"][kind]
    prefix = story.repository.data["project"]["prefix"]
    file = artifact["file"].replace("{id}", story.id).replace("{prefix}", prefix)
    if artifact["scope"] == "story":
        return os.path.join(story.folder, file)
    return os.path.join(os.path.dirname(os.path.dirname(story.folder)), file)


def _artifact_time_ms(story: StoryPaths, path: str, timestamp_groups: tuple[Any, ...]) -> int:
    modified_ms = os.stat(path).st_mtime_ns // 1_000_000
    if timestamp_groups:
        name_ms = max(time_formats.parse_file_time_ms(timestamp_groups[0], story.repository.zone), default=0)
        return min(max(modified_ms, name_ms), name_ms + 59_999)
    recorded_ms = _recorded_time_ms(path) if path.endswith((".yaml", ".yml", ".json")) else None
    return modified_ms if recorded_ms is None else recorded_ms


def _recorded_time_ms(path: str) -> int | None:
    """What a record says of when it was written; None where it says nothing that can be read."""
    try:
        with open(path, encoding="utf-8") as stream:
            record = plain_yaml.load(stream.read(1 << 20))
    except (OSError, ValueError):
        return None
    timestamps = (
        (time_formats.parse_time_ms(record.get(name)) for name in _TIME_FIELDS)
        if isinstance(record, dict)
        else ()
    )
    return next((timestamp for timestamp in timestamps if timestamp is not None), None)


def resume_point(story: StoryPaths) -> str | None:
    """The step at which work goes on, by the checkpoint; "" where it names none, None where there is none."""
    if "checkpoint" not in story.repository.data["artifacts"]:
        return None
    try:
        with open(_artifact_path(story, "checkpoint"), encoding="utf-8") as stream:
            record = plain_yaml.load(stream.read(1 << 20))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""
    if not isinstance(record, dict):
        return ""
    steps = (record.get(name) for name in ("resumeFrom", "resume_from", "step", "stage", "phase"))
    return next((str(step) for step in steps if step), "")


def is_merged(story: StoryPaths) -> bool:
    """Whether a branch named after the story is contained in the one that is checked out.

    Where the story's own branch is checked out nothing is: it contains itself. Raises BrokenError where
    git cannot be asked.
    """
    import subprocess

    format_option = "--format=%(HEAD)%(refname)"
    command = ["git", "-C", story.repository.root, "branch", "--all", "--merged", "HEAD", format_option]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        fix = "see that git is installed and this is a repository"
        raise UnavailableError("no-git", f"git cannot say what is merged: {error}", fix) from None
    if result.returncode:
        fix = "see that this is a repository with a commit"
        raise UnavailableError("no-git", f"git cannot say what is merged: {result.stderr.strip()}", fix)
    branch_pattern = re.compile(rf"(?:.*/)?{re.escape(story.id)}(?:[-_/].*)?", re.IGNORECASE)
    head_marks = [
        line[0] for line in result.stdout.splitlines() if branch_pattern.fullmatch(line[1:].strip(" ()"))
    ]
    return bool(head_marks) and "*" not in head_marks


def describe_done(done: DoneCondition | None) -> str:
    """What makes a command count as done, for people."""
    if done is None:
        return ""
    return done.artifact or done.status or done.branch or ""
