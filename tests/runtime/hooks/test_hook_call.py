"""The events of hooks, and input of any size and form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.contract.relations import DEFAULT_HOOKS
from revi_docs.runtime.hooks.hook_call import EVENTS
from tests.support.runtime_repository import call, revi, use


def test_the_same_events_everywhere() -> None:
    assert tuple(EVENTS) == HOOK_EVENTS == tuple(DEFAULT_HOOKS)


def test_huge_input_is_decided(still: Path) -> None:
    path = str(still / "made/agents/one.md")
    assert use(still, "Write", file_path=path, content="x" * 20_000_000).startswith("made/agents/one.md is generated")
    assert use(still, "Write", file_path=str(still / "own.txt"), content="<!-- revi:begin x -->\n" * 300_000) == ""


@pytest.mark.parametrize(
    "response",
    [{"tool_name": "Edit"}, {"tool_name": "Edit", "tool_input": []}, {"tool_name": "Agent", "tool_input": "one"}],
)
def test_a_tool_without_its_input(still: Path, response: dict[str, Any]) -> None:
    process = revi(still, "hook", "PreToolUse", arguments=call(still, "PreToolUse", **response))
    assert (process.returncode, process.stderr) == (0, "")
    reason = "revi hook PreToolUse: allowed, because the hook fails open: the input has no 'tool_input'"
    assert json.loads(process.stdout) == {"systemMessage": reason}


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"file_path": 7, "old_string": "a", "new_string": "b"},
        {"file_path": "a\0b", "old_string": "a", "new_string": "b"},
        {"file_path": "own.txt", "old_string": None, "new_string": "b"},
        {"file_path": "own.txt", "edits": "all"},
        {"file_path": "x" * 5000, "old_string": "a", "new_string": "b"},
    ],
    ids=["nothing", "a number", "a NUL", "no text", "no list", "a long name"],
)
@pytest.mark.parametrize("tool", ["Edit", "MultiEdit", "Write", "NotebookEdit"])
def test_invalid_tool_input_is_allowed(still: Path, tool: str, arguments: dict[str, Any]) -> None:
    hook_input = call(still, "PreToolUse", tool_name=tool, tool_input=arguments)
    process = revi(still, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout) == (0, "")
