"""The increase of a session: what a fork or a resumed session copied counts once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records.transcripts import count_sessions
from revi_docs.records.usage import Usage
from revi_docs.runtime.budgets.token_counts import count_session_files
from revi_docs.runtime.budgets.token_deltas import increase_since
from revi_docs.runtime.budgets.token_state import BudgetState, SessionSnapshot


class Sessions:
    """Sessions in a folder, and what was recorded of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = BudgetState()
        self.recorded = Usage()
        self.number = 0

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl"

    def spend(self, name: str, tokens: int) -> None:
        self.number += 1
        usage = {"input_tokens": tokens, "output_tokens": 0}
        usage |= {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
        message = {"id": f"m{self.number}", "stop_reason": "end_turn", "usage": usage}
        with self.file(name).open("a") as stream:
            stream.write(json.dumps({"requestId": f"r{self.number}", "message": message}) + "\n")

    def fork(self, name: str, new_name: str) -> None:
        self.file(new_name).write_bytes(self.file(name).read_bytes())

    def record(self, name: str) -> tuple[int, tuple[str, ...]]:
        count = count_session_files((str(self.file(name)),))
        snapshots = self.state.snapshots
        increase, gaps = increase_since(count, snapshots.get(count.session_id), snapshots)
        snapshot = SessionSnapshot(count.files, count.usage, complete=True, sizes=count.sizes)
        self.state = BudgetState(snapshots={**snapshots, count.session_id: snapshot})
        self.recorded = self.recorded.plus(increase)
        return increase.input, gaps


def test_both_sides_of_a_fork_go_on(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path)
    sessions.spend("a", 1_000)
    assert sessions.record("a") == (1_000, ())
    sessions.spend("a", 200)
    sessions.fork("a", "b")
    sessions.spend("b", 30)
    assert sessions.record("b") == (230, ())
    sessions.spend("a", 4)
    assert sessions.record("a") == (4, ())
    assert sessions.record("b") == (0, ())


def test_a_transcript_that_is_gone_is_a_gap_of_a_new_session_only(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path)
    sessions.spend("a", 1_000)
    sessions.record("a")
    sessions.fork("a", "b")
    sessions.file("a").unlink()
    gap = "the transcript of session a is gone, so copies of it may be counted twice"
    assert sessions.record("b") == (1_000, (gap,))
    sessions.spend("b", 7)
    assert sessions.record("b") == (7, ())


_ACTIONS = st.lists(
    st.tuples(st.sampled_from(["spend", "fork", "record"]), st.integers(0, 5), st.integers(0, 5), st.integers(1, 99)),
    max_size=20,
)


@given(_ACTIONS)
def test_every_reply_is_recorded_once(tmp_path_factory: pytest.TempPathFactory, actions: list[Any]) -> None:
    sessions = Sessions(tmp_path_factory.mktemp("sessions"))
    names = ["s0"]
    sessions.spend("s0", 1)
    for action, source, _, tokens in actions:
        name = names[source % len(names)]
        if action == "spend":
            sessions.spend(name, tokens)
        elif action == "fork":
            names.append(f"s{len(names)}")
            sessions.fork(name, names[-1])
        else:
            sessions.record(name)
    for name in names:
        sessions.record(name)
    assert sessions.recorded == count_sessions(str(sessions.file(name)) for name in names).usage
