"""Stories in a table and one by one: exact text at 80 columns, filters, and the same as data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.runtime.conftest import Revi
from tests.runtime.test_moves import story_in_status


@pytest.fixture
def stories(root: Path, repository: Path, workflow: Repository) -> Path:
    shutil.copytree(root / "plans", repository / "plans", ignore=shutil.ignore_patterns("stories"))
    story_in_status(workflow, "REVI-003", "in-qa")
    story_in_status(workflow, "REVI-010", "blocked")
    create_story(
        workflow.story("REVI-016"),
        NewStory("A title that is much too long to stand in a line of eighty columns", ("REVI-003",)),
    )
    return repository


def printed(root: Path, repository: Path, *words: str, **environment: str) -> str:
    process = subprocess.run(
        [sys.executable, "-m", "revi_docs.cli.agent.main", "story", *words],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout


def test_a_table(root: Path, stories: Path) -> None:
    assert printed(root, stories, "list", "--text", "revi-01") == (
        "7 of 16 stories\n"
        "  Story     Status   Phase  Waits for  Title\n"
        "  REVI-010  blocked  2      REVI-001   A story\n"
        "  REVI-011  pending  2      REVI-010   Idempotency documents\n"
        "  REVI-012  pending  3      REVI-001   Model assignments\n"
        "  REVI-013  pending  3      REVI-001   Tracer and metrics\n"
        "  REVI-014  pending  3      REVI-013   Tracer and metrics documents\n"
        "  REVI-015  pending  3                 Test fixtures and guidance\n"
        "  REVI-016  pending         REVI-003   A title that is much too long to stand i…\n"
    )


def test_no_line_is_wider_than_the_terminal(root: Path, stories: Path) -> None:
    assert max(map(len, printed(root, stories, "list").splitlines())) == 80


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        pytest.param(["--status", "in-qa", "--status", "blocked"], ["REVI-003", "REVI-010"], id="status"),
        pytest.param(["--blocked"], ["REVI-010"], id="held up"),
        pytest.param(["--stage", "UAT"], ["REVI-003"], id="column"),
        pytest.param(["--phase", "1", "--text", "DOCUMENTS"], ["REVI-005"], id="phase and text"),
        pytest.param(["--status", "uat"], [], id="none"),
        pytest.param(
            ["--sort", "status", "--phase", "2", "--text", "00"],
            ["REVI-006", "REVI-007", "REVI-008", "REVI-009"],
            id="sorted",
        ),
        pytest.param(
            ["--sort", "title", "--text", "schema"], ["REVI-002", "REVI-004", "REVI-006", "REVI-008"], id="by title"
        ),
    ],
)
def test_what_is_listed(stories: Path, revi: Revi, words: list[str], ids: list[str]) -> None:
    actual = revi("story", "list", *words)
    index_file = [item["id"] for item in actual.document["stories"]]
    assert sorted(index_file) == ids
    assert actual.exit == 0


def test_one_story(root: Path, stories: Path, revi: Revi) -> None:
    printed_text = revi("story", "show", "REVI-003").document
    assert printed(root, stories, "show", "REVI-003") == (
        "REVI-003: A story\n"
        "  status     in-qa\n"
        f"  since      {printed_text['since']}\n"
        "  next       blocked, needs-work, uat\n"
        "  files      REVI-003.md\n"
        f"  log        {printed_text['log'][0]['time']}  revi: created\n"
        f"             {printed_text['log'][1]['time']}  test: adopted in in-qa\n"
    )
    unknown = revi("story", "show", "REVI-020")
    assert (unknown.exit, unknown.code) == (1, "unknown-story")


def test_an_invalid_contract_is_reported(stories: Path, revi: Revi) -> None:
    (stories / "revi.yml").write_text("revi: 1\nstatus: {}\n")
    broken = revi("story", "list")
    assert (broken.exit, broken.code) == (3, "unknown-key")
