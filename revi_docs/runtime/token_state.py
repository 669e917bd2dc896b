"""What `revi budget` keeps between two calls: the counts that it has seen, and the phase that has begun.

The row of the token log that is being added stands here first. A writer that is killed between the two
leaves it here, and the next one adds it: each row is added once, whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.files.replace import replace
from revi_docs.records import plain_yaml
from revi_docs.records.refusal import BrokenError
from revi_docs.records.usage import Usage, stated, whole
from revi_docs.runtime.workflow import StoryPaths

FILE = "_implementation/.budget"


class Seen(NamedTuple):
    """A session as it was counted last: its files, what it had used, and whether that was all."""

    files: tuple[str, ...]
    usage: Usage
    complete: bool


class State(NamedTuple):
    """What is kept. `phase` has begun and is not recorded yet, by `session`; "" where nothing is open.

    `tokens` is what somebody stated at its beginning. `row` is the record that was added last.
    """

    phase: str = ""
    command: str = ""
    session: str = ""
    tokens: int | None = None
    seen: Mapping[str, Seen] = {}
    row: Mapping[str, Any] = {}


def read_state(story: StoryPaths) -> State:
    """What is kept; nothing where there is no file. Raises BrokenError for one that nobody can read."""
    path = story.file(FILE)
    try:
        with open(path, encoding="utf-8") as stream:
            return _state(plain_yaml.load(stream.read()))
    except FileNotFoundError:
        return State()
    except (OSError, UnicodeDecodeError, plain_yaml.NotPlainError, KeyError, TypeError, AttributeError):
        fix = "remove the file; what was used since the last record is then not known"
        raise BrokenError("budget-unreadable", f"{path} is not what revi wrote", fix) from None


def _state(data: Mapping[str, Any]) -> State:
    seen = {
        name: Seen(tuple(one["files"] or ()), _usage(one), one["complete"] is True)
        for name, one in (data.get("seen") or {}).items()
    }
    begun = data.get("begun") or {}
    return State(
        begun.get("phase", ""),
        begun.get("command", ""),
        begun.get("session", ""),
        whole(begun.get("tokens")),
        seen,
        data.get("row") or {},
    )


def _usage(data: Mapping[str, Any]) -> Usage:
    usage = stated(data, Usage._fields)
    if usage is None:
        raise KeyError("usage")
    return usage


def write_state(story: StoryPaths, state: State) -> None:
    """Replaces what is kept, whole or not at all. Raises OSError."""
    begun = {
        name: value
        for name, value in zip(("phase", "command", "session", "tokens"), state, strict=False)
        if value not in ("", None)
    }
    seen = {
        name: {"files": list(one.files), **one.usage._asdict(), "complete": one.complete}
        for name, one in state.seen.items()
    }
    data = {name: one for name, one in (("begun", begun), ("seen", seen), ("row", dict(state.row))) if one}
    replace(story.file(FILE), plain_yaml.dump(data).encode())
