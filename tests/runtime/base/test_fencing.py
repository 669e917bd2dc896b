"""A token of a former owner, and one that was never issued, is rejected by every command that accepts one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.faults.hostile import STUCK_ENTRY, prepare
from tests.support.runtime_repository import revi

STORY, PHASE = "TKT-7", ("--phase", "make")
COMMANDS = {
    "move": ("move", STORY, "working", "--by", "manual", "--actor", "Ada", "--reason", "r"),
    "log": ("log", STORY, "--actor", "a", "--summary", "s"),
    "budget start": ("budget", "start", STORY, *PHASE, "--tokens", "5"),
    "budget record": ("budget", "record", STORY, *PHASE, "--tokens", "7"),
    "workers start": ("workers", "start", STORY, "--set", "readers"),
    "workers collect": ("workers", "collect", STORY, "--set", "readers"),
    "trace emit": ("trace", "emit", STORY, "phase_start", "phase=make"),
}


@pytest.fixture(scope="module")
def locked_twice(prepared_tickets: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which the fencing tokens 1 and 2 were issued; no owner is left."""
    root = Path(shutil.copytree(prepared_tickets, tmp_path_factory.mktemp("fences") / "root"))
    for _ in range(2):
        acquired = revi(root, "lock", "acquire", STORY, *PHASE, "--command", "begin", "--owner", "a")
        assert acquired.returncode == 0, acquired.stderr
        assert revi(root, "lock", "release", STORY, "--owner", "a", "--status", "PASS").returncode == 0
    prepare(root, "move")
    return root


def repository_for(command: str, locked_twice: Path, folder: Path) -> Path:
    """A copy of the repository; workers can start only in a status of their command."""
    root = Path(shutil.copytree(locked_twice, folder / "root"))
    if command == "workers start":
        ledger = root / "tickets/TKT-7/LEDGER.jsonl"
        ledger.write_text(ledger.read_text(encoding="utf-8").removesuffix(STUCK_ENTRY), encoding="utf-8")
    return root


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("fence", "code"), [(1, "outdated-fence"), (3, "unknown-fence"), (99, "unknown-fence")])
def test_a_wrong_token_is_rejected(locked_twice: Path, tmp_path: Path, command: str, fence: int, code: str) -> None:
    root = repository_for(command, locked_twice, tmp_path)
    before = {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()}
    result = revi(root, *COMMANDS[command], "--fence", str(fence), "--format", "json")
    assert (result.returncode, json.loads(result.stdout)["code"]) == (1, code)
    assert {path: path.read_bytes() for path in (root / "tickets").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "workers collect"])
def test_the_current_token_is_accepted(locked_twice: Path, tmp_path: Path, command: str) -> None:
    result = revi(repository_for(command, locked_twice, tmp_path), *COMMANDS[command], "--fence", "2")
    assert result.returncode == 0, result.stderr


def test_tokens_do_not_start_again_without_guard(locked_twice: Path, tmp_path: Path) -> None:
    """The guard can be gone, for example in a new clone; the ledger is not."""
    root = shutil.copytree(locked_twice, tmp_path / "root")
    head = {"timestamp": "2026-02-11T16:32:05.120+01:00", "storyId": STORY, "event": "lock-broken", "actor": "ada"}
    entry = {**head, "phase": "make", "owner": "b", "fence": 7, "reason": "gone"}
    ledger = root / "tickets/TKT-7/LEDGER.jsonl"
    ledger.write_text(f"{ledger.read_text(encoding='utf-8').removesuffix(STUCK_ENTRY)}{json.dumps(entry)}\n")
    for guard in (*root.rglob("*guard"), *root.rglob("*.guard")):
        guard.unlink(missing_ok=True)
    result = revi(root, "lock", "acquire", STORY, *PHASE, "--command", "begin", "--owner", "b", "--format", "json")
    assert json.loads(result.stdout)["fence"] == 8
