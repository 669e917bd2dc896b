"""Cursor as a target."""

from __future__ import annotations

from revi_docs.targets.platform import AgentField, Platform, agents, instructions, skills
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="cursor",
    name="Cursor",
    source=Source(document="Cursor documentation, pages on skills and subagents", version="2.5", read_on="2026-10-01"),
    capabilities=("instructions", "commands", "agents", "read-only agents", "models", "plugin"),
    events=("PreToolUse", "SubagentStop", "SessionEnd"),
    outputs=(
        instructions(),
        skills(".cursor/skills/{command}/SKILL.md"),
        agents(".cursor/agents/{agent}.md"),
    ),
    documents=".cursor/docs/{document}.md",
    agent_fields=(
        AgentField(name="name", shows="name"),
        AgentField(name="description", shows="description"),
        AgentField(name="model", shows="model"),
        AgentField(name="readonly", value="true", if_read_only=True),
    ),
    skill_fields=("name", "description", "metadata"),
    command_prefix="/",
    start_agents="Start each agent as the subagent of that name.",
)
