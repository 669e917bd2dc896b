"""Cursor as a target."""

from __future__ import annotations

from revi_docs.targets.platform import Platform
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="cursor",
    name="Cursor",
    source=Source(document="Cursor documentation, pages on skills and subagents", version="2.5", read_on="2026-10-01"),
    capabilities=("instructions", "commands", "agents", "read-only agents", "models", "plugin"),
    events=("PreToolUse", "SubagentStop", "SessionEnd"),
    agent_form="markdown",
    agent_fields=("name", "description", "model", "readonly"),
    skill_fields=("name", "description"),
)
