"""Problems of whole outputs: those that are missing for one reason are one finding, and so is what git cannot show."""

from __future__ import annotations

from pathlib import Path

from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.drift.output_problems import unknown_edits
from tests.drift.test_targets import CONTRACT, first_file
from tests.support.sample_repo import render_problems, sync_repository
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


def status(path: str, state: DriftState, unknown: str) -> FileStatus:
    return FileStatus(path, state, b"old", b"new", unknown=unknown)


def test_nothing_is_unknown() -> None:
    assert unknown_edits([status("a.md", DriftState.STALE, ""), status("b.md", DriftState.TAMPERED, "no git")]) == ()


def test_all_texts_are_one_warning() -> None:
    texts = [status(path, DriftState.STALE, "the clone is shallow") for path in ("b.md", "a.md", "a.md")]
    assert render_problems(unknown_edits(texts)) == (
        "a.md: warning: edits-unknown: the clone is shallow, so earlier commits may have edited what is out of date\n"
        "  also: b.md\n"
        "  fix: fetch the complete history: git fetch --unshallow\n"
    )
