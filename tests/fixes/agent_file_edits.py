"""What a person types who follows the fixes of the rules for agent files, for the cases of `tests/agent_files/rules`.

Each edit, or list of edits, removes a problem of its case.
"""

from __future__ import annotations

from tests.fixes.edits import Edit

_CONTRACT, _SETTINGS = "revi.yml", ".claude/settings.json"

AGENT_FILE_EDITS: dict[str, tuple[Edit | list[Edit], ...]] = {
    "agent-asks-person/fires": (
        Edit(".claude/agents/triage.md", ", AskUserQuestion", ""),
        Edit(".claude/agents/triage.md", "ask the user", "return the question"),
        Edit("plugins/flow/agents/wait.md", "wait for confirmation", "return the question"),
        Edit(_CONTRACT, ", AskUserQuestion", ""),
    ),
    "agent-asks-person/fires-generated": (Edit(_CONTRACT, "Asks the user", "Return the question"),),
    "description-without-when/fires": (
        Edit(".claude/agents/a.md", "code\n", "code. Used when a change is ready for review.\n"),
        Edit(_CONTRACT, "folder.", "folder., when: Used when a change is ready for review."),
    ),
    "dropped-by-target/fires": (Edit(_CONTRACT, ", codex, agents-md", ""),),
    "dropped-by-target/fires-layers": (Edit(_CONTRACT, 'targets: {codex: {version: "1.2"}}\n', ""),),
    "dropped-by-target/fires-switched-off": (Edit(_CONTRACT, ", codex, agents-md", ""),),
    "event-cannot-block/fires": (
        Edit(_SETTINGS, "SessionEnd", "PreToolUse"),
        Edit(_SETTINGS, '"PostToolUse": [', '"PreToolUse": ['),
        Edit(_SETTINGS, "Notification", "PreToolUse"),
    ),
    "ineffective-timeout/fires": (
        Edit("plugins/other/hooks/hooks.json", '"timeout": 10', '"timeout": 1'),
        Edit(_CONTRACT, "15s", "1s"),
    ),
    "model-starts-person-command/fires": (
        Edit(_CONTRACT, "disable-model-invocation: false", "disable-model-invocation: true"),
    ),
    "model-starts-person-command/fires-hand-written": (
        Edit(".claude/commands/gate.md", "argument-hint", "disable-model-invocation: true\nargument-hint"),
    ),
    "nesting-too-deep/fires": (
        [
            Edit(_CONTRACT, "lead: lead", "lead: lead, checker: checker"),
            Edit(_CONTRACT, "[checker, reader]", "[reader]"),
        ],
        [
            Edit(_CONTRACT, "lead: lead", "lead: lead, reader: reader"),
            Edit(_CONTRACT, ", spawns: [reader]", ""),
        ],
    ),
    "platform-field/fires": (
        Edit(_CONTRACT, "efort", "effort"),
        Edit(_CONTRACT, ", description: x", ""),
        Edit(_CONTRACT, "maxturns", "maxTurns"),
    ),
    "platform-field/fires-version": (Edit(_CONTRACT, "2.1.40", "2.1.49"),),
    "skill-too-large/fires": (
        Edit(".claude/skills/large/SKILL.md", "xx", "x"),
        Edit("plugins/flow/skills/run/SKILL.md", "x" * 1000, ""),
    ),
    "skill-too-large/fires-generated": (
        [
            Edit(_CONTRACT, ".claude/skills/{command}/SKILL.md", ".claude/commands/{command}.md"),
            Edit(_CONTRACT, "skill.md.j2", "claude/command.md.j2"),
            Edit("templates/skill.md.j2"),
        ],
    ),
    "token-limit/fires": (
        Edit(".claude/agents/a.md", "ääääääääääääääääääääääää\n", ""),
        Edit(_CONTRACT, "always_on: 5", "always_on: 19"),
    ),
    "token-limit/fires-commands": (Edit(_CONTRACT, "{go: 40}", "{go: 45}"),),
    "unknown-hook-event/fires": (
        Edit(_SETTINGS, '"PreToolUsage": [], ', ""),
        Edit("plugins/flow/hooks/hooks.json", '"BeforeEdit": []', ""),
    ),
    "unknown-hook-event/fires-version": (Edit(_SETTINGS, '"FileChanged": []', ""),),
    "unknown-tool/fires": (
        Edit(".claude/agents/two.md", "Grepp", "Grep"),
        Edit(".claude/agents/two.md", "bash", "Bash"),
        Edit("plugins/flow/skills/run/SKILL.md", "Bsh", "Bash"),
        Edit(_CONTRACT, "Raed", "Read"),
        Edit(_CONTRACT, "Writ]", "Write]"),
    ),
    "unknown-tool/fires-version": (Edit(".claude/agents/two.md", ", EnterWorktree", ""),),
    "unseen-text/fires": (
        Edit(".claude/agents/long.md", "x" * 24, ""),
        Edit(".claude/agents/nameless.md", "description", "name: nameless\ndescription"),
        Edit(_SETTINGS, ">&2", ">&2; exit 1"),
        Edit("plugins/flow/agents/strict.md", "permissionMode: plan\n", ""),
    ),
}
