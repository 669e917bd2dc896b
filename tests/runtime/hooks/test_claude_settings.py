"""Which hooks no settings call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.hooks.claude_settings import missing_hooks
from tests.support.sample_repo import write


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "nowhere"))


def missing(workflow: Repository, settings: Any) -> list[str]:
    write(Path(workflow.root), ".claude/settings.json", settings if isinstance(settings, str) else json.dumps(settings))
    return [*missing_hooks(workflow).events]


def test_none_is_called(workflow: Repository) -> None:
    events = missing(workflow, {})
    assert "PreToolUse" in events
    assert not missing_hooks(workflow).are_set_up
    assert missing(workflow, "{") == missing(workflow, "[]") == missing(workflow, {"hooks": []}) == events


def test_one_is_called(workflow: Repository) -> None:
    hook = {"matcher": "Edit", "hooks": [{"type": "command", "command": "revi hook PreToolUse"}]}
    events = missing(workflow, {"hooks": {"PreToolUse": [hook]}})
    assert "PreToolUse" not in events
    assert events != []
    assert missing_hooks(workflow).are_set_up


def test_the_plugin_calls_all(workflow: Repository) -> None:
    name = workflow.plugin_name
    assert missing(workflow, {"enabledPlugins": {f"{name}@market": True}}) == []
    assert missing(workflow, {"enabledPlugins": {f"{name}@market": False}}) != []
