"""opencode as a target."""

from __future__ import annotations

from revi_docs.targets.platform import AgentField, Platform, agents, instructions, skills
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="opencode",
    name="opencode",
    source=Source(
        document="opencode documentation, pages on agents and skills", version="2026-10", read_on="2026-10-01"
    ),
    capabilities=("instructions", "commands", "agents", "read-only agents", "models"),
    events=("PreToolUse",),
    outputs=(
        instructions(),
        skills(".opencode/skills/{command}/SKILL.md"),
        agents(".opencode/agents/{agent}.md"),
    ),
    documents=".opencode/docs/{document}.md",
    agent_fields=(
        AgentField(name="description", shows="description"),
        AgentField(name="mode", value='"subagent"'),
        AgentField(name="model", shows="model"),
        AgentField(name="permission", value='{"edit": "deny", "bash": "deny"}', if_read_only=True),
    ),
    skill_fields=("name", "description", "metadata"),
    start_agents="Start each agent as the subagent of that name.",
    notes=("A model is named as provider/model.",),
)
