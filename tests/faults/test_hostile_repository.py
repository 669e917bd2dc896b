"""No command writes outside of the repository, its git directory and the user's cache, or hangs, or crashes."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.faults.hostile import CASES, Hostile, argv, repository, run, snapshot
from tests.support import strace
from tests.support.soak import rounds

SAMPLE = Random(os.environ.get("REVI_SEED", "1")).sample(CASES, rounds(24, len(CASES)))
TRACED = Random(os.environ.get("REVI_SEED", "2")).sample(CASES, rounds(6, len(CASES) // 8))


def _environment(folder: Path) -> dict[str, str]:
    (folder / "tmp").mkdir()
    return strace.environment(XDG_CACHE_HOME=str(folder / "cache"), HOME=str(folder), TMPDIR=str(folder / "tmp"))


@pytest.mark.parametrize("case", SAMPLE, ids=str)
def test_nothing_outside_changes(prepared_tickets: Path, prepared_sample: Path, tmp_path: Path, case: Hostile) -> None:
    root = repository(case.prepared(prepared_tickets, prepared_sample), tmp_path, case.command)
    outside = tmp_path / "outside"
    case.plant(root / case.path, outside)
    before = snapshot(outside)
    result = run(case.command, root, _environment(tmp_path))
    assert snapshot(outside) == before
    assert result.returncode in (0, 1, 2, 3), result.stderr
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("case", TRACED, ids=str)
def test_the_kernel_sees_no_write_outside(
    prepared_tickets: Path, prepared_sample: Path, tmp_path: Path, case: Hostile
) -> None:
    root = repository(case.prepared(prepared_tickets, prepared_sample), tmp_path, case.command)
    case.plant(root / case.path, tmp_path / "outside")
    env = _environment(tmp_path)
    strace.run(argv(case.command), root, tmp_path / "strace.log", env=env)
    allowed = tuple(os.path.realpath(tmp_path / name) for name in ("root", "cache", "tmp"))
    changed_paths = [path for call in strace.changes(tmp_path / "strace.log", root) for path in call.paths]
    outside = [path for path in changed_paths if not f"{path}/".startswith(tuple(f"{folder}/" for folder in allowed))]
    assert [path for path in outside if path not in ("/dev/null", "/dev/tty")] == []


def test_the_checker_sees_a_write_outside(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root/link").symlink_to(tmp_path)
    script = "echo x > link/a; mv link/a link/b; mkdir link/c; ln link/b link/d; rm link/d"
    strace.run(["sh", "-c", script], tmp_path / "root", tmp_path / "log")
    changed_paths = {path for call in strace.changes(tmp_path / "log", tmp_path / "root") for path in call.paths}
    assert {str(tmp_path / name) for name in "abcd"} <= changed_paths
