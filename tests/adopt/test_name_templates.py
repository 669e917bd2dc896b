"""Agents, commands and skills are found in any folder, named as a person types them, and owned."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import adopt, plan, planner, write_files
from tests.support.sample_repo import render_problems
from tests.support.workspaces import open_workspace, sync_and_check


def agent(name: str, model: str = "haiku") -> str:
    """The text of an agent file; without `name` if it is empty."""
    return f"---\n{f'name: {name}{chr(10)}' if name else ''}description: Does it.\nmodel: {model}\n---\n"


COMMAND = "---\ndescription: Does it.\nargument-hint: <story>\n---\n"
SKILL = "---\nname: {}\ndescription: Does it.\n---\n"
PLATFORMS = ["agents", "codex", "cursor", "github", "opencode"]

SHAPES: dict[str, tuple[dict[str, str | bytes], list[str], list[str]]] = {
    "a project": ({".claude/agents/a.md": agent("a"), ".claude/commands/c.md": COMMAND}, ["a"], ["c"]),
    "the folder of another platform": (
        {".opencode/agent/a.md": agent(""), ".github/agents/b.agent.md": agent(""), ".cursor/agents/c.md": agent("c")},
        ["a", "b", "c"],
        [],
    ),
    "one agent for two platforms": ({".claude/agents/a.md": agent("a"), ".cursor/agents/a.md": agent("a")}, ["a"], []),
    "skills of five platforms": (
        {f".{name}/skills/{name}/SKILL.md": SKILL.format(name) for name in PLATFORMS},
        [],
        PLATFORMS,
    ),
    "a skill in any folder": ({"content/deep/er/plan/SKILL.md": SKILL.format("plan")}, [], ["plan"]),
    "skills of several depths": (
        {f"src/{path}/SKILL.md": SKILL.format(path.rpartition("/")[2]) for path in ("a", "b", "deep/c", "deep/er/d")},
        [],
        ["a", "b", "c", "d"],
    ),
    "skills beside other pages in their folders": (
        {
            **{f"src/{name}/SKILL.md": SKILL.format(name) for name in ("a", "b")},
            **{f"src/deep/{name}/SKILL.md": SKILL.format(name) for name in ("c", "d")},
            **{f"src/{name}/steps/{number}.md": "Do.\n" for name in ("a", "deep/c") for number in range(9)},
        },
        [],
        ["a", "b", "c", "d"],
    ),
    "a command of a plugin with a namespace in its name": (
        {
            "plugins/p/commands/go.md": COMMAND,
            "plugins/p/commands/run.md": COMMAND,
            "plugins/p/commands/sc.md": COMMAND.replace("---\n", "---\nname: sc:help\n", 1),
        },
        [],
        ["p:go", "p:run", "p:sc:help"],
    ),
    "commands whose names follow no pattern": (
        {
            "plugins/p/commands/go.md": COMMAND.replace("---\n", "---\nname: start\n", 1),
            "plugins/p/commands/run.md": COMMAND.replace("---\n", "---\nname: p:walk\n", 1),
            "plugins/p/skills/stop/SKILL.md": SKILL.format("stop"),
        },
        [],
        ["p:start", "p:stop", "p:walk"],
    ),
    "a skill whose title cannot be typed": ({"x/plan/SKILL.md": SKILL.format("Plan a story")}, [], ["plan"]),
    "a skill with another name": ({"x/plan/SKILL.md": SKILL.format("svelte:plan")}, [], ["svelte:plan"]),
    "an agent by its front matter": (
        {".claude/agents/a.md": agent("a"), "team/core/b.md": agent("b"), "team/README.md": agent("readme")},
        ["a", "b"],
        [],
    ),
    "a command by its front matter": ({"toolbox/c.md": COMMAND, "toolbox/notes.md": "# Notes\n"}, [], ["c"]),
    "names that platforms accept": (
        {".claude/agents/0-preflight.md": agent("0-preflight"), ".claude/agents/t.md": agent("svelte:test")},
        ["0-preflight", "svelte:test"],
        [],
    ),
    "plugins": (
        {
            "plugins/p/agents/a.md": agent("a"),
            "plugins/q/agents/a.md": agent("a", "opus"),
            "plugins/p/commands/go.md": COMMAND,
            "plugins/q/commands/go.md": COMMAND,
            "plugins/q/skills/s/SKILL.md": SKILL.format("s"),
        },
        ["p:a", "q:a"],
        ["p:go", "q:go", "q:s"],
    ),
    "an agent of a plugin without a name": ({"plugins/p/agents/a.md": agent("")}, ["p:a"], []),
    "a plugin named by its manifest": (
        {"tools/x/.claude-plugin/plugin.json": '{"name": "y"}', "tools/x/agents/a.md": agent("a")},
        ["y:a"],
        [],
    ),
    "a repository that is a plugin": (
        {".claude-plugin/plugin.json": '{"name": "top"}', "commands/go.md": COMMAND, "agents/a.md": agent("a")},
        ["top:a"],
        ["top:go"],
    ),
    "commands in subfolders": (
        {
            ".claude/commands/gsd/stats.md": COMMAND,
            ".claude/commands/gsd/plan.md": COMMAND,
            ".claude/commands/plan.md": COMMAND,
            ".claude/commands/git/plan.md": COMMAND,
        },
        [],
        ["git:plan", "gsd:plan", "gsd:stats", "plan"],
    ),
    "a command with its own name": (
        {"commands/gsd/stats.md": "---\nname: gsd:stats\ndescription: Counts.\n---\n"},
        [],
        ["gsd:stats"],
    ),
    "an agent and a command in one folder": ({"kit/a.md": agent("a"), "kit/c.md": COMMAND}, ["a"], ["c"]),
    "prompts of Copilot": ({".github/prompts/fix.prompt.md": COMMAND}, [], ["fix"]),
}


class AdoptedShape(NamedTuple):
    """An adopted repository, its files, and the names of its agents and commands."""

    root: Path
    files: dict[str, str | bytes]
    agents: list[str]
    commands: list[str]


@pytest.fixture(params=SHAPES, scope="module")
def adopted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AdoptedShape:
    """A repository of one shape, adopted; tests leave it as it is."""
    shape = SHAPES[request.param]
    root = tmp_path_factory.mktemp("shape")
    adopt(write_files(root, shape[0]))
    return AdoptedShape(root, *shape)


def test_what_is_found_has_the_name_that_a_person_types_and_is_owned(adopted: AdoptedShape) -> None:
    contract = open_workspace(adopted.root).loaded.contract
    assert (sorted(contract.agents), sorted(contract.commands)) == (adopted.agents, adopted.commands)
    sources = {path for path in adopted.files if path.endswith(".md") and not re.search("README|notes|steps", path)}
    assert set(plan(adopted.root).owned_paths) == sources


def test_a_changed_description_is_found_in_each_file(adopted: AdoptedShape) -> None:
    root = adopted.root
    for path in plan(root).owned_paths:
        text = (root / path).read_text(encoding="utf-8")
        write_files(root, {path: text.replace("description: ", "description: Other ")})
        files = {place.file for problem in open_workspace(root).check() for place in problem.places}
        write_files(root, {path: text})
        assert files == {path}


def test_a_command_starts_the_agent_of_its_plugin(tmp_path: Path) -> None:
    start = COMMAND + 'Use subagent_type: "a", then @agent-q:b.\n'
    files: dict[str, str | bytes] = {f"plugins/{plugin}/agents/a.md": agent("a") for plugin in "pq"}
    adopt(write_files(tmp_path, {**files, "plugins/q/agents/b.md": agent("b"), "plugins/p/commands/go.md": start}))
    contract = open_workspace(tmp_path).loaded.contract
    assert list(contract.commands["p:go"].spawns.values()) == ["p:a", "q:b"]


def test_a_skill_hides_a_command_file_of_its_name(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/commands/run.md": COMMAND, ".claude/skills/run/SKILL.md": SKILL.format("run")})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert list(result.plan.excluded) == [".claude/commands/run.md"]
    assert list(open_workspace(tmp_path).loaded.contract.commands) == ["run"]
    assert plan(tmp_path).owned_paths == (".claude/skills/run/SKILL.md",)


def test_dialogs_in_a_description_are_no_fields(tmp_path: Path) -> None:
    """What people paste: one line with line breaks as text, then a dialog whose turns look like keys."""
    text = (
        "---\nname: coach\ndescription: Use it when a team is stuck. Examples:\\n\\n<example>\\nContext: A deadline\n"
        'user: "We are late"\nassistant: "Let me call the coach: it helps."\n<commentary>\nTeams need this.\n'
        '</commentary>\n</example>\\n\\n<example>\\nContext: Another one\nuser: "So are we"\n</example>\n'
        "color: gold\ntools: Read, Write\n---\nCoach.\n"
    )
    write_files(tmp_path, {"team/coach.md": text})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, dict(result.plan.excluded)) == (("revi.yml",), {})
    agent = open_workspace(tmp_path).loaded.contract.agents["coach"]
    assert (agent.tools, agent.description) == (("Read", "Write"), "")


def test_agents_in_toml_are_named(tmp_path: Path) -> None:
    write_files(tmp_path, {".codex/agents/a.toml": 'name = "a"\n', ".claude/agents/b.md": agent("b")})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert render_problems(result.plan.problems) == (
        ".codex/agents/a.toml: warning: left-alone: the agent file is TOML, which has no front matter\n"
        "  fix: generate it from revi.yml with an entry in outputs, or keep it up to date yourself\n"
    )
