"""A file that is saved meanwhile is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import contents, plan, write_files
from tests.support.sample_repo import write
from tests.support.saved_meanwhile import AGENTS
from tests.support.workspaces import sync_and_check

LIST = "agents:\n  writer: {}\n"


def test_a_file_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    from revi_docs.problems.revi_error import ReviError

    write_files(tmp_path, {**AGENTS, "models.yml": LIST.format("haiku")})
    adoption_plan = plan(tmp_path)
    write(tmp_path, "models.yml", LIST.format("opus"))
    before = contents(tmp_path)
    with pytest.raises(ReviError, match="concurrent-change"):
        write_adoption(tmp_path, lambda _excluded: adoption_plan, sync_and_check)
    assert contents(tmp_path) == before
