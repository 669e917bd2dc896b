"""What revi-docs needs to know about an agent platform.

A fact about a platform (a path, a tool name, an event, a limit) is written in that platform's module
and nowhere else, so that one edit follows the platform's next release.
"""

from __future__ import annotations

from revi_docs.problems.fast_record import FastRecord


class Source(FastRecord):
    """Where the facts come from: the document, the platform version it describes, and the day it was read."""

    document: str
    version: str
    read_on: str


class TargetPaths(FastRecord):
    """Paths relative to the repository; `{command}`, `{agent}` and `{document}` are placeholders.

    `user_folder` is the folder in the user's home with the same layout as `project_folder`, `user_settings` a file
    in it. `instructions` are the files that are read at the start of each session. `plugins_folder` has a folder
    for each plugin of a repository, with the file `plugin_manifest`; `marketplace_manifest` lists plugins.
    """

    project_folder: str
    user_folder: str
    agents_folder: str
    commands_folder: str
    skills_folder: str
    plugins_folder: str
    plugin_manifest: str
    marketplace_manifest: str
    instructions: tuple[str, ...]
    command: str
    agent: str
    skill: str
    skill_file: str
    document: str
    settings: tuple[str, ...]
    user_settings: str

    @property
    def content_folders(self) -> tuple[str, ...]:
        """The folders of agents, commands and skills, in the project's folder or a plugin's."""
        return (self.agents_folder, self.commands_folder, self.skills_folder)


class TargetVariables(FastRecord):
    """Names of the environment variables that the platform sets or reads."""

    session_id: str
    process_id: str
    config_folder: str
    subagent_model: str


class HookEvent(FastRecord):
    """An event that `revi hook` answers.

    `can_block`: the hook can make the platform stop the action. `tools`: the tools that the hook
    is registered for, empty for events without a tool. `max_seconds`: how long it may take, 0 for its own time-out.
    """

    name: str
    can_block: bool
    tools: tuple[str, ...] = ()
    max_seconds: float = 0


class HookFields(FastRecord):
    """The fields of a hook's input. `typed_expansions`: the values of `expansion` for a typed command."""

    event: str
    session: str
    folder: str
    tool: str
    tool_input: str
    agent: str
    agent_transcript: str
    last_reply: str
    command: str
    arguments: str
    expansion: str
    typed_expansions: tuple[str, ...]


class ToolFields(FastRecord):
    """The fields of a tool's input: to edit a file, to start an agent on a model, and to start a command."""

    file: str
    notebook: str
    content: str
    edits: str
    old_text: str
    new_text: str
    replace_all: str
    agent: str
    model: str
    command: str
    arguments: str


class SettingsFields(FastRecord):
    """The fields of the settings. `plugin_separator` is between the name of a plugin and of its marketplace.

    `allow`, `ask` and `deny` are lists of rules in `permissions`; `edit_rule` is one that is about changes of the files
    of `{pattern}`. `schema_url` is the JSON Schema for editors.
    """

    hooks: str
    permissions: str
    allow: str
    ask: str
    deny: str
    edit_rule: str
    schema_url: str
    enabled_plugins: str
    plugin_separator: str


class CommandSyntax(FastRecord):
    """What a command or agent file may contain: a mention of an agent, and what the platform replaces.

    `substitution` is a regular expression of the start of a text that is replaced.
    """

    agent_mention: str
    substitution: str


class RunResult(FastRecord):
    """The output of a run as JSON: the value of its field `type`, and the fields with token counts.

    `model_tokens` and `reply_tokens` are the fields of a model's and of a reply's tokens, in the order of the kinds:
    input, output, cache creation, cache read.
    """

    type: str
    models: str
    usage: str
    model_tokens: tuple[str, str, str, str]
    reply_tokens: tuple[str, str, str, str]


class TargetTools(FastRecord):
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


class Transcripts(FastRecord):
    """Where the platform records sessions, below its user folder, and the fields that count tokens.

    `cache_creation_field` has the tokens by lifetime of the cache. `synthetic_model` is the model of messages that the
    platform writes itself, such as API errors.
    """

    folder: str
    suffix: str
    subagent_folder: str
    subagent_prefix: str
    side_chain_field: str
    reply_iteration: str
    session_field: str
    cache_creation_field: str
    synthetic_model: str


class Target(FastRecord):
    """One platform. `model_names` are the short names that its files accept; `block_exit_code` is the exit
    code of a hook that stops the action.
    """

    id: str
    name: str
    source: Source
    paths: TargetPaths
    variables: TargetVariables
    tools: TargetTools
    tool_fields: ToolFields
    hook_fields: HookFields
    settings: SettingsFields
    syntax: CommandSyntax
    run_result: RunResult
    hook_events: tuple[HookEvent, ...]
    block_exit_code: int
    default_hook_timeout_ms: int
    model_names: tuple[str, ...]
    inherit_model: str
    required_agent_fields: tuple[str, ...]
    argument_hint_field: str
    transcripts: Transcripts

    @property
    def blocking_events(self) -> tuple[str, ...]:
        """Names of the events at which a hook can stop the action."""
        return tuple(event.name for event in self.hook_events if event.can_block)


def skill_name(name: str) -> str:
    """The name of a command as a skill, which is the name of its folder: `pm:story` is `pm-story`.

    A colon is not possible in the folders of some systems, and platforms do not read a skill two folders down.
    """
    return name.replace(":", "-")
