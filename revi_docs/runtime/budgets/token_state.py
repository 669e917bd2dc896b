"""The state of `revi plumbing budget` between two calls: the counts so far, and the phase that has started.

A row of the token log is written here first. If the writer is killed before it appends the row, the next one
appends it, so each row is appended exactly once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.files.yaml.record_text import format_record, parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.token_log import COLUMNS, NUMBER_FIELDS
from revi_docs.records.usage import Usage, non_negative_int, parse_usage
from revi_docs.runtime.base.repository import StoryPaths

STATE_FILE = "_implementation/.budget"


class SessionSnapshot(NamedTuple):
    """The last count of a session: its files, its usage, and whether the count was complete.

    `sizes` is each file, those of subagents included → how many of its bytes were counted.
    """

    files: tuple[str, ...]
    usage: Usage
    complete: bool
    sizes: Mapping[str, int] = {}


class BudgetState(NamedTuple):
    """The state. `phase` was started by `session_id` and is not recorded yet; "" if none is open.

    `tokens` is the number that the caller passed at the start. `row` is the last record.
    """

    phase: str = ""
    command: str = ""
    session_id: str = ""
    tokens: int | None = None
    snapshots: Mapping[str, SessionSnapshot] = {}
    row: Mapping[str, Any] = {}


def read_state(story: StoryPaths) -> BudgetState:
    """The state; empty if there is no file. Raises UnavailableError if the file is invalid."""
    path = story.file(STATE_FILE)
    try:
        return _parse_state(parse_record(read_text(story.repository.root, path)))
    except FileNotFoundError:
        # The first phase of a story starts without a state.
        return BudgetState()
    except (OSError, UnicodeDecodeError, YamlRecordError, KeyError, TypeError, AttributeError):
        from revi_docs.problems.shell_words import shell_path

        file = os.path.relpath(path, story.repository.root)
        fix = f"run 'rm {shell_path(file)}'; the usage since the last record is then unknown"
        message = f"{file} is not a budget state as revi writes it"
        raise UnavailableError("budget-unreadable", message, fix) from None


def _parse_state(data: Mapping[str, Any]) -> BudgetState:
    snapshots = {
        _text(name): SessionSnapshot(
            tuple(map(_text, snapshot["files"] or ())),
            _parse_usage(snapshot),
            snapshot["complete"] is True,
            {file: size for file, size in (snapshot.get("sizes") or {}).items() if non_negative_int(size) is not None},
        )
        for name, snapshot in (data.get("snapshots") or {}).items()
    }
    open_phase = data.get("open") or {}
    return BudgetState(
        _text(open_phase.get("phase", "")),
        _text(open_phase.get("command", "")),
        _text(open_phase.get("session", "")),
        non_negative_int(open_phase.get("tokens")),
        snapshots,
        _parse_row(data.get("row") or {}),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _parse_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The last record. Raises TypeError if a field is not what a row of the token log has."""
    for name, value in row.items():
        expected = bool if name == "complete" else int if name in NUMBER_FIELDS else str
        if type(value) is not expected or name not in COLUMNS:
            raise TypeError(name)
    if row and not {"phase", "source", "complete", "recordedAt"} <= row.keys():
        raise TypeError(row)
    return row


def _parse_usage(data: Mapping[str, Any]) -> Usage:
    usage = parse_usage(data, Usage._fields)
    if usage is None:
        raise KeyError("usage")
    return usage


def write_state(story: StoryPaths, state: BudgetState) -> None:
    """Replace the state atomically. Raises OSError."""
    open_phase = {
        name: value
        for name, value in zip(("phase", "command", "session", "tokens"), state, strict=False)
        if value not in ("", None)
    }
    snapshots = {
        name: {"files": list(part.files), **part.usage._asdict(), "complete": part.complete, "sizes": dict(part.sizes)}
        for name, part in state.snapshots.items()
    }
    data = {
        name: part for name, part in (("open", open_phase), ("snapshots", snapshots), ("row", dict(state.row))) if part
    }
    write_file(story.repository.root, story.file(STATE_FILE), format_record(data).encode())
