"""An agent platform as a target of the contract: its files, their form, and what it cannot express.

Each platform has a module here with one `PLATFORM`. A platform whose files have one of the forms below is data alone:
the default outputs, the templates in `templates/targets`, lint and the page about targets read these rows.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Literal, cast

from revi_docs.problems.fast_record import FastRecord
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.target import Source, skill_name

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

_WORD = re.compile(r"[a-z0-9]+")


class PlatformOutput(FastRecord):
    """A file, or one file for each item of the section `each`, that is rendered for a platform.

    `path` has the placeholder of the item, `section` is what the contract must have, "" for nothing. `target` is the
    platform whose facts the template sees, if several platforms read one file. `max_bytes` is how much of the text
    without front matter the platform reads, 0 without a limit.

    `fallback` is the path of the output that takes the names with a namespace, such as `pm:story`, which this one
    cannot express; a contract that names that path writes all items there. That output `is_fallback`.
    """

    section: str
    path: str
    template: str
    each: str = ""
    target: str = ""
    max_bytes: int = 0
    fallback: str = ""
    is_fallback: bool = False


class AgentField(FastRecord):
    """A field in the file of an agent: what it shows of the agent, or a constant, as YAML and TOML write it.

    The tool names are the tools without their arguments. The marker of a generated file is an entry of a mapping; a
    file without a field for it has a comment. `if_read_only`: only for an agent that cannot write.
    """

    name: str
    shows: Literal["", "name", "description", "model", "tools", "tool names", "body", "marker"] = ""
    value: str = ""
    if_read_only: bool = False


class Platform(FastRecord):
    """One platform. `capabilities` are names from `CAPABILITIES`.

    `events` are the events of the contract's hooks that the platform has in some form. `outputs` are its files, and
    `documents` is the path of the workflow documents that its files refer to, "" without any. If it `is_package`, its
    files are installed elsewhere as one folder, so references are relative; `manifest_schema` is the schema of its
    manifest. `plugin_root` is what the platform replaces by the folder of a plugin.

    `agent_fields` are the fields of an agent file in their order, `skill_fields` those of a skill. `keeps_names`: it
    accepts the names of the contract; another one only lower-case letters, digits and hyphens. `keeps_models`: it
    accepts the names of its models, too. `command_prefix` is what precedes the name of a command, and `start_agents`
    a sentence for commands about how to start an agent. `arguments` is the text that the platform replaces by the
    arguments. `agent_layers` is how many agents can start each other, 0 if it is not known. `notes` are further facts
    for the page about targets.
    """

    id: str
    name: str
    source: Source
    capabilities: tuple[str, ...]
    events: tuple[str, ...] = ()
    outputs: tuple[PlatformOutput, ...] = ()
    documents: str = ""
    is_package: bool = False
    manifest_schema: str = ""
    plugin_root: str = ""
    agent_fields: tuple[AgentField, ...] = ()
    skill_fields: tuple[str, ...] = ()
    keeps_names: bool = False
    keeps_models: bool = False
    command_prefix: str = ""
    start_agents: str = ""
    arguments: str = ""
    agent_layers: int = 0
    notes: tuple[str, ...] = ()

    def has(self, capability: str) -> bool:
        """Whether the platform has a capability."""
        return capability in self.capabilities

    def local_name(self, name: str) -> str:
        """The name of an agent or command on the platform: `gsd:Stats` is `gsd-stats` if it does not keep names."""
        return name if self.keeps_names else slug(name)

    def file_name(self, name: str, path: str = "") -> str:
        """The name of an agent or command in a path: a namespace is a folder, but part of the name of a skill."""
        return skill_name(self.local_name(name)) if is_skill(path) else self.local_name(name).replace(":", "/")


def is_skill(path: str) -> bool:
    """Whether an output with this path is a skill: a folder with one file of a fixed name."""
    return path.endswith(f"/{CLAUDE.paths.skill_file}")


def slug(name: str) -> str:
    """A name of lower-case letters, digits and single hyphens, as the Agent Skills specification requires."""
    return "-".join(_WORD.findall(name.lower()))


def instructions(max_bytes: int = 0) -> PlatformOutput:
    """The file of instructions that most platforms read."""
    return PlatformOutput(
        section="", path="AGENTS.md", template="targets/instructions.md.j2", target="agents-md", max_bytes=max_bytes
    )


def skills(path: str, *, max_bytes: int = 0, fallback: str = "") -> PlatformOutput:
    """Commands as skills."""
    return PlatformOutput(
        section="commands",
        path=path,
        template="targets/skill.md.j2",
        each="commands",
        max_bytes=max_bytes,
        fallback=fallback,
    )


def agents(path: str, max_bytes: int = 0) -> PlatformOutput:
    """Agents in the form that the suffix of the path names: Markdown with front matter, or TOML."""
    template = f"targets/agent.{path.rpartition('.')[2]}.j2"
    return PlatformOutput(section="agents", path=path, template=template, each="agents", max_bytes=max_bytes)


def load_platform(name: str) -> Platform:
    """The platform of that name, one of `PLATFORMS`. Raises KeyError for any other name."""
    if name not in PLATFORMS:
        raise KeyError(name)
    module = "claude_platform" if name == "claude" else name.replace("-", "_")
    return cast(Platform, import_module(f"revi_docs.targets.{module}").PLATFORM)


def platforms() -> dict[str, Platform]:
    """Name → platform, of every platform in order."""
    return {name: load_platform(name) for name in PLATFORMS}
