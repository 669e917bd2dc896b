"""Outputs that are missing for one reason are one finding: a target that is new in the contract."""

from __future__ import annotations

from pathlib import Path

from tests.drift.test_targets import CONTRACT, first_file
from tests.support.sample_repo import sync_repository
from tests.support.workspaces import open_workspace


def test_a_target_is_added_and_removed(tmp_path: Path) -> None:
    file = tmp_path / "revi.yml"
    file.write_text(CONTRACT, encoding="utf-8")
    sync_repository(tmp_path)
    file.write_text(CONTRACT + "targets: [claude, codex]\n", encoding="utf-8")
    missing, index = sorted(open_workspace(tmp_path).check(), key=lambda problem: problem.code)
    assert (missing.code, first_file(index)) == ("missing", ".revi/paths")
    assert missing.message.endswith("outputs do not exist")
    assert [(place.line, place.column) for place in missing.cause] == [(9, 19)]
    sync_repository(tmp_path)
    assert open_workspace(tmp_path).check() == ()
    added = {place.file for place in missing.places}
    assert {"AGENTS.md", ".codex/agents/reader.toml", ".agents/skills/go/SKILL.md"} <= added

    file.write_text(CONTRACT + "targets: [claude]\n", encoding="utf-8")
    problems = [problem for problem in open_workspace(tmp_path).check() if first_file(problem) != ".revi/paths"]
    assert {first_file(problem) for problem in problems} == added
    assert {(problem.code, problem.fix) for problem in problems} == {("orphaned", "run 'revi-docs sync' to delete it")}
    sync_repository(tmp_path)
    assert open_workspace(tmp_path).check() == ()
    assert not any((tmp_path / path).exists() for path in added)
