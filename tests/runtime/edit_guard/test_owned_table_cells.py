"""Edits of owned table cells are denied; what the contract does not own may be edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import edit
from tests.support.sample_repo import run_docs, write

CONTRACT = """\
revi: 1
default_outputs: false
statuses:
  open: {description: Not begun.}
  done: {description: Over., terminal: true}
transitions:
  - {from: open, to: done, by: manual}
models: [haiku]
agents:
  ux-designer: {description: Draws., model: haiku}
budgets:
  phases: {draft: {warning: 30000, hard: 60000}}
phases: [draft]
owns:
  docs/flow.md:
    "Statuses | Status": statuses
    "Statuses | Status | Meaning": "statuses.{key}.description"
    "Statuses | Status | Next": "transitions.{key}.to"
    "Team | Agent | Model": "agents.{key}.model"
    "Limits | Phase | Hard": "budgets.phases.{key}.hard"
  team.yml: {"agents.{key}": "agents.{key}.model", agents: "agents.{key}", "limit.draft": budgets.phases.draft.hard}
"""
LIST = "agents:\n  ux-designer: haiku\ntimeout: 3\nlimit: {draft: 60000}\n"
PAGE = """\
# Statuses

Words.

| Status | Meaning | Next | Notes |
|---|---|---|---|
| `open` | Not begun. | done | a |
| done | Over. | - | b |
| other | Ours. | - | c |

## Team

| Agent | Model |
|---|---|
| **UX Designer** | Haiku |

## Limits

| Phase | Hard |
|---|---|
| draft | 60K |
"""


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with owned cells that tests share, because hooks write nothing."""
    root = tmp_path_factory.mktemp("cells")
    write(root, "revi.yml", CONTRACT)
    write(root, "docs/flow.md", PAGE)
    write(root, "team.yml", LIST)
    result = run_docs(root, "check")
    # Everything is owned and agrees, except for the row that the contract has no item for.
    assert result.stdout.startswith("docs/flow.md:9:3: row-without-item: revi.yml has no 'other' in statuses\n")
    assert result.stdout.endswith("\n1 problem\n")
    return root


@pytest.mark.parametrize(
    ("old", "new", "part", "key_path"),
    [
        ("Not begun.", "Waiting.", "the cell 'Meaning' of 'open'", "statuses.open.description"),
        ("| done | a |", "| - | a |", "the cell 'Next' of 'open'", "transitions"),
        ("| done | Over. | - | b |\n", "", "the row of 'done'", "statuses.done"),
        ("`open` |", "opened |", "the row of 'open'", "statuses.open"),
        ("Haiku", "Opus", "the cell 'Model' of 'UX Designer'", "agents.ux-designer.model"),
        ("60K", "90K", "the cell 'Hard' of 'draft'", "budgets.phases.draft.hard"),
    ],
)
def test_an_owned_cell(adopted: Path, old: str, new: str, part: str, key_path: str) -> None:
    reason = edit(adopted, "docs/flow.md", old, new)
    assert reason.startswith(f"{part} in docs/flow.md is owned by revi.yml:"), reason
    assert f"({key_path})" in reason
    assert reason.endswith("change it there and run 'revi-docs sync'; other cells and the text may be edited")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| a |", "| another note |"),
        ("Words.", "Other words."),
        ("| Ours. |", "| Theirs. |"),
        ("| other | Ours. | - | c |\n", ""),
        ("| other |", "| lost | New. | - | |\n| other |"),
        ("| `open` | Not begun. |", "|  open  |   Not begun.   |"),
    ],
    ids=["another column", "text", "a row of nobody", "without that row", "a new row", "only spaces"],
)
def test_what_nobody_owns(adopted: Path, old: str, new: str) -> None:
    assert edit(adopted, "docs/flow.md", old, new) == ""


def test_a_cell_is_restored(adopted: Path) -> None:
    write(adopted, "docs/flow.md", PAGE.replace("Not begun.", "Waiting."))
    try:
        assert edit(adopted, "docs/flow.md", "Waiting.", "Not begun.") == ""
        assert edit(adopted, "docs/flow.md", "Waiting.", "Later.") != ""
    finally:
        write(adopted, "docs/flow.md", PAGE)


@pytest.mark.parametrize(
    ("old", "new", "part", "key_path"),
    [
        ("haiku", "opus", "the value of 'ux-designer'", "agents.ux-designer.model"),
        ("  ux-designer: haiku\n", "", "the entry 'ux-designer'", "agents.ux-designer"),
        ("60000", "70000", "the value of 'limit.draft'", "budgets.phases.draft.hard"),
    ],
)
def test_an_owned_value_of_a_list(adopted: Path, old: str, new: str, part: str, key_path: str) -> None:
    reason = edit(adopted, "team.yml", old, new)
    assert reason.startswith(f"{part} in team.yml is owned by revi.yml:"), reason
    assert f"({key_path})" in reason
    assert reason.endswith("change it there and run 'revi-docs sync'; other values may be edited")


@pytest.mark.parametrize(
    ("old", "new"), [("timeout: 3", "timeout: 4"), ("haiku", '"haiku"'), ("agents:\n", "agents:\n  new: opus\n")]
)
def test_what_nobody_owns_in_a_list(adopted: Path, old: str, new: str) -> None:
    assert edit(adopted, "team.yml", old, new) == ""
