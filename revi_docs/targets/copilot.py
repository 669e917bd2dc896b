"""GitHub Copilot as a target."""

from __future__ import annotations

from revi_docs.targets.platform import AgentField, Platform, agents, instructions, skills
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="copilot",
    name="GitHub Copilot",
    source=Source(
        document="GitHub Copilot documentation, pages on skills and on the configuration of custom agents",
        version="2026-11",
        read_on="2026-11-29",
    ),
    capabilities=("instructions", "commands", "agents", "tool lists", "read-only agents", "models", "plugin"),
    events=("UserPromptExpansion", "PreToolUse", "SessionEnd"),
    outputs=(
        instructions(),
        skills(".github/skills/{command}/SKILL.md"),
        agents(".github/agents/{agent}.agent.md", max_bytes=30_000),
    ),
    documents=".github/docs/{document}.md",
    agent_fields=(
        AgentField(name="name", shows="name"),
        AgentField(name="description", shows="description"),
        AgentField(name="model", shows="model"),
        AgentField(name="tools", shows="tool names"),
    ),
    skill_fields=("name", "description", "metadata"),
    command_prefix="/",
    start_agents="Start each agent as the custom agent of that name.",
    notes=("It accepts the names of Claude Code's tools, and ignores a name that it does not know.",),
)
