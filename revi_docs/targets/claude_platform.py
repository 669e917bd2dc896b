"""Claude Code as a target: its capabilities. Paths, tools, events and limits are in `claude` and `claude_versions`."""

from __future__ import annotations

from revi_docs.targets.claude import TARGET
from revi_docs.targets.claude_versions import COMMAND_FIELDS
from revi_docs.targets.platform import CAPABILITIES, AgentField, Platform, PlatformOutput, skills

HOOK_PURPOSES = {
    "UserPromptExpansion": "the command guard does not run there",
    "PreToolUse": "the guard of generated text does not run there",
    "SubagentStop": "the tokens of agents are not recorded there",
    "SessionEnd": "locks are not released there at the end of a session",
}
"""Event that `revi hook` handles → what is missing on a platform without it."""

PLATFORM = Platform(
    id=TARGET.id,
    name=TARGET.name,
    source=TARGET.source,
    capabilities=tuple(CAPABILITIES),
    events=tuple(event.name for event in TARGET.hook_events),
    outputs=(
        skills(TARGET.paths.skill, fallback=TARGET.paths.command),
        PlatformOutput(
            section="commands",
            path=TARGET.paths.command,
            template="claude/command.md.j2",
            each="commands",
            is_fallback=True,
        ),
        PlatformOutput(section="agents", path=TARGET.paths.agent, template="claude/agent.md.j2", each="agents"),
    ),
    documents=TARGET.paths.document,
    agent_fields=(
        AgentField(name="name", shows="name"),
        AgentField(name="description", shows="description"),
        AgentField(name="model", shows="model"),
        AgentField(name="tools", shows="tools"),
        AgentField(name="metadata", shows="marker"),
    ),
    skill_fields=tuple(row.name for row in COMMAND_FIELDS),
    plugin_root="${CLAUDE_PLUGIN_ROOT}",
    keeps_names=True,
    keeps_models=True,
    command_prefix="/",
    arguments="$ARGUMENTS",
    notes=("No agent can ask a person.",),
)
