"""opencode as a target."""

from __future__ import annotations

from revi_docs.targets.platform import Platform
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="opencode",
    name="opencode",
    source=Source(
        document="opencode documentation, pages on agents and skills", version="2026-10", read_on="2026-10-01"
    ),
    capabilities=("instructions", "commands", "agents", "models"),
    events=("PreToolUse",),
    agent_form="markdown",
    agent_fields=("description", "mode", "model"),
    skill_fields=("name", "description"),
    notes=("A model is named as provider/model.", "Its permission map is not written."),
)
