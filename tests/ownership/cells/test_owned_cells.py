"""Edits of a table with owned cells: each gets the right answer, and `sync` or the contract ends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.drift.sync import sync
from tests.adopt.adopt_repo import contents, write_files
from tests.support.sample_repo import edit, render_problems
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
default_outputs: false
prose: []
statuses:
  open: {description: Not begun.}
  doing: {description: At it.}
  done: {description: Over., terminal: true}
phases: {draft: {}}
budgets: {phases: {draft: {warning: 30000, hard: 60000}}}
models: {haiku: {}, opus: {}}
agents: {ux-designer: {model: haiku}, writer: {model: opus}}
transitions:
  - {from: open, to: doing, by: manual}
  - {from: doing, to: done, by: manual}
  - {from: doing, to: open, by: manual, event: stuck}
owns:
  docs/w.md:
    "Statuses | Status": statuses
    "Statuses | Status | Meaning": "statuses.{key}.description"
    "Statuses | Status | Next": "transitions.{key}.to"
    "Limits | Phase | Warning Threshold": "budgets.phases.{key}.warning"
    "Team | Agent": "agents.{key}"
    "Team | Agent | Model": "agents.{key}.model"
    "Moves | From, To, Event": transitions
"""
PAGE = """\
# Statuses

| Status | Meaning | Next | Notes |
|---|---|---|---|
| `open` | Not begun. | → `doing` | see *below* |
| `doing` | At it. | → `done`, → `open` | |
| `done` | Over. | - | |

## Limits {#limits}

| Phase | Warning Threshold | Hard Limit |
|---|---|---|
| draft | 30K | 99K |

## Team

| Agent | Model |
|---|---|
| **UX Designer** | Haiku |

## Moves

| From | To | Event |
|---|---|---|
| open | doing | |
| doing | done | |
| doing | open | stuck |
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository in which everything agrees."""
    return write_files(tmp_path, {"revi.yml": CONTRACT, "docs/w.md": PAGE})


def check(root: Path) -> str:
    """The findings as text."""
    return render_problems(open_workspace(root).check())


def sync_all(root: Path) -> None:
    """Write what the contract says."""
    sync(root, open_workspace(root).file_statuses)


def test_everything_agrees_in_any_notation(repo: Path) -> None:
    before = contents(repo)
    assert (check(repo), open_workspace(repo).lint()) == ("", ())
    sync_all(repo)
    assert contents(repo) == before


@pytest.mark.parametrize(
    ("old", "new", "finding", "is_restored"),
    [
        (
            "Not begun.",
            "Waiting.",
            (
                "docs/w.md:5:12: field-differs: has 'Meaning: Waiting.'; the contract says 'Not begun.'\n"
                "  cause: revi.yml:5:23\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, "
                "write 'Waiting.' at revi.yml:5:23\n"
            ),
            True,
        ),
        (
            "30K",
            "31K",
            (
                "docs/w.md:13:11: field-differs: has 'Warning Threshold: 31K'; the contract says '30000'\n"
                "  cause: revi.yml:9:37\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, "
                "write '31000' at revi.yml:9:37\n"
            ),
            True,
        ),
        (
            "| Haiku |",
            "| Opus |",
            (
                "docs/w.md:19:21: field-differs: has 'Model: Opus'; the contract says 'haiku'\n"
                "  cause: revi.yml:11:31\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, "
                "write 'Opus' at revi.yml:11:31\n"
            ),
            False,
        ),
        (
            "→ `done`, → `open`",
            "→ `done`",
            (
                "docs/w.md:6:22: field-differs: has 'Next: → `done`'; the contract says 'done, open'\n"
                "  cause: revi.yml:14:5\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, correct revi.yml:14:5\n"
            ),
            True,
        ),
        (
            "| `open` |",
            "| `fresh` |",
            (
                "docs/w.md:5:4: field-differs: has 'Status: fresh'; the contract says 'open'\n"
                "  cause: revi.yml:5:3\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write 'fresh' at revi.yml:5:3\n"
            ),
            True,
        ),
        (
            "| doing | done | |",
            "| doing | open | |",
            (
                "docs/w.md:26:11: field-differs: has 'To: open'; the contract says 'done'\n"
                "  cause: revi.yml:14:5\n"
                "  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write 'open' at revi.yml:14:5\n"
            ),
            True,
        ),
    ],
    ids=["a word", "a number", "a model", "a list", "a key", "a target"],
)
def test_a_changed_cell(repo: Path, old: str, new: str, finding: str, is_restored: bool) -> None:
    edit(repo, "docs/w.md", old, new)
    assert check(repo) == finding
    sync_all(repo)
    assert check(repo) == ""
    if is_restored:
        assert (repo / "docs/w.md").read_text(encoding="utf-8").splitlines() == PAGE.splitlines()


