"""What is really there of a command's work, and since when: by what runs are judged."""

from __future__ import annotations

import os
import re
from typing import Any

from revi_docs.decide.contract import Done
from revi_docs.decide.rerun import Evidence
from revi_docs.records import plain_yaml, times
from revi_docs.records.ledger import Ledger
from revi_docs.records.refusal import BrokenError
from revi_docs.runtime.workflow import StoryPaths

_TIMES = ("decidedAt", "collectedAt", "recordedAt", "updatedAt", "createdAt")
"""The fields of a record that say when it was written, the best first."""


def evidence(story: StoryPaths, command: str, ledger: Ledger) -> Evidence:
    """What is there for a command of the contract. Raises BrokenError where git cannot be asked."""
    facts = story.workflow.contract.commands[command]
    done = facts.rerun.done if facts.rerun is not None else None
    return Evidence(
        status=ledger.status,
        artifact_ms=newest_ms(story, done.artifact) if done and done.artifact else None,
        entered_ms=ledger.entered_ms(facts.starts),
        merged=bool(done and done.branch) and is_merged(story),
        started=resume_point(story) is not None,
    )


def newest_ms(story: StoryPaths, kind: str) -> int | None:
    """When the newest artifact of a kind was written; None where there is none.

    By the timestamp of its name, else by what the record says of itself, else by the file's own time. In
    the hour that comes twice the later reading counts. A timestamp names a minute; within it the file's
    own time tells more.
    """
    folder, name = os.path.split(_pattern(story, kind))
    shape = re.compile(re.escape(name).replace(re.escape("{timestamp}"), r"([0-9]{8}-[0-9]{4})"))
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return None
    found = (shape.fullmatch(one) for one in names)
    written = [_written_ms(story, os.path.join(folder, one[0]), one.groups()) for one in found if one]
    return max(written, default=None)


def _pattern(story: StoryPaths, kind: str) -> str:
    artifact = story.workflow.data["artifacts"][kind]
    prefix = story.workflow.data["project"]["prefix"]
    file = artifact["file"].replace("{id}", story.id).replace("{prefix}", prefix)
    if artifact["scope"] == "story":
        return os.path.join(story.folder, file)
    return os.path.join(os.path.dirname(os.path.dirname(story.folder)), file)


def _written_ms(story: StoryPaths, path: str, stamp: tuple[Any, ...]) -> int:
    own = os.stat(path).st_mtime_ns // 1_000_000
    if stamp:
        named = max(times.stamped_ms(stamp[0], story.workflow.zone), default=0)
        return min(max(own, named), named + 59_999)
    stated = _stated_ms(path) if path.endswith((".yaml", ".yml", ".json")) else None
    return own if stated is None else stated


def _stated_ms(path: str) -> int | None:
    """What a record says of when it was written; None where it says nothing that can be read."""
    try:
        with open(path, encoding="utf-8") as stream:
            record = plain_yaml.load(stream.read(1 << 20))
    except (OSError, ValueError):
        return None
    told = (times.read_ms(record.get(name)) for name in _TIMES) if isinstance(record, dict) else ()
    return next((one for one in told if one is not None), None)


def resume_point(story: StoryPaths) -> str | None:
    """The step at which work goes on, by the checkpoint; "" where it names none, None where there is none."""
    if "checkpoint" not in story.workflow.data["artifacts"]:
        return None
    try:
        with open(_pattern(story, "checkpoint"), encoding="utf-8") as stream:
            record = plain_yaml.load(stream.read(1 << 20))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""
    if not isinstance(record, dict):
        return ""
    told = (record.get(name) for name in ("resumeFrom", "resume_from", "step", "stage", "phase"))
    return next((str(one) for one in told if one), "")


def is_merged(story: StoryPaths) -> bool:
    """Whether a branch named after the story is contained in the one that is checked out.

    Where the story's own branch is checked out nothing is: it contains itself. Raises BrokenError where
    git cannot be asked.
    """
    import subprocess

    shown = "--format=%(HEAD)%(refname)"
    words = ["git", "-C", story.workflow.root, "branch", "--all", "--merged", "HEAD", shown]
    try:
        asked = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        fix = "see that git is installed and this is a repository"
        raise BrokenError("no-git", f"git cannot say what is merged: {error}", fix) from None
    if asked.returncode:
        fix = "see that this is a repository with a commit"
        raise BrokenError("no-git", f"git cannot say what is merged: {asked.stderr.strip()}", fix)
    own = re.compile(rf"(?:.*/)?{re.escape(story.id)}(?:[-_/].*)?", re.IGNORECASE)
    found = [line[0] for line in asked.stdout.splitlines() if own.fullmatch(line[1:].strip(" ()"))]
    return bool(found) and "*" not in found


def done_when(done: Done | None) -> str:
    """What makes a command count as done, for people."""
    if done is None:
        return ""
    return done.artifact or done.status or done.branch or ""
