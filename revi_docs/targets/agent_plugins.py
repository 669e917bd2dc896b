"""Agent Plugins 1.0.0 as a target: one folder with a manifest and skills, read by several platforms."""

from __future__ import annotations

from revi_docs.targets.platform import Platform
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="agent-plugins",
    name="Agent Plugins 1.0",
    source=Source(document="Agent Plugins Specification", version="1.0.0", read_on="2026-10-20"),
    capabilities=("commands", "plugin"),
    skill_fields=("name", "description"),
    notes=("The fields of the manifest are a closed list.",),
)