def test_words_and_columns_that_are_not_owned_are_free(repo: Path) -> None:
    edit(repo, "docs/w.md", "see *below*", "other")
    edit(repo, "docs/w.md", "99K", "1K")
    edit(repo, "docs/w.md", "| Notes |", "| Remarks |")
    assert check(repo) == ""


def test_a_new_row_is_proposed_for_the_contract(repo: Path) -> None:
    edit(repo, "docs/w.md", "| `done` | Over. | - | |\n", "| `done` | Over. | - | |\n| `lost` | Gone. | - | |\n")
    assert check(repo) == (
        "docs/w.md:8:4: row-without-item: revi.yml has no 'lost' in statuses\n"
        "  fix: run 'revi-docs adopt --write' to add it to revi.yml, or delete or correct the row\n"
    )


def test_a_new_item_becomes_a_row_in_the_notation_of_the_last_one(repo: Path) -> None:
    edit(repo, "revi.yml", "  done: {description: Over.", "  lost: {description: Gone.}\n  done: {description: Over.")
    assert check(repo).startswith("docs/w.md:7:25: field-missing: the table has no row for 'lost'\n")
    sync_all(repo)
    assert "| `done` | Over. | - | |\n| `lost` | Gone. | - | |\n\n" in (repo / "docs/w.md").read_text(encoding="utf-8")
    assert check(repo) == ""


def test_a_deleted_row_comes_back(repo: Path) -> None:
    edit(repo, "docs/w.md", "| doing | open | stuck |\n", "")
    assert "field-missing: the table has no row for 'doing → open'" in check(repo)
    sync_all(repo)
    assert (repo / "docs/w.md").read_text(encoding="utf-8") == PAGE


def test_a_row_of_an_unknown_agent(repo: Path) -> None:
    edit(repo, "docs/w.md", "**UX Designer**", "**Ghost**")
    assert "docs/w.md:19:5: row-without-item: revi.yml has no 'Ghost' in agents\n" in check(repo)


@pytest.mark.parametrize(
    ("old", "new"), [("# Statuses", "# States"), ("| Meaning |", "| Sense |")], ids=["a heading", "a column"]
)
def test_a_table_that_is_no_longer_there(repo: Path, old: str, new: str) -> None:
    edit(repo, "docs/w.md", old, new)
    assert "docs/w.md:1:1: table-not-found: has no table with the columns Status, Meaning under the heading" in check(
        repo
    )


def test_a_file_that_is_no_longer_there(repo: Path) -> None:
    (repo / "docs/w.md").rename(repo / "docs/x.md")
    assert check(repo) == (
        "revi.yml:17:3: table-not-found: 'docs/w.md' matches no file, so its cells are not compared\n"
        "  fix: write the new path of the file here, or delete this entry of owns\n"
    )
    edit(repo, "revi.yml", "docs/w.md", "docs/x.md")
    assert check(repo) == ""


def test_the_line_ends_of_windows_and_a_table_at_the_end(repo: Path) -> None:
    write_files(repo, {"docs/w.md": PAGE.replace("\n", "\r\n").removesuffix("\r\n")})
    assert check(repo) == ""
    edit(repo, "revi.yml", "event: stuck}", "event: stuck}\n  - {from: open, to: done, by: manual, event: skip}")
    sync_all(repo)
    assert check(repo) == ""
    assert b"\n" not in (repo / "docs/w.md").read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("address", "path", "code"),
    [
        ("Team | Agent | Model", "agents.{name}.model", "unknown-owned-value"),
        ("Team | Agent | Model", "agents.{key}.modle", "unknown-owned-value"),
        ("Crew | Agent", "agent", "unknown-owned-value"),
        ("Team | Agent | Model | x", "agents.{key}.model", "wrong-value"),
    ],
)
def test_an_address_is_linted(repo: Path, address: str, path: str, code: str) -> None:
    edit(repo, "revi.yml", '"Team | Agent | Model": "agents.{key}.model"', f'"{address}": "{path}"')
    assert [problem.code for problem in open_workspace(repo).lint()] == [code]
