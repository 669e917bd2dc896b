"""Edits of daily life in an adopted repository: each gets the right answer, and its fix, run literally, ends clean."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from tests.adopt.adopt_repo import adopt, errors, planner, write_files
from tests.support.sample_repo import edit
from tests.support.workspaces import open_workspace, sync_and_check

AGENT = "---\nname: {}\ndescription: Does it.\nmodel: haiku\ntools: Read, Write\n---\n"
COMMAND = "---\ndescription: Does it.\nargument-hint: <story>\n---\n"
PAGE = """\
# Statuses

| Status | Meaning | Valid Transitions | Notes |
|---|---|---|---|
| `open` | Not begun. | → `doing` | |
| `doing` | At it. | → `done`, → `open` | |
| `done` | Over. | - | |

## Limits

| Phase | Warning Threshold | Hard Limit |
|---|---|---|
| draft | 30K | 60K |

## Team

| Agent | Model |
|---|---|
| **Writer** | Haiku |
| **UX Designer** | Haiku |
"""
FILES: dict[str, str | bytes] = {
    "docs/workflow.md": PAGE,
    ".claude/agents/writer.md": AGENT.format("writer"),
    ".claude/agents/ux-designer.md": AGENT.format("ux-designer"),
    ".claude/agents/spare.md": AGENT.format("spare"),
    ".claude/commands/plan.md": COMMAND,
    ".claude/commands/gsd/stats.md": COMMAND,
    ".claude/skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies.\n---\n",
    "plugins/p/agents/helper.md": AGENT.format("helper"),
    "team/models.yml": "timeout: 3\nagents:\n  writer: haiku\n  spare: haiku\n",
}
Edit = Callable[[Path], object]


def change(path: str, old: str, new: str) -> Edit:
    """An edit that replaces a text."""
    return lambda root: edit(root, path, old, new)


def add(path: str, text: str) -> Edit:
    """An edit that adds a file."""
    return lambda root: write_files(root, {path: text})


def delete(path: str) -> Edit:
    """An edit that deletes a file."""
    return lambda root: (root / path).unlink()


def move(path: str, new_path: str, old: str = "", new: str = "") -> Edit:
    """An edit that moves a file, and replaces a text in it."""

    def apply(root: Path) -> None:
        (root / new_path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / new_path)
        if old:
            edit(root, new_path, old, new)

    return apply


PAGE_PATH = "docs/workflow.md"
EDITS: dict[str, tuple[Edit, list[str]]] = {
    "add an agent": (add(".claude/agents/new.md", AGENT.format("new")), ["file-without-item"]),
    "add an agent to a plugin": (add("plugins/p/agents/new.md", AGENT.format("new")), ["file-without-item"]),
    "add a command": (add(".claude/commands/new.md", COMMAND), ["file-without-item"]),
    "add a skill": (
        add(".claude/skills/new/SKILL.md", "---\nname: new\ndescription: N.\n---\n"),
        ["file-without-item"],
    ),
    "rename an agent": (
        move(".claude/agents/spare.md", ".claude/agents/other.md", "name: spare", "name: other"),
        ["file-without-item", "item-without-file"],
    ),
    "rename a command": (
        move(".claude/commands/plan.md", ".claude/commands/draft.md"),
        ["file-without-item", "item-without-file"],
    ),
    "rename a skill": (
        move(".claude/skills/tidy/SKILL.md", ".claude/skills/clean/SKILL.md", "name: tidy", "name: clean"),
        ["file-without-item", "item-without-file"],
    ),
    "delete an agent": (delete(".claude/agents/spare.md"), ["item-without-file"]),
    "delete a command": (delete(".claude/commands/plan.md"), ["item-without-file"]),
    "delete a skill": (delete(".claude/skills/tidy/SKILL.md"), ["item-without-file"]),
    "delete the last agent of a plugin": (delete("plugins/p/agents/helper.md"), ["item-without-file"]),
    "change a model in a file": (change(".claude/agents/spare.md", "haiku", "opus"), ["field-differs"]),
    "change tools": (change(".claude/agents/spare.md", "Read, Write", "Read"), ["field-differs"]),
    "change a description": (change(".claude/commands/plan.md", "Does it", "Does that"), ["field-differs"]),
    "delete a field": (change(".claude/agents/spare.md", "model: haiku\n", ""), ["field-missing"]),
    "change a word in a table": (change(PAGE_PATH, "Not begun", "Waiting"), ["field-differs"]),
    "change a model in a list": (change(PAGE_PATH, "**Writer** | Haiku", "**Writer** | Opus"), ["field-differs"]),
    "change a limit": (change(PAGE_PATH, "60K", "61K"), ["field-differs"]),
    "change a transition": (change(PAGE_PATH, "→ `doing` |", "→ `done` |"), ["field-differs"]),
    "add a row, and a transition to it": (
        change(PAGE_PATH, "→ `open` | |\n", "→ `open`, → `lost` | |\n| `lost` | Gone. | → `open` | |\n"),
        ["row-without-item", "row-without-item"],
    ),
    "add a transition": (change(PAGE_PATH, "→ `doing` |", "→ `doing`, → `done` |"), ["row-without-item"]),
    "remove a row": (change(PAGE_PATH, "| `done` | Over. | - | |\n", ""), ["field-missing"]),
    "move a file": (move(".claude/agents/spare.md", ".claude/agents/team/spare.md"), ["item-without-file"]),
    "move a document": (move(PAGE_PATH, "docs/new.md"), ["table-not-found"]),
    "change a model in a YAML list": (change("team/models.yml", "writer: haiku", "writer: opus"), ["tampered"]),
    "remove a line of a YAML list": (change("team/models.yml", "  spare: haiku\n", ""), ["tampered"]),
    "edit a YAML file beside the list": (change("team/models.yml", "timeout: 3", "timeout: 4"), []),
    "edit what nobody owns": (change(PAGE_PATH, "## Limits", "Some words.\n\n## Limits"), []),
}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adopted repository; tests copy it."""
    root = tmp_path_factory.mktemp("adopted")
    adopt(write_files(root, FILES))
    return root


