"""Agent Plugins 1.0.0 as a target: one folder with a manifest and skills, read by several platforms."""

from __future__ import annotations

from revi_docs.targets.platform import AgentField, Platform, PlatformOutput, agents, skills
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="agent-plugins",
    name="Agent Plugins 1.0",
    source=Source(document="Agent Plugins Specification", version="1.0.0", read_on="2026-11-29"),
    capabilities=("commands", "plugin"),
    outputs=(
        PlatformOutput(section="", path="agent-plugin/plugin.json", template="targets/plugin.json.j2"),
        skills("agent-plugin/skills/{command}/SKILL.md"),
        # The specification has no agents; the skills refer to these files.
        agents("agent-plugin/agents/{agent}.md"),
    ),
    documents="agent-plugin/docs/{document}.md",
    is_package=True,
    manifest_schema="https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
    agent_fields=(AgentField(name="name", shows="name"), AgentField(name="description", shows="description")),
    skill_fields=("name", "description", "metadata"),
    start_agents="Do the work of each agent yourself, as its file in `../../agents/` says.",
    notes=("The fields of the manifest are a closed list.",),
)
