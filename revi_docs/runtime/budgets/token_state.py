"""What `revi budget` keeps between two calls: the counts that it has seen, and the phase that has begun.

The row of the token log that is being added stands here first. A writer that is killed between the two
leaves it here, and the next one adds it: each row is added once, whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.files.atomic_write import atomic_write
from revi_docs.records import plain_yaml
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.usage import Usage, non_negative_int, parse_usage
from revi_docs.runtime.base.repository import StoryPaths

STATE_FILE = "_implementation/.budget"


class SessionSnapshot(NamedTuple):
    """A session as it was counted last: its files, what it had used, and whether that was all."""

    files: tuple[str, ...]
    usage: Usage
    complete: bool


class BudgetState(NamedTuple):
    """What is kept. `phase` has begun and is not recorded yet, by `session`; "" where nothing is open.

    `tokens` is what somebody stated at its beginning. `row` is the record that was added last.
    """

    phase: str = ""
    command: str = ""
    session_id: str = ""
    tokens: int | None = None
    snapshots: Mapping[str, SessionSnapshot] = {}
    row: Mapping[str, Any] = {}


def read_state(story: StoryPaths) -> BudgetState:
    """What is kept; nothing where there is no file. Raises BrokenError for one that nobody can read."""
    path = story.file(STATE_FILE)
    try:
        with open(path, encoding="utf-8") as stream:
            return _parse_state(plain_yaml.load(stream.read()))
    except FileNotFoundError:
        return BudgetState()
    except (OSError, UnicodeDecodeError, plain_yaml.PlainYamlError, KeyError, TypeError, AttributeError):
        fix = "remove the file; what was used since the last record is then not known"
        raise UnavailableError("budget-unreadable", f"{path} is not what revi wrote", fix) from None


def _parse_state(data: Mapping[str, Any]) -> BudgetState:
    snapshots = {
        name: SessionSnapshot(
            tuple(snapshot["files"] or ()), _parse_usage(snapshot), snapshot["complete"] is True
        )
        for name, snapshot in (data.get("seen") or {}).items()
    }
    open_phase = data.get("begun") or {}
    return BudgetState(
        open_phase.get("phase", ""),
        open_phase.get("command", ""),
        open_phase.get("session", ""),
        non_negative_int(open_phase.get("tokens")),
        snapshots,
        data.get("row") or {},
    )


def _parse_usage(data: Mapping[str, Any]) -> Usage:
    usage = parse_usage(data, Usage._fields)
    if usage is None:
        raise KeyError("usage")
    return usage


def write_state(story: StoryPaths, state: BudgetState) -> None:
    """Replaces what is kept, whole or not at all. Raises OSError."""
    open_phase = {
        name: value
        for name, value in zip(("phase", "command", "session", "tokens"), state, strict=False)
        if value not in ("", None)
    }
    snapshots = {
        name: {"files": list(part.files), **part.usage._asdict(), "complete": part.complete}
        for name, part in state.snapshots.items()
    }
    data = {
        name: part
        for name, part in (("begun", open_phase), ("seen", snapshots), ("row", dict(state.row)))
        if part
    }
    atomic_write(story.file(STATE_FILE), plain_yaml.dump(data).encode())
