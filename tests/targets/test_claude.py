"""What hooks print for Claude Code, and the folder of its user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.targets.claude import hook_response, user_folder
from revi_docs.targets.claude_versions import CHECKED_VERSION


@pytest.mark.parametrize(
    ("event", "reason", "context", "response"),
    [
        (
            "PreToolUse", "no", "",
            {
                "hookSpecificOutput": {
                    "hookEventName": "PreToolUse",
                    "permissionDecision": "deny",
                    "permissionDecisionReason": "no",
                }
            },
        ),
        ("UserPromptExpansion", "no", "ignored", {"decision": "block", "reason": "no"}),
        (
            "UserPromptExpansion", "", "more",
            {"hookSpecificOutput": {"hookEventName": "UserPromptExpansion", "additionalContext": "more"}},
        ),
        ("PreToolUse", "", "", {}),
    ],
)  # fmt: skip
def test_responses(event: str, reason: str, context: str, response: dict[str, object]) -> None:
    assert hook_response(event, reason=reason, context=context) == response


def test_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", "/elsewhere")
    assert user_folder() == "/elsewhere"
    monkeypatch.delenv("CLAUDE_CONFIG_DIR")
    assert user_folder() == str(Path("~/.claude").expanduser())


def test_continuous_integration_has_the_version_of_the_table(root: Path) -> None:
    package = json.loads((root / ".ci/claude/package.json").read_text(encoding="utf-8"))
    assert package["devDependencies"] == {"@anthropic-ai/claude-code": CHECKED_VERSION}
