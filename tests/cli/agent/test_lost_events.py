"""What a command or a hook says if its act is done, but the event cannot be added to the trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from revi_docs.cli.agent import hook
from tests.faults.acts import ACTS, Act
from tests.fuzz import kinds
from tests.support.command_line import call_program
from tests.support.in_process import RestoredFolder
from tests.support.sample_repo import edit

TRACE = "tickets/TKT-7/_implementation/TRACE.jsonl"

EVENTS = {
    "revi-end-TKT-7": ["budget_checked", "status_moved", "phase_complete", "lock_released"],
    "revi-move-TKT-7": ["status_moved"],
    "revi-error-record": ["error"],
    "revi-lock-release": ["phase_complete", "lock_released"],
    "revi-lock-break": ["lock_broken"],
    "revi-budget-check": ["budget_checked"],
    "revi-log-TKT-7": [],
}
"""Command → the events that it adds after its act."""

FIRST_ACTS = {str(act): act for act in reversed(ACTS)}
CHECK = Act(("revi", "budget", "check", "TKT-7", "--phase", "make"), FIRST_ACTS["revi-end-TKT-7"].prepare)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> RestoredFolder:
    root = tmp_path_factory.mktemp("lost") / "root"
    FIRST_ACTS["revi-end-TKT-7"].prepare(root)
    (root / TRACE).unlink()
    return RestoredFolder(root)


@pytest.fixture
def root(prepared: RestoredFolder) -> Iterator[Path]:
    yield prepared.root
    trace = prepared.root / TRACE
    if trace.is_dir():
        trace.rmdir()
    prepared.restore()


def act_of(name: str) -> Act:
    if name == str(CHECK):
        return CHECK
    assert FIRST_ACTS[name].prepare is FIRST_ACTS["revi-end-TKT-7"].prepare
    return FIRST_ACTS[name]


@pytest.mark.parametrize("name", EVENTS)
def test_a_command(root: Path, name: str) -> None:
    (root / TRACE).mkdir()
    result = call_program("revi", root, *act_of(name).words[1:], "--format", "json", env=kinds.SESSION)
    warnings = re.findall(r"^warning: (.*)$", result.stderr, re.MULTILINE)
    assert result.code == 0
    assert json.loads(result.stdout).get("warnings", []) == warnings
    assert warnings == [
        f"the event '{event}' is not in the trace: TRACE.jsonl cannot be written: Is a directory"
        for event in EVENTS[name]
    ]


def test_a_trace_that_is_a_link(root: Path) -> None:
    (root / TRACE).symlink_to("/dev/full")
    result = call_program("revi", root, *act_of("revi-move-TKT-7").words[1:], env=kinds.SESSION)
    assert (result.code, len(re.findall("^warning: .* is not in the trace: .* link", result.stderr))) == (0, 1)


def test_a_hook(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / TRACE).mkdir()
    monkeypatch.chdir(root)
    notes = hook.decide("SessionEnd", kinds.event_json(root, "SessionEnd"), in_root=False).notes
    assert [re.findall("^the event '(.*)' is not in the trace", note) for note in notes] == [
        [],
        ["phase_complete"],
        ["lock_released"],
    ]
    assert hook.decide("SessionEnd", kinds.event_json(root, "SessionEnd"), in_root=False).notes == ()


def test_an_event_that_the_contract_does_not_define_is_left_out(root: Path) -> None:
    edit(root, "revi.yml", "\n    error:\n", "\n    failure:\n")
    result = call_program("revi", root, *act_of("revi-error-record").words[1:], env=kinds.SESSION)
    assert (result.code, result.stderr, (root / TRACE).exists()) == (0, "", False)
