"""Claude Code by version: tools, hook events, front-matter fields and limits, each with its source.

`CHANGELOG` facts have a version, because the changelog has one for each entry. A fact from the documentation alone has
none: it is true in the version that the document describes, and nothing is known about earlier ones. The lists grow
with each release, so a name that is not in them is only reported if it looks like a misspelling.
"""

from __future__ import annotations

from revi_docs.targets.version_table import VersionedFact

CHECKED_VERSION = "2.1.328"
"""The newest version against which this table was compared, and the one that is assumed without another."""

# The three sources were read at different times, so each fact names its own.
CHANGELOG = "Claude Code changelog, up to 2.1.240"
DOCUMENTATION = "Claude Code documentation, 2.1.288"
PROGRAM = "Claude Code program, 2.1.328"


def _row(name: str, since: str = "", *, until: str = "", source: str = "", note: str = "") -> VersionedFact:
    return VersionedFact(name=name, since=since, until=until, source=source or _source(since, until), note=note)


def _source(since: str, until: str) -> str:
    return CHANGELOG if since or until else DOCUMENTATION


TOOLS: tuple[VersionedFact, ...] = (
    *map(_row, "Agent AskUserQuestion Bash Edit ExitPlanMode Glob Grep NotebookEdit Read Skill Task Write".split()),
    *map(_row, "BashOutput KillShell LS MultiEdit TodoWrite WebFetch WebSearch EnterPlanMode ToolSearch".split()),
    *(
        _row(name, source=PROGRAM)
        for name in (
            "Artifact ClaudeDesign CronCreate CronDelete CronList ListMcpResourcesTool OfferChromeSetup Projects "
            "ProposeGoal PushNotification REPL ReadMcpResourceDirTool ReadMcpResourceTool ReadNotifications "
            "RemoteTrigger ReportFindings ScheduleWakeup SearchMcpRegistry SendFeedback SendMessage SendUserMessage "
            "ShowOnboardingRolePicker StructuredOutput TaskCreate TaskGet TaskList TaskStop TaskUpdate "
            "WaitForMcpServers Workflow"
        ).split()
    ),
    _row("TeamCreate", until="2.1.178", note="each session has a team since then; `Agent` starts its members"),
    _row("TeamDelete", until="2.1.178"),
    _row("ListAgents", "2.1.224"),
    _row("LSP", "2.0.74"),
    _row("EnterWorktree", "2.1.72"),
    _row("ExitWorktree", "2.1.72"),
    _row("Monitor", "2.1.98"),
    _row("PowerShell", "2.1.84"),
    _row("TaskOutput", note="deprecated since 2.1.83: read the output file of the task"),
)
"""Tools by name. Claude Code does not check tool names: a misspelled one is dropped silently."""

READING_TOOLS = ("Glob", "Grep", "LS", "Read")
"""Tools with which an agent can change nothing."""

TOOLS_WITHOUT_SUBAGENTS = ("AskUserQuestion",)
"""Tools that are removed from every subagent."""

BLOCKING_EVENTS: tuple[VersionedFact, ...] = (
    *map(_row, "PreToolUse UserPromptSubmit UserPromptExpansion Stop SubagentStop PostToolBatch".split()),
    _row("PermissionRequest", "2.0.45"),
    _row("PreCompact", "2.1.105", note="an event since 1.0.48"),
    _row("ConfigChange", "2.1.49"),
    _row("WorktreeCreate", "2.1.50"),
    _row("TeammateIdle", "2.1.33"),
    _row("TaskCompleted", "2.1.33"),
    _row("TaskCreated", "2.1.84"),
    _row("Elicitation", "2.1.76"),
    _row("ElicitationResult", "2.1.76"),
    _row("PreModelSwitch", source=PROGRAM),
)
"""Hook events at which a hook can stop the action."""

OBSERVING_EVENTS: tuple[VersionedFact, ...] = (
    *map(_row, "PostToolUse PostToolUseFailure Notification SessionStart".split()),
    _row("SessionEnd", "1.0.85"),
    _row("SubagentStart", "2.0.43"),
    _row("Setup", "2.1.10"),
    _row("WorktreeRemove", "2.1.50"),
    _row("InstructionsLoaded", "2.1.69"),
    _row("PostCompact", "2.1.76"),
    _row("StopFailure", "2.1.78"),
    _row("CwdChanged", "2.1.83"),
    _row("FileChanged", "2.1.83"),
    _row("PermissionDenied", "2.1.89"),
    _row("MessageDisplay", "2.1.152"),
    _row("DirectoryAdded", "2.1.219"),
    _row("PostModelSwitch", source=PROGRAM),
)
"""Hook events at which nothing can be stopped, because the action is over or only shown."""

EVENTS_THAT_REPORT = ("PostToolUse", "PostToolUseFailure")
"""Events at which exit code 2 blocks nothing, but hands the text of the hook to Claude."""

AGENT_FIELDS: tuple[VersionedFact, ...] = (
    *map(_row, "name description tools model background color memory omitClaudeMd mcpServers hooks".split()),
    _row("disallowedTools", "2.0.30"),
    _row("skills", "2.0.43"),
    _row("permissionMode", "2.0.43"),
    _row("isolation", "2.1.49"),
    _row("effort", "2.1.78"),
    _row("maxTurns", "2.1.78"),
    _row("initialPrompt", "2.1.83"),
)
"""Front-matter fields of a subagent."""

IGNORED_IN_PLUGIN_AGENTS = ("hooks", "mcpServers", "permissionMode", "initialPrompt")
"""Fields of a subagent that Claude Code ignores if the subagent comes from a plugin."""

COMMAND_FIELDS: tuple[VersionedFact, ...] = (
    *map(_row, "name description license compatibility metadata allowed-tools when_to_use argument-hint".split()),
    *map(_row, "arguments disable-model-invocation user-invocable disallowed-tools model effort agent".split()),
    *map(_row, "background hooks paths shell".split()),
    *(_row(name, source=PROGRAM) for name in ("version", "fallback")),
    _row("context", "2.1.0"),
)
"""Front-matter fields of a command or skill."""

LIMITS: tuple[VersionedFact, ...] = (
    VersionedFact(name="agent layers", value=5, since="2.1.181", until="2.1.217", source=CHANGELOG),
    VersionedFact(name="agent layers", value=1, since="2.1.217", until="2.1.219", source=CHANGELOG),
    VersionedFact(
        name="agent layers",
        value=3,
        since="2.1.219",
        source=CHANGELOG,
        note="below the main conversation; at the limit the tool `Agent` disappears without an error",
    ),
    VersionedFact(name="agents at once", value=20, source=DOCUMENTATION),
    VersionedFact(
        name="description characters",
        value=1536,
        source=DOCUMENTATION,
        note="`description` and `when_to_use` together; the rest is cut",
    ),
    VersionedFact(
        name="skill bytes",
        value=8192,
        source=DOCUMENTATION,
        note="Claude Code reads more, but other platforms that load the same skill cut it",
    ),
    VersionedFact(
        name="plugin seconds at SessionEnd",
        value=1.5,
        source=DOCUMENTATION,
        note="shared by the hooks of all plugins, whatever their `timeout` says",
    ),
)
"""Limits by name."""
