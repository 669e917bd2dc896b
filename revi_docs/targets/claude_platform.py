"""Claude Code as a target: its capabilities. Paths, tools, events and limits are in `claude` and `claude_versions`."""

from __future__ import annotations

from revi_docs.targets.claude import TARGET
from revi_docs.targets.claude_versions import AGENT_FIELDS, COMMAND_FIELDS
from revi_docs.targets.platform import CAPABILITIES, Platform

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
    agent_form="markdown",
    agent_fields=tuple(row.name for row in AGENT_FIELDS),
    skill_fields=tuple(row.name for row in COMMAND_FIELDS),
    arguments="$ARGUMENTS",
    notes=("Agents start agents on at most 3 layers.", "No agent can ask a person."),
)
