"""Edits of daily life in an adopted repository, with the codes of the findings that each must give."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.adopt.adopt_repo import write_files
from tests.support.sample_repo import edit, write

Edit = Callable[[Path], object]

AGENT = "---\nname: {}\ndescription: Does it.\nmodel: haiku\ntools: Read, Write\n---\n"
COMMAND = "---\ndescription: Does it.\nargument-hint: <story>\n---\n"
SKILL = "---\nname: {}\ndescription: Tidies.\n---\n"
PAGE_PATH = "docs/workflow.md"
SKILL_PATH = ".claude/skills/tidy/SKILL.md"
LIST_PATH = "team/models.yml"
ADDED = ["file-without-item"]
DELETED = ["item-without-file"]
RENAMED = ["file-without-item", "item-without-file"]


class Places(NamedTuple):
    """Where the edits happen: paths of an agent and of a command, and their folders.

    `agent` and `partner` have a model, tools and a description in the front matter; both are in the page and in the list.
    `moved_agent` and `moved_codes` are another path for the agent, and what the check says of it there.
    """

    agent: str
    partner: str
    command: str
    moved_agent: str
    moved_codes: list[str]

    def beside(self, path: str, name: str) -> str:
        """The path of another file in the same folder."""
        return f"{path.rpartition('/')[0]}/{name}.md"


def page(places: Places) -> str:
    """A page with a table of statuses, of limits, and of agents with their models."""
    return (
        "# Statuses\n\n| Status | Meaning | Valid Transitions | Notes |\n|---|---|---|---|\n"
        "| `open` | Not begun. | → `doing` | |\n"
        "| `doing` | At it. | → `done`, → `open` | |\n"
        "| `done` | Over. | - | |\n\n"
        "## Limits\n\n| Phase | Warning Threshold | Hard Limit |\n|---|---|---|\n| draft | 30K | 60K |\n\n"
        "## Team\n\n| Agent | Model |\n|---|---|\n"
        f"| **{_display_name(places.agent)}** | Haiku |\n"
        f"| **{_display_name(places.partner)}** | Haiku |\n"
    )


def model_list(places: Places) -> str:
    """A YAML list of models, beside a setting."""
    return f"timeout: 3\nagents:\n  {Path(places.partner).stem}: haiku\n  {Path(places.agent).stem}: haiku\n"


def shared_files(places: Places) -> dict[str, str | bytes]:
    """The page, the list and a skill, which the edits change."""
    return {PAGE_PATH: page(places), LIST_PATH: model_list(places), SKILL_PATH: SKILL.format("tidy")}


def _display_name(path: str) -> str:
    return Path(path).stem.replace("-", " ").title()


def change(path: str, old: str, new: str) -> Edit:
    """An edit that replaces a text."""
    return lambda root: edit(root, path, old, new)


def set_field(path: str, name: str, value: str | None) -> Edit:
    """An edit that replaces a line of front matter, or deletes it."""

    def apply(root: Path) -> None:
        line = "" if value is None else f"{name}: {value}\n"
        text = (root / path).read_text(encoding="utf-8")
        changed, count = re.subn(rf"^{name}: .*\n", line.replace("\\", r"\\"), text, count=1, flags=re.MULTILINE)
        assert count == 1
        write(root, path, changed)

    return apply


def add(path: str, text: str) -> Edit:
    """An edit that adds a file."""
    return lambda root: write_files(root, {path: text})


def delete(path: str) -> Edit:
    """An edit that deletes a file."""
    return lambda root: (root / path).unlink()


def move(path: str, new_path: str, *further: Edit) -> Edit:
    """An edit that moves a file, with further edits."""

    def apply(root: Path) -> None:
        (root / new_path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / new_path)
        for edit_file in further:
            edit_file(root)

    return apply


def daily_edits(places: Places) -> dict[str, tuple[Edit, list[str]]]:
    """Name of an edit → the edit, and the codes of the findings, sorted."""
    agent, command = places.agent, places.command
    stem, partner = Path(agent).stem, Path(places.partner).stem
    other_agent = places.beside(agent, "other")
    clean_skill = ".claude/skills/clean/SKILL.md"
    return {
        "add an agent": (add(places.beside(agent, "new"), AGENT.format("new")), ADDED),
        "add a command": (add(places.beside(command, "new"), COMMAND), ADDED),
        "add a skill": (add(".claude/skills/new/SKILL.md", SKILL.format("new")), ADDED),
        "rename an agent": (move(agent, other_agent, set_field(other_agent, "name", "other")), RENAMED),
        "rename a command": (move(command, places.beside(command, "draft")), RENAMED),
        "rename a skill": (move(SKILL_PATH, clean_skill, set_field(clean_skill, "name", "clean")), RENAMED),
        "delete an agent": (delete(agent), DELETED),
        "delete a command": (delete(command), DELETED),
        "delete a skill": (delete(SKILL_PATH), DELETED),
        "change a model in a file": (set_field(agent, "model", "opus"), ["field-differs"]),
        "change tools": (set_field(agent, "tools", "Read"), ["field-differs"]),
        "change a description": (set_field(command, "description", "Does that"), ["field-differs"]),
        "delete a field": (set_field(agent, "model", None), ["field-missing"]),
        "change a word in a table": (change(PAGE_PATH, "Not begun", "Waiting"), ["field-differs"]),
        "change a model in a table": (
            change(PAGE_PATH, f"**{_display_name(places.partner)}** | Haiku", f"**{_display_name(partner)}** | Opus"),
            ["field-differs"],
        ),
        "change a limit": (change(PAGE_PATH, "60K", "61K"), ["field-differs"]),
        "change a transition": (change(PAGE_PATH, "→ `doing` |", "→ `done` |"), ["field-differs"]),
        "add a row, and a transition to it": (
            change(PAGE_PATH, "→ `open` | |\n", "→ `open`, → `lost` | |\n| `lost` | Gone. | → `open` | |\n"),
            ["row-without-item", "row-without-item"],
        ),
        "add a transition": (change(PAGE_PATH, "→ `doing` |", "→ `doing`, → `done` |"), ["row-without-item"]),
        "remove a row": (change(PAGE_PATH, "| `done` | Over. | - | |\n", ""), ["field-missing"]),
        "move an agent": (move(agent, places.moved_agent), places.moved_codes),
        "move a document": (move(PAGE_PATH, "docs/new.md"), ["table-not-found"]),
        "change a model in a YAML list": (
            change(LIST_PATH, f"{partner}: haiku", f"{partner}: opus"),
            ["field-differs"],
        ),
        "remove a line of a YAML list": (change(LIST_PATH, f"  {stem}: haiku\n", ""), []),  # not every agent needs one
        "add an entry to a YAML list": (
            change(LIST_PATH, "agents:\n", "agents:\n  lost: haiku\n"),
            ["row-without-item"],
        ),
        "edit a YAML file beside the list": (change(LIST_PATH, "timeout: 3", "timeout: 4"), []),
        "edit what nobody owns": (change(PAGE_PATH, "## Limits", "Some words.\n\n## Limits"), []),
    }
