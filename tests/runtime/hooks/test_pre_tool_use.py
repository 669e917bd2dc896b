"""What a tool call costs: a call that the contract cannot concern imports nothing heavy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.runtime.base.repository import open_repository
from tests.support.loaded_modules import THIRD_PARTY, run_and_list_modules

HEAVY = THIRD_PARTY | {
    # Of the standard library, what costs a tenth of a bare interpreter or more.
    *"argparse dataclasses inspect datetime hashlib subprocess shutil tempfile pathlib typing urllib logging".split(),
}
"""Modules that the fast path must not import."""


def tool_call(root: Path, tool: str, **tool_input: Any) -> str:
    paths = {name: str(root / value) for name, value in tool_input.items() if name in ("file_path", "notebook_path")}
    payload = {"session_id": "s", "cwd": str(root), "hook_event_name": "PreToolUse", "tool_name": tool}
    return json.dumps({**payload, "tool_input": {**tool_input, **paths}})


def replace(old: str, new: str) -> dict[str, str]:
    return {"old_string": old, "new_string": new}


FAST: dict[str, tuple[str, dict[str, Any]]] = {
    "a tool that edits no file": ("Bash", {"command": "rm -rf made"}),
    "a tool that reads": ("Read", {"file_path": "made/agents/one.md"}),
    "a file of the user": ("Edit", {"file_path": "own.txt", **replace("one", "1")}),
    "a new file": ("Write", {"file_path": "src/new.py", "content": "import yaml\n"}),
    "a new file with a marker": ("Write", {"file_path": "docs/new.md", "content": "<!-- revi:begin phases -->\n"}),
    "several edits": ("MultiEdit", {"file_path": "own.txt", "edits": [replace("one", "1")]}),
    "a notebook": ("NotebookEdit", {"notebook_path": "own.ipynb", "new_source": "1"}),
    "an edit without a match": ("Edit", {"file_path": "made/agents/one.md", **replace("is not there", "x")}),
    "a write of the same content": ("Write", {"file_path": "own.txt", "content": "one\n"}),
    "a file outside of every repository": ("Write", {"file_path": "/nowhere/file.md", "content": "x"}),
}
"""Calls that are allowed at once."""

OTHER: dict[str, tuple[str, dict[str, Any]]] = {
    "an output": ("Edit", {"file_path": "made/agents/one.md", **replace("first part", "last part")}),
    "a new file that an output will be": ("Write", {"file_path": "made/agents/one.md", "content": "x"}),
    "a file with a region": ("Edit", {"file_path": "PAGE.md", **replace("My own words.", "Mine.")}),
    "a file with an owned field": ("Edit", {"file_path": ".claude/agents/two.md", **replace("blue", "red")}),
    "a file of a story": ("Edit", {"file_path": "tickets/TKT-7/TKT-7.md", **replace("Make it.", "Make it well.")}),
    "the contract, which starts with a key 'revi:'": (
        "Edit",
        {"file_path": "revi.yml", **replace("begun.", "started.")},
    ),
    "an agent": ("Agent", {"subagent_type": "two", "prompt": "Do it."}),
}
"""Calls that need more: these must not be decided from paths alone."""


@pytest.fixture(scope="module")
def root(still: Path) -> Path:
    (still / "own.txt").write_text("one\n", encoding="utf-8")
    open_repository(str(still))  # compiles the contract, as the first call after a change does
    return still


@pytest.mark.parametrize(("tool", "tool_input"), FAST.values(), ids=FAST)
def test_the_fast_path_imports_nothing_heavy(root: Path, tool: str, tool_input: dict[str, Any]) -> None:
    output, modules = run_and_list_modules(root, "hook", "PreToolUse", stdin=tool_call(root, tool, **tool_input))

    assert output == ""
    assert modules & HEAVY == set()
    assert "revi_docs.runtime.hooks.tool_checks" not in modules


@pytest.mark.parametrize(("tool", "tool_input"), OTHER.values(), ids=OTHER)
def test_every_other_call_is_checked(root: Path, tool: str, tool_input: dict[str, Any]) -> None:
    _, modules = run_and_list_modules(root, "hook", "PreToolUse", stdin=tool_call(root, tool, **tool_input))

    assert "revi_docs.runtime.hooks.tool_checks" in modules
