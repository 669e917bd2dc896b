"""GitHub Copilot as a target."""

from __future__ import annotations

from revi_docs.targets.platform import Platform
from revi_docs.targets.target import Source

PLATFORM = Platform(
    id="copilot",
    name="GitHub Copilot",
    source=Source(
        document="GitHub Copilot documentation, pages on skills and custom agents",
        version="2026-10",
        read_on="2026-10-01",
    ),
    capabilities=("instructions", "commands", "agents", "plugin"),
    events=("UserPromptExpansion", "PreToolUse", "SessionEnd"),
    agent_form="markdown",
    agent_fields=("name", "description"),
    skill_fields=("name", "description"),
    notes=("It has tool lists with names of its own, which are not written.",),
)
