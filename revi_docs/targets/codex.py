"""Codex CLI as a target: skills in Markdown, agents in TOML, no tool lists."""

from __future__ import annotations

from revi_docs.targets.platform import Platform
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="codex",
    name="Codex CLI",
    source=Source(
        document="Codex documentation, pages on skills, subagents and hooks", version="2026-10", read_on="2026-11-01"
    ),
    capabilities=("instructions", "commands", "agents", "read-only agents", "models", "plugin"),
    events=("PreToolUse", "SubagentStop", "SessionEnd"),
    agent_form="toml",
    agent_fields=("name", "description", "model", "sandbox_mode", "developer_instructions"),
    skill_fields=("name", "description"),
    skill_bytes=8192,
    instruction_bytes=32768,
    notes=("It starts an agent only if the text says so.", "The body of a skill is cut after 8 KiB."),
)
