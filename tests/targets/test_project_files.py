"""How platforms name agents and commands."""

from __future__ import annotations

import pytest

from revi_docs.targets.project_files import agent_name, command_name, plugin_scope

PLUGINS = {"tools/x": "y", "": "top"}


@pytest.mark.parametrize(
    ("path", "declared", "name"),
    [
        (".claude/commands/plan.md", "", "plan"),
        (".claude/commands/gsd/stats.md", "", "gsd:stats"),
        (".claude/skills/tidy/SKILL.md", "", "tidy"),
        ("plugins/p/commands/go.md", "", "p:go"),
        ("plugins/p/skills/go/SKILL.md", "", "p:go"),
        ("tools/x/commands/go.md", "", "y:go"),
        ("commands/go.md", "top:go", "top:go"),
        (".github/prompts/fix.prompt.md", "", "fix"),
    ],
)
def test_the_name_of_a_command(path: str, declared: str, name: str) -> None:
    assert command_name(path, declared, plugin_scope(path, PLUGINS)) == name


@pytest.mark.parametrize(
    ("path", "declared", "name"),
    [
        (".claude/agents/a.md", "b", "b"),
        (".claude/agents/a.md", "", ""),
        (".github/agents/a.agent.md", "", "a"),
        ("plugins/p/agents/a.md", "", "p:a"),
        ("agents/a.md", "b", "top:b"),
    ],
)
def test_the_name_of_an_agent(path: str, declared: str, name: str) -> None:
    assert agent_name(path, declared, plugin_scope(path, PLUGINS)) == name
