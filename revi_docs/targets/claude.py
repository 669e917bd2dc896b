"""Claude Code: its paths, variables, tools, hook events and transcripts."""

from __future__ import annotations

import os
from collections.abc import Sequence

from revi_docs.targets.target import (
    CommandSyntax,
    HookEvent,
    HookFields,
    RunResult,
    SettingsFields,
    Source,
    Target,
    TargetPaths,
    TargetTools,
    TargetVariables,
    ToolFields,
    Transcripts,
)

_PRE_TOOL_USE = "PreToolUse"
_START_AGENT = ("Agent", "Task")
_TOOLS = TargetTools(
    # `Task` is the name of `Agent` in older versions; both still arrive in hook input.
    start_agent=_START_AGENT,
    start_command="Skill",
    edit="Edit",
    multi_edit="MultiEdit",
    notebook_edit="NotebookEdit",
    write="Write",
)

# Agents write these fields in camel case, commands with hyphens.
TOOL_FIELDS = ("tools", "disallowedTools", "allowed-tools", "disallowed-tools")

TARGET = Target(
    id="claude",
    name="Claude Code",
    source=Source(document="Claude Code documentation", version="2.1.288", read_on="2026-10-02"),
    paths=TargetPaths(
        project_folder=".claude",
        user_folder=".claude",
        agents_folder="agents",
        commands_folder="commands",
        skills_folder="skills",
        plugins_folder="plugins",
        plugin_manifest=".claude-plugin/plugin.json",
        marketplace_manifest=".claude-plugin/marketplace.json",
        instructions=("CLAUDE.md", "AGENTS.md"),
        command=".claude/commands/{command}.md",
        agent=".claude/agents/{agent}.md",
        skill=".claude/skills/{command}/SKILL.md",
        skill_file="SKILL.md",
        document=".claude/docs/{document}.md",
        settings=(".claude/settings.json", ".claude/settings.local.json"),
        user_settings="settings.json",
    ),
    variables=TargetVariables(
        session_id="CLAUDE_CODE_SESSION_ID",
        process_id="CLAUDE_PID",
        config_folder="CLAUDE_CONFIG_DIR",
        subagent_model="CLAUDE_CODE_SUBAGENT_MODEL",
    ),
    tools=_TOOLS,
    tool_fields=ToolFields(
        file="file_path",
        notebook="notebook_path",
        content="content",
        edits="edits",
        old_text="old_string",
        new_text="new_string",
        replace_all="replace_all",
        agent="subagent_type",
        model="model",
        command="skill",
        arguments="args",
    ),
    hook_fields=HookFields(
        event="hook_event_name",
        session="session_id",
        folder="cwd",
        tool="tool_name",
        tool_input="tool_input",
        agent="agent_type",
        agent_transcript="agent_transcript_path",
        last_reply="last_assistant_message",
        command="command_name",
        arguments="command_args",
        expansion="expansion_type",
        typed_expansions=("", "slash_command"),
    ),
    settings=SettingsFields(
        hooks="hooks",
        permissions="permissions",
        allow="allow",
        ask="ask",
        deny="deny",
        # A rule for Edit counts for every tool that writes files, also in subagents.
        edit_rule="Edit({pattern})",
        schema_url="https://json.schemastore.org/claude-code-settings.json",
        enabled_plugins="enabledPlugins",
        plugin_separator="@",
    ),
    # Replaced in command files are `$1`, `$ARGUMENTS` and `${CLAUDE_PLUGIN_ROOT}`.
    syntax=CommandSyntax(agent_mention="@agent-", substitution=r"\$(?=[A-Za-z0-9{])"),
    run_result=RunResult(
        type="result",
        models="modelUsage",
        usage="usage",
        model_tokens=("inputTokens", "outputTokens", "cacheCreationInputTokens", "cacheReadInputTokens"),
        reply_tokens=("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"),
    ),
    hook_events=(
        HookEvent(name="UserPromptExpansion", can_block=True),
        HookEvent(name=_PRE_TOOL_USE, can_block=True, tools=(*_START_AGENT, _TOOLS.start_command, *_TOOLS.edits)),
        HookEvent(name="SubagentStop", can_block=True),
        # The session is over when this event arrives, so there is nothing left to stop.
        # All hooks of plugins share 1.5 seconds for it, whatever their time-out says.
        HookEvent(name="SessionEnd", can_block=False, max_seconds=1.5),
    ),
    block_exit_code=2,
    default_hook_timeout_ms=10_000,
    model_names=("haiku", "sonnet", "opus", "fable"),
    inherit_model="inherit",
    required_agent_fields=("name", "description"),
    argument_hint_field="argument-hint",
    transcripts=Transcripts(
        folder="projects",
        suffix=".jsonl",
        subagent_folder="subagents",
        subagent_prefix="agent-",
        side_chain_field="isSidechain",
        reply_iteration="message",
        session_field="sessionId",
        cache_creation_field="cache_creation",
        synthetic_model="<synthetic>",
    ),
)


def user_folder() -> str:
    """The folder of the user's settings and transcripts: the variable's value, else the one in their home."""
    return os.environ.get(TARGET.variables.config_folder) or os.path.join(
        os.path.expanduser("~"), TARGET.paths.user_folder
    )


def hook_handler(event: str, *, fails_closed: bool) -> dict[str, object]:
    """The part of a hook's settings that says what to run.

    An open hook starts `revi` without a shell: if it cannot start, Claude Code shows a notice and goes on. A closed one
    needs a shell, since only the exit code 2 blocks: also if `revi` is missing, crashes or is killed.
    """
    if not fails_closed:
        return {"type": "command", "command": "revi", "args": ["hook", event]}
    call = f"revi hook {event} --fail closed"
    reason = f"revi hook {event}: blocked, because revi ended with exit code $c and the hook fails closed"
    fix = "install revi-docs, or run the hook to see why"
    command = f'{call}; c=$?; case $c in 0|2) exit $c;; esac; echo "{reason}; {fix}" >&2; exit 2'
    return {"type": "command", "command": command}


def shell_rule(pattern: str) -> str:
    """A permission rule for shell commands; `*` in the pattern matches any text, a final ` *` also nothing."""
    return f"Bash({pattern})"


def calls_hook(handler: object, event: str) -> bool:
    """Whether an entry of hook settings calls `revi hook` for the event, in its present form or an earlier one."""
    if not isinstance(handler, dict):
        return False
    words = [*str(handler.get("command")).split(), *map(str, handler.get("args") or ())]
    return words[:3] == ["revi", "hook", event] or words[:3] == ["revi", "hook", f"{event};"]


def hook_response(event: str, *, reason: str = "", context: str = "", notes: Sequence[str] = ()) -> dict[str, object]:
    """The JSON object that a hook prints: `reason` denies the action, `context` is added for the agent.

    `notes` are shown to the user; text on standard error with exit code 0 is not shown. Empty when the session
    continues as it would without the hook.
    """
    message: dict[str, object] = (
        {"systemMessage": "\n".join(f"revi hook {event}: {note}" for note in notes)} if notes else {}
    )
    if reason and event == _PRE_TOOL_USE:
        # The only event with a permission decision; all others use the older top-level decision.
        decision = {"permissionDecision": "deny", "permissionDecisionReason": reason}
        return {**message, "hookSpecificOutput": {"hookEventName": event, **decision}}
    if reason:
        return {**message, "decision": "block", "reason": reason}
    if context:
        return {**message, "hookSpecificOutput": {"hookEventName": event, "additionalContext": context}}
    return message
