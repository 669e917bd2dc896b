"""An agent platform as a target of the contract: where its files are, in which form, and what it cannot express.

Each platform has a module here with one `PLATFORM`. A platform whose files have one of the forms below is data alone:
lint reads these rows.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from revi_docs.targets.target import Facts, Source

PLATFORMS = ("claude", "codex", "agents-md", "agent-plugins", "cursor", "copilot", "opencode")
"""Every platform, in the order in which pages list them."""

CAPABILITIES = {
    "instructions": "Instructions that every session reads",
    "commands": "Commands, as skills",
    "commands for people": "Commands that only a person can start",
    "arguments": "Arguments of a command replaced in its text",
    "agents": "Agents with a context of their own",
    "tool lists": "The tools of an agent",
    "read-only agents": "Agents that cannot write",
    "models": "The model of an agent",
    "plugin": "A plugin as one folder",
}
"""Capability → what it is."""


class Platform(Facts):
    """One platform. `capabilities` are names from `CAPABILITIES`.

    `events` are the events of the contract's hooks that the platform has in some form. `agent_fields` are the fields
    of an agent file in their order, and `skill_fields` those of a skill. `agent_form` is `markdown`, `toml` or
    empty. `skill_bytes` and `instruction_bytes` are limits, 0 without one. `arguments` is the text in which the
    platform puts the arguments of a command.
    """

    id: str
    name: str
    source: Source
    capabilities: tuple[str, ...]
    events: tuple[str, ...] = ()
    agent_form: str = ""
    agent_fields: tuple[str, ...] = ()
    skill_fields: tuple[str, ...] = ()
    skill_bytes: int = 0
    instruction_bytes: int = 0
    arguments: str = ""
    notes: tuple[str, ...] = ()

    def has(self, capability: str) -> bool:
        """Whether the platform has a capability."""
        return capability in self.capabilities


def load_platform(name: str) -> Platform:
    """The platform of that name, one of `PLATFORMS`. Raises KeyError for any other name."""
    if name not in PLATFORMS:
        raise KeyError(name)
    module = "claude_platform" if name == "claude" else name.replace("-", "_")
    return cast(Platform, import_module(f"revi_docs.targets.{module}").PLATFORM)


def platforms() -> dict[str, Platform]:
    """Name → platform, of every platform in order."""
    return {name: load_platform(name) for name in PLATFORMS}
