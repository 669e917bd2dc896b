"""A typed command: allowed where it works, told what to do where it does not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.runtime_repository import call, line, revi
from tests.support.sample_repo import edit as change


def typed(root: Path, command: str, words: str, **more: str) -> dict[str, Any]:
    """The answer to a typed command; empty if it may run."""
    response = {
        "expansion_type": "slash_command", "command_name": command, "command_args": words,
        "command_source": "plugin", "prompt": f"/{command} {words}", **more,
    }  # fmt: skip
    process = revi(root, "hook", "UserPromptExpansion", arguments=call(root, "UserPromptExpansion", **response))
    assert (process.returncode, process.stderr) == (0, "")
    return json.loads(process.stdout) if process.stdout else {}


def test_a_command_that_works_elsewhere(still: Path) -> None:
    reason = (
        f"TKT-7 is in working, and /check works in checking (see revi.yml:{line(still, 'transitions:')} "
        "(transitions)); from working, use /begin"
    )
    assert typed(still, "check", "TKT-7") == {"decision": "block", "reason": reason}
    assert typed(still, "tkt:check", 'plans "TKT-7"') == {"decision": "block", "reason": reason}


@pytest.mark.parametrize("name", ["qa:check", "qa-check", "tkt:qa:check", "tkt:qa-check", "/qa:check"])
def test_a_command_with_a_namespace_that_works_elsewhere(root: Path, name: str) -> None:
    file = root / "revi.yml"
    text = re.sub(r"(?<=by: )check\b|(?<=\n  )check(?=: {desc)", "qa:check", file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")
    assert typed(root, name, "TKT-7")["reason"].startswith("TKT-7 is in working, and /qa:check works in checking (")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("begin", "TKT-7", id="where it works"),
        pytest.param("check", "", id="no story"),
        pytest.param("check", "TKT-9", id="a story that is not there"),
        pytest.param("check", "XTKT-7", id="no id"),
        pytest.param("tell", "TKT-7", id="a command that takes no story"),
        pytest.param("other:check", "TKT-7", id="another plugin's"),
        pytest.param("compact", "TKT-7", id="a command of Claude Code"),
    ],
)
def test_a_command_that_goes_on(still: Path, command: str, words: str) -> None:
    assert typed(still, command, words) == {}


def test_a_prompt_of_a_server_is_no_command(still: Path) -> None:
    assert typed(still, "check", "TKT-7", expansion_type="mcp_prompt") == {}


def test_a_command_that_is_done(root: Path) -> None:
    change(
        root,
        "revi.yml",
        "    rerun: {mode: anew}\n",
        "    rerun: {mode: once, done: {artifact: story}, force: --again}\n",
    )
    change(root, "revi.yml", "modes: {anew:", "modes: {once: {description: Runs once., action: skip}, anew:")
    where = f"revi.yml:{line(root, 'rerun: {mode: once')} (commands.begin.rerun.mode)"
    reason = f"/begin does not run again on TKT-7: it is done; see {where}; add --again to run it again"
    assert typed(root, "begin", "TKT-7") == {"decision": "block", "reason": reason}
    assert typed(root, "begin", "TKT-7 --again") == {}


def test_a_command_that_an_agent_starts_is_checked_too(still: Path) -> None:
    """`/check` works in the status checking, and the ticket is not there yet."""
    tool_input = {"skill": "check", "args": "TKT-7"}
    process = revi(
        still, "hook", "PreToolUse", arguments=call(still, "PreToolUse", tool_name="Skill", tool_input=tool_input)
    )
    reason = json.loads(process.stdout)["hookSpecificOutput"]["permissionDecisionReason"]
    assert reason.startswith("TKT-7 is in ")
    assert "/check works in checking" in reason
    for other in (
        {"skill": "begin", "args": "TKT-7"},
        {"skill": "else", "args": "TKT-7"},
        {"skill": "check"},
        {"args": 3},
    ):
        process = revi(
            still, "hook", "PreToolUse", arguments=call(still, "PreToolUse", tool_name="Skill", tool_input=other)
        )
        assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
