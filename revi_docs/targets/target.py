"""What revi-docs needs to know about an agent platform, and how to load it.

A fact about a platform (a path, a tool name, an event, a limit) is written in that platform's module
and nowhere else, so that one edit follows the platform's next release.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, cast

TARGETS = ("claude",)
"""Every platform with a module in this package, in the order in which pages list them."""


class Source(NamedTuple):
    """Where the facts come from: the document, the platform version it describes, and the day it was read."""

    document: str
    version: str
    read_on: str


class TargetPaths(NamedTuple):
    """Paths relative to the repository; `{command}`, `{agent}`, `{skill}` and `{document}` are placeholders.

    `user_folder` is the folder in the user's home with the same layout as `project_folder`.
    """

    project_folder: str
    user_folder: str
    content_folders: tuple[str, ...]
    command: str
    agent: str
    skill: str
    skill_file: str
    document: str
    settings: tuple[str, ...]


class TargetVariables(NamedTuple):
    """Names of the environment variables that the platform sets or reads."""

    session_id: str
    process_id: str
    config_folder: str
    subagent_model: str


class HookEvent(NamedTuple):
    """An event that `revi hook` answers.

    `can_block`: the hook can make the platform stop the action. `tools`: the tools that the hook
    is registered for, empty for events without a tool. `max_seconds`: how long it may take, 0 for its own time-out.
    """

    name: str
    can_block: bool
    tools: tuple[str, ...] = ()
    max_seconds: float = 0


class TargetTools(NamedTuple):
    """Tool names: those that start an agent, the one that starts a command, and those that edit a file."""

    start_agent: tuple[str, ...]
    start_command: str
    edit: str
    multi_edit: str
    notebook_edit: str
    write: str

    @property
    def edits(self) -> tuple[str, ...]:
        """All tools that change a file, sorted."""
        return tuple(sorted((self.edit, self.multi_edit, self.notebook_edit, self.write)))


class HookFields(NamedTuple):
    """Names of fields in the input of a hook: the agent that acts, if it is not the main conversation."""

    agent_type: str


class Transcripts(NamedTuple):
    """Where the platform records sessions, below its user folder, and the fields that count tokens."""

    folder: str
    suffix: str
    subagent_folder: str
    subagent_prefix: str
    side_chain_field: str
    reply_iteration: str
    cache_creation_fields: tuple[str, ...]


class Target(NamedTuple):
    """One platform. `model_names` are the short names that its files accept; `block_exit_code` is the exit
    code of a hook that stops the action. `skill_fields` are the fields of the tool that starts a command: its name and
    its arguments.
    """

    id: str
    name: str
    source: Source
    paths: TargetPaths
    variables: TargetVariables
    tools: TargetTools
    hook_events: tuple[HookEvent, ...]
    block_exit_code: int
    default_hook_timeout_ms: int
    model_names: tuple[str, ...]
    inherit_model: str
    required_agent_fields: tuple[str, ...]
    argument_hint_field: str
    transcripts: Transcripts
    hook_fields: HookFields
    skill_fields: tuple[str, str]

    @property
    def blocking_events(self) -> tuple[str, ...]:
        """Names of the events at which a hook can stop the action."""
        return tuple(event.name for event in self.hook_events if event.can_block)


def load_target(name: str) -> Target:
    """The platform of that name, one of `TARGETS`. Raises KeyError for any other name."""
    if name not in TARGETS:
        raise KeyError(name)
    return cast(Target, import_module(f"revi_docs.targets.{name}").TARGET)
