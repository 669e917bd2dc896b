"""Generate the inputs of the measurements of `revi`: calls of tools, and stories."""

from __future__ import annotations

import json
import runpy
import shutil
from pathlib import Path

from clock import RunError


def tool_call(root: Path, tool: str, fields: tuple[str, str, str]) -> str:
    """Return the input of the PreToolUse hook: for an edit its path and texts, for an agent its model.

    Raises RunError if the file of an edit lacks the old text: the hook would have nothing to judge.
    """
    first, second, third = fields
    if tool == "Edit" and second not in (root / first).read_text(encoding="utf-8"):
        raise RunError(f"{first} does not contain '{second}'")
    inputs = {
        "Edit": {"file_path": str(root / first), "old_string": second, "new_string": third},
        "Agent": {"subagent_type": first, "model": second, "prompt": "Do it.", "description": "Does it"},
        "Bash": {"command": "make test", "description": "Runs the tests"},
    }
    payload = {
        "session_id": "0b1c2d3e-0000-4000-8000-000000000000",
        "transcript_path": "/nowhere/session.jsonl",
        "cwd": str(root),
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": tool,
        "tool_input": inputs[tool],
    }
    return json.dumps(payload)


def stories(root: Path, count: int) -> Path:
    """Return a repository of valid stories, from the generator of the tests."""
    generator = runpy.run_path(str(Path(__file__).resolve().parents[1] / "tests/stories/story_generator.py"))
    folder: Path = generator["generate"](root, count)
    return folder


def one_story(source: Path, root: Path) -> Path:
    """Return a folder with only the contract of this repository, for a new story."""
    root.mkdir(parents=True)
    shutil.copyfile(source / "revi.yml", root / "revi.yml")
    return root
