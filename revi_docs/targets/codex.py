"""Codex CLI as a target: skills in Markdown, agents in TOML, no tool lists."""

from __future__ import annotations

from revi_docs.targets.platform import AgentField, Platform, agents, instructions, skills
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="codex",
    name="Codex CLI",
    source=Source(
        document="Codex documentation, pages on skills, subagents and hooks", version="2026-10", read_on="2026-11-01"
    ),
    capabilities=("instructions", "commands", "agents", "read-only agents", "models", "plugin"),
    events=("PreToolUse", "SubagentStop", "SessionEnd"),
    outputs=(
        instructions(max_bytes=32768),
        skills(".agents/skills/{command}/SKILL.md", max_bytes=8192),
        agents(".codex/agents/{agent}.toml"),
    ),
    documents=".codex/docs/{document}.md",
    agent_fields=(
        AgentField(name="name", shows="name"),
        AgentField(name="description", shows="description"),
        AgentField(name="model", shows="model"),
        AgentField(name="sandbox_mode", value='"read-only"', if_read_only=True),
        AgentField(name="developer_instructions", shows="body"),
    ),
    skill_fields=("name", "description", "metadata"),
    command_prefix="$",
    # It starts an agent only if it is asked to, so the text must ask.
    start_agents="Spawn each agent as the custom agent of that name.",
    agent_layers=1,
    notes=("It starts an agent only if the text says so.",),
)