def findings(root: Path) -> tuple[Problem, ...]:
    """The errors of the check."""
    return errors(open_workspace(root).check())


def run_fix(root: Path, problem: Problem) -> None:
    """Do what the fix of a finding says first."""
    command = re.search(r"run 'revi-docs (sync --force|sync|adopt --write)'", problem.fix)
    if command and command[1] == "adopt --write":
        result = write_adoption(root, planner(root), sync_and_check)
        assert result.problems == ()
        for note in result.plan.problems:
            if "this template shows it" in note.message:
                delete_template_line(root, note)
    elif command:
        sync(root, open_workspace(root).file_statuses, force="--force" in command[1])
    else:
        assert problem.fix == "write the new path of the file here, or delete this entry of owns"
        edit(root, "revi.yml", "docs/workflow.md:", "docs/new.md:")


def delete_template_line(root: Path, note: Problem) -> None:
    """Do what the fix says of a template that shows an item without a file."""
    assert note.fix == "delete the line, run 'revi-docs sync', then 'revi-docs adopt --write'"
    place = note.places[0]
    lines = (root / place.file).read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[place.line - 1]
    (root / place.file).write_text("".join(lines), encoding="utf-8")
    sync(root, open_workspace(root).file_statuses)
    assert write_adoption(root, planner(root), sync_and_check).problems == ()


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gets_the_right_answer_and_its_fix_ends_clean(tmp_path: Path, adopted: Path, name: str) -> None:
    root = tmp_path / "repo"
    shutil.copytree(adopted, root)
    apply, codes = EDITS[name]
    apply(root)
    problems = findings(root)
    assert sorted(problem.code for problem in problems) == codes
    rounds = 0
    while problems:
        rounds += 1
        assert rounds <= 2, [str(problem) for problem in problems]
        run_fix(root, problems[0])
        problems = findings(root)
    assert errors(open_workspace(root).lint()) == ()
