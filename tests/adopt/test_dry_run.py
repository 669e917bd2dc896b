"""What changes between planning and writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.problems.revi_error import ReviError
from tests.adopt.adopt_repo import adopt, contents, plan, write_files
from tests.support.sample_repo import edit, write
from tests.support.saved_meanwhile import AGENTS
from tests.support.workspaces import sync_and_check


def test_a_contract_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, dict(AGENTS)))
    write(tmp_path, "models.yml", "agents:\n  writer: haiku\n")
    adoption_plan = plan(tmp_path)
    assert not adoption_plan.is_empty
    edit(tmp_path, "revi.yml", "prose: []", "prose: []  # later")
    before = contents(tmp_path)
    with pytest.raises(ReviError, match="concurrent-change"):
        write_adoption(tmp_path, lambda _excluded: adoption_plan, sync_and_check)
    assert contents(tmp_path) == before


def test_a_contract_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, dict(AGENTS))
    adoption_plan = plan(tmp_path)
    write(tmp_path, "revi.yml", "revi: 1\n")
    with pytest.raises(ReviError, match="concurrent-change"):
        write_adoption(tmp_path, lambda _excluded: adoption_plan, sync_and_check)
    assert (tmp_path / "revi.yml").read_text(encoding="utf-8") == "revi: 1\n"
