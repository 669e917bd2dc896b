"""Stories in a table: exact text at 80 columns, filters, and the same as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.locks.phase_locks import acquire
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.lock_requests import ME
from tests.support.runtime_fixtures import Revi
from tests.support.story_tables import printed


def test_a_table(stories: Path) -> None:
    assert printed(stories, "list", "--text", "revi-01") == (
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


def test_no_line_is_wider_than_the_terminal(stories: Path) -> None:
    assert max(map(len, printed(stories, "list").splitlines())) == 80


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


def test_the_owner_of_a_story(stories: Path) -> None:
    request = ME._replace(identity=ME.identity._replace(owner_id="an-owner-with-a-long-name"))
    acquire(open_repository(str(stories)).story_paths("REVI-011"), request)
    assert printed(stories, "list", "--text", "revi-011") == (
        "1 of 16 stories\n"
        "  Story     Status   Phase  Owner             Waits for  Title\n"
        "  REVI-011  pending  2      an-owner-with-a…  REVI-010   Idempotency documents\n"
    )


def test_an_argument_that_is_no_story_id(tmp_path: Path) -> None:
    contract = (
        "revi: 1\nproject: {prefix: W, story_id: 'W-[0-9]{3}'}\nstatuses: {a: {description: A., initial: true}}\n"
    )
    (tmp_path / "revi.yml").write_text(f"{contract}commands: {{begin: {{description: B.}}}}\n", encoding="utf-8")
    repository = open_repository(str(tmp_path))
    fixes = {}
    for name in ("W-1", "begin"):
        with pytest.raises(CommandError) as error:
            repository.story_paths(name)
        fixes[name] = error.value.fix
    assert fixes == {
        "W-1": "write one like W-001",
        "begin": "write the story before the command, as in 'STORY begin'",
    }


def test_a_contract_of_statuses_alone(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text("revi: 1\nstatuses: {a: {description: A., initial: true}}\n", encoding="utf-8")
    create_story(open_repository(str(tmp_path)).story_paths("S-1"), NewStory("A bridge"))
    assert printed(tmp_path, "list") == "1 story\n  Story  Status  Title\n  S-1    a       A bridge\n"
