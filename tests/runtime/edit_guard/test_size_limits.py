"""A hostile edit is answered in time; an edit that is too large to compare is decided by the contract."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.changed_contract import changed_contract
from tests.support.runtime_repository import call, revi, use
from tests.support.time_limit import time_limit

AGENT = "---\nname: two\ndescription: Reads the second part.\nmodel: {}\n{}\n---\n"
STORY = "tickets/TKT-7/TKT-7.md"
MAX_SECONDS = 10
"""The time-out of a hook."""


def grown(root: Path, path: str, text: str) -> tuple[str, str]:
    return path, (root / path).read_text("utf-8") + text


def answer(root: Path, path: str, content: str) -> dict[str, object]:
    """The answer of the hook to a file that is written."""
    tool_input = {"file_path": str(root / path), "content": content}
    arguments = call(root, "PreToolUse", tool_name="Write", tool_input=tool_input)
    process = revi(root, "hook", "PreToolUse", arguments=arguments)
    assert (process.returncode, process.stderr) == (0, "")
    return dict(json.loads(process.stdout or "{}"))


@pytest.mark.parametrize("repetition", ["~", "~~~\n", "`", "<!--", "[", "| a ", " "])
def test_hostile_repetitions_in_a_page(root: Path, repetition: str) -> None:
    count = 9_000 if "\n" in repetition else 300_000 // len(repetition)
    content = grown(root, "PAGE.md", repetition * count)[1]
    with time_limit(MAX_SECONDS):
        assert use(root, "Write", file_path=str(root / "PAGE.md"), content=content) == ""


def test_deep_front_matter_hides_no_change(root: Path) -> None:
    deep = "\n".join(f"{' ' * depth}a:" for depth in range(1_500))
    reason = use(root, "Write", file_path=str(root / ".claude/agents/two.md"), content=AGENT.format("opus", deep))
    assert reason.startswith("the field 'model' of .claude/agents/two.md is owned by ")


TOO_LARGE = {
    "a story of many lines": (STORY, "a:\n" * 10_001, "has more than 10,000 lines, before or after the edit"),
    "a long story": (STORY, "~" * 1_000_000, "has more than 1,000,000 characters, before or after the edit"),
    "front matter of many lines": (".claude/agents/two.md", "a:\n" * 20_001, "has more than 20,000 lines"),
    "front matter of many values": (".claude/agents/two.md", f"a: [{'1,' * 20_001}]", "has more than 20,000 values"),
}


@pytest.mark.parametrize(("path", "added", "reason"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_an_edit_that_is_too_large(root: Path, tmp_path: Path, path: str, added: str, reason: str) -> None:
    content = AGENT.format("opus", added) if path.endswith("two.md") else grown(root, path, added)[1]
    name = "the front matter" if path.endswith("two.md") else path
    fix = "split the file, or remove what was pasted by mistake"
    note = f"revi hook PreToolUse: allowed, because the hook fails open: {name} {reason}; {fix}"
    assert answer(root, path, content) == {"systemMessage": note}

    closed = Path(shutil.copytree(root, tmp_path / "closed"))
    with changed_contract(closed) as contract:
        contract["hooks"]["PreToolUse"]["fail"] = "closed"
    denied = answer(closed, path, content)["hookSpecificOutput"]
    assert isinstance(denied, dict)
    assert denied["permissionDecision"] == "deny"
    assert f"the hook fails closed: {name} {reason}" in denied["permissionDecisionReason"]


def test_a_large_file_that_nothing_protects(root: Path) -> None:
    with time_limit(MAX_SECONDS):
        assert use(root, "Write", file_path=str(root / "own.txt"), content="~~~\n" * 250_000) == ""


def test_a_generated_file_is_denied_whatever_its_size(root: Path) -> None:
    reason = use(root, "Write", file_path=str(root / "made/agents/one.md"), content="~~~\n" * 300_000)
    assert reason.startswith("made/agents/one.md is generated from ")
