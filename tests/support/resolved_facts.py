"""Files with contradictions and faults."""

from __future__ import annotations

WRITER = "---\nname: writer\ndescription: Writes.\nmodel: haiku\n---\n"
TABLE = "| Agent | Model |\n|---|---|\n| writer | {} |\n"
FAULTS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "two agents of one name": (
        {".claude/agents/a.md": WRITER, ".claude/agents/b.md": WRITER},
        (
            ".claude/agents/a.md:2:7: doubled-agent: 2 agent files are named 'writer'; "
            "Claude Code loads only one of them\n"
            "  also: .claude/agents/b.md:2:7\n"
            "  fix: rename all but one, or delete them\n"
        ),
    ),
    "an agent without a name": (
        {".claude/agents/a.md": "---\nmodel: haiku\n---\n"},
        (
            ".claude/agents/a.md:1:1: agent-without-name: the agent has no 'name', so Claude Code "
            "ignores it\n"
            "  fix: add 'name: a' to its front matter\n"
        ),
    ),
    "an agent without a description": (
        {".claude/agents/a.md": "---\nname: a\n---\n"},
        (
            ".claude/agents/a.md:1:1: agent-without-description: the agent has no 'description', "
            "so Claude Code ignores it\n"
            "  fix: add 'description: …' to its front matter; say when to use the agent\n"
        ),
    ),
    "front matter without an end": (
        {".claude/agents/a.md": "---\nname: a\n"},
        (
            ".claude/agents/a.md:1:1: unclosed-front-matter: the front matter that starts here "
            "has no closing line '---'\n"
            "  fix: write '---' on its own line after the last field\n"
        ),
    ),
    "a name with a space": (
        {".claude/agents/a.md": "---\nname: My Agent\ndescription: d\n---\n"},
        (
            ".claude/agents/a.md:2:7: warning: left-alone: 'My Agent' is not a valid name\n"
            "  fix: use letters, digits and hyphens\n"
        ),
    ),
    "a table that names nobody": (
        {".claude/agents/writer.md": WRITER, "t.md": TABLE.format("haiku").replace("writer", "ghost")},
        (
            "t.md:3:3: warning: left-alone: there is no agent 'ghost', so its row in the table of models is skipped\n"
            "  fix: correct the name, or add the agent\n"
        ),
    ),
    "a list that names nobody": (
        {".claude/agents/writer.md": WRITER, "m.yml": "models: {writer: haiku, ghost: opus}\n"},
        (
            "m.yml:1:25: warning: left-alone: 'opus' is assigned to 'ghost', which is not an agent\n"
            "  fix: correct the name, or remove the line\n"
        ),
    ),
    "transitions that nobody makes": (
        {"t.md": "| From | To |\n|---|---|\n| a | b |\n"},
        (
            "t.md:3:3: warning: left-alone: the table of transitions is ambiguous: no column names "
            "the command that moves a story\n"
            "  fix: add its values to revi.yml yourself\n"
        ),
    ),
    "transitions that are not sound": (
        {"t.md": "| From | To | By | Event |\n|---|---|---|---|\n| a | b | `/go` | |\n"},
        (
            "warning: left-alone: the transitions are skipped: the transition from "
            "'a' to 'b' by 'go' has neither an event nor a verdict (unfit-trigger; t.md:3)\n"
            "  fix: correct that place and run 'revi-docs adopt' again, or add the values "
            "to revi.yml yourself\n"
        ),
    ),
    "a list of models that is no YAML": (
        {".claude/agents/writer.md": WRITER, "models.yml": "agents: {writer: [\n"},
        (
            "models.yml:2:1: warning: left-alone: cannot be read: did not find expected node content\n"
            "  fix: correct the file if it lists models of agents\n"
        ),
    ),
    "arguments that cannot be told": (
        {".claude/commands/run.md": "---\nargument-hint: [a] | [b]\ndescription: x\n---\n"},
        (
            ".claude/commands/run.md:2:16: warning: left-alone: the arguments are ambiguous\n"
            "  fix: add 'arguments' and 'flags' of the command to revi.yml\n"
            ".claude/commands/run.md:2:22: warning: front-matter-no-yaml: the front matter is not valid YAML: "
            "did not find expected comment or line break\n"
            "  fix: quote the value; until then, Claude Code may silently ignore this file\n"
        ),
    ),
    "two commands of one name": (
        {".claude/commands/run.md": "x", ".claude/skills/run/SKILL.md": "x"},
        (
            ".claude/commands/run.md:1:1: doubled-command: the skill .claude/skills/run/SKILL.md defines the command "
            "'run', too, and hides this file\n"
            "  fix: delete it, or rename it\n"
        ),
    ),
    "two skills of one name": (
        {"a/run/SKILL.md": "x", "b/run/SKILL.md": "x"},
        (
            "a/run/SKILL.md:1:1: doubled-command: 2 files define the command 'run'\n"
            "  also: b/run/SKILL.md:1:1\n"
            "  fix: rename all but one, or delete them\n"
        ),
    ),
    "nothing at all": (
        {"README.md": "# Hello\n\n| Feature | Status |\n|---|---|\n| a | done |\n"},
        (
            "nothing-to-adopt: no agents, commands, workflow tables or model lists found\n"
            "  fix: pass their location with --agents, --commands or --documents, or start with 'revi-docs init'\n"
        ),
    ),
}
