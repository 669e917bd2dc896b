"""Repositories as other people have them: the agents, commands and exclusions that a careful person would write down."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import errors, plan, planner, write_files
from tests.support.workspaces import open_workspace, sync_and_check

AGENT = "---\nname: {}\ndescription: Does it.\nmodel: haiku\ntools: Read, Grep\n---\nText.\n"
COMMAND = "---\ndescription: Does it.\nargument-hint: <story>\n---\nGo.\n"
SKILL = "---\nname: {}\ndescription: Does it.\n---\n"


class Case(NamedTuple):
    """Files, and the names that the contract gets: agents, commands, files that it does not own."""

    files: dict[str, str | bytes]
    agents: set[str]
    commands: set[str]
    not_owned: set[str]


CASES = {
    "plugins with scopes": Case(
        {
            "plugins/p/.claude-plugin/plugin.json": '{"name": "pp"}',
            "plugins/p/agents/a.md": AGENT.format("a"),
            "plugins/q/agents/a.md": AGENT.format("a"),
            "plugins/p/commands/go.md": COMMAND,
            "plugins/q/commands/sub/go.md": COMMAND,
            "plugins/q/skills/tidy/SKILL.md": SKILL.format("tidy"),
        },
        {"pp:a", "q:a"},
        {"pp:go", "q:sub:go", "q:tidy"},
        set(),
    ),
    ".agents": Case(
        {
            ".agents/a.md": AGENT.format("a"),
            ".agents/agents/b.md": AGENT.format("b"),
            ".agents/skills/s/SKILL.md": SKILL.format("s"),
        },
        {"a", "b"},
        {"s"},
        set(),
    ),
    "Codex": Case(
        {".codex/agents/rev.toml": 'name = "rev"\n', ".codex/prompts/go.md": COMMAND},
        set(),
        {"go"},
        {".codex/agents/rev.toml"},
    ),
    "GitHub": Case(
        {
            ".github/agents/planner.agent.md": "---\nname: planner\ndescription: Plans.\ntools: ['read']\n---\n",
            ".github/agents/unnamed.agent.md": "---\ndescription: Plans.\n---\n",
            ".github/prompts/ship.prompt.md": "---\ndescription: Ships.\nmode: agent\n---\n",
            ".github/instructions/py.instructions.md": "---\napplyTo: '**/*.py'\n---\n",
        },
        {"planner", "unnamed"},
        {"ship"},
        {".github/instructions/py.instructions.md"},
    ),
    "Cursor": Case(
        {
            ".cursor/rules/style.mdc": "---\ndescription: Style.\nglobs: '*.py'\n---\n",
            ".cursor/agents/ver.md": AGENT.format("ver"),
            ".cursor/commands/fix.md": "Fix it.\n",
        },
        {"ver"},
        {"fix"},
        {".cursor/rules/style.mdc"},
    ),
    "opencode": Case(
        {
            ".opencode/agent/rev.md": "---\ndescription: Reviews.\nmode: subagent\nmodel: anthropic/x-4\n---\n",
            ".opencode/agents/second.md": "---\ndescription: Reviews.\n---\n",
            ".opencode/command/test.md": "---\ndescription: Tests.\n---\n",
        },
        {"rev", "second"},
        {"test"},
        set(),
    ),
    "CRLF, a BOM and tabs": Case(
        {
            ".claude/agents/a.md": ("\ufeff" + AGENT.format("a")).replace("\n", "\r\n"),
            ".claude/agents/t.md": "---\nname:\tt\ndescription:\tTabbed.\n---\n",
        },
        {"a", "t"},
        set(),
        set(),
    ),
    "keys twice": Case(
        {
            ".claude/agents/a.md": "---\nname: a\ndescription: One.\nmodel: haiku\nmodel: opus\n---\n",
            ".claude/agents/b.md": AGENT.format("b"),
            ".claude/agents/c.md": "---\nname: c\nname: d\ndescription: X.\n---\n",
        },
        {"b"},
        set(),
        {".claude/agents/a.md", ".claude/agents/c.md"},
    ),
    "not UTF-8": Case(
        {
            ".claude/agents/a.md": "---\nname: a\ndescription: Café.\n---\n".encode("latin-1"),
            ".claude/agents/b.md": AGENT.format("b"),
        },
        {"b"},
        set(),
        {".claude/agents/a.md"},
    ),
    "uppercase names": Case(
        {
            ".claude/agents/CodeReviewer.md": AGENT.format("CodeReviewer"),
            ".claude/agents/my_agent.md": AGENT.format("my_agent"),
            ".claude/commands/BMad/tasks/Create-Doc.md": COMMAND,
        },
        {"CodeReviewer", "my_agent"},
        {"BMad:tasks:Create-Doc"},
        set(),
    ),
    "two agents of one name": Case(
        {
            ".claude/agents/a.md": AGENT.format("same"),
            ".claude/agents/sub/b.md": AGENT.format("same"),
            ".claude/agents/c.md": AGENT.format("c"),
        },
        {"c"},
        set(),
        {".claude/agents/a.md", ".claude/agents/sub/b.md"},
    ),
    "README.md beside agents": Case(
        {
            ".claude/agents/README.md": "---\ntitle: Agents\ndescription: All.\n---\n# Agents\n",
            ".claude/agents/a.md": AGENT.format("a"),
            "plugins/p/agents/README.md": "---\ndescription: All.\n---\n# Agents\n",
            "plugins/p/agents/x.md": "---\ndescription: X.\n---\n",
        },
        {"a", "p:x"},
        set(),
        {".claude/agents/README.md", "plugins/p/agents/README.md"},
    ),
    "names that differ from the files": Case(
        {
            ".claude/agents/file.md": AGENT.format("real"),
            ".claude/agents/code review.md": AGENT.format("Code Reviewer"),
        },
        {"real"},
        set(),
        {".claude/agents/code review.md"},
    ),
    "descriptions of several lines": Case(
        {
            ".claude/agents/a.md": "---\nname: a\ndescription: >\n  Long\n  text.\nmodel: haiku\n---\n",
            ".claude/agents/b.md": "---\nname: b\ndescription: |\n  One.\n\n  Two.\ntools:\n  - Read\n  - Bash(git:*)\n---\n",
        },
        {"a", "b"},
        set(),
        set(),
    ),
    "folders without a dot": Case(
        {
            "agents/a.md": AGENT.format("a"),
            "commands/go.md": COMMAND,
            "skills/pdf/SKILL.md": SKILL.format("pdf"),
            "skills/pdf/reference.md": "# Reference\n",
            "docs/agents/page.md": "---\ntitle: Page\n---\n# Page\n",
            "node_modules/x/agents/z.md": AGENT.format("z"),
        },
        {"a"},
        {"go", "pdf"},
        {"skills/pdf/reference.md", "docs/agents/page.md", "node_modules/x/agents/z.md"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_contract_is_what_a_person_would_write(name: str, tmp_path: Path) -> None:
    files, agents, commands, not_owned = CASES[name]
    write_files(tmp_path, files)
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, result.problems) == (("revi.yml",), ())
    workspace = open_workspace(tmp_path)
    contract = workspace.loaded.contract
    assert (set(contract.agents), set(contract.commands)) == (agents, commands)
    assert errors(workspace.check()) == ()
    after = plan(tmp_path)
    assert after.is_empty
    sources = {path for path in files if not path.endswith(".json")}
    assert sources - set(after.owned_paths) == not_owned
