"""The record of a check against the ledger entry that required it, and against the command of the base."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.loader import parse
from revi_docs.decide.contract_json import read_contract
from revi_docs.records.evidence.recorded_runs import base_run_problem, recorded_run_problem
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import LedgerEntry
from revi_docs.stories.story_layout import StoryLayout
from tests.support.gated_branch import CONTRACT

COMMAND = ["grep", "-q", "fine", "code.txt"]
BEFORE = "ran before the last change"
PASSED = {"result": "passed", "exitCode": 0, "files": "aa", "command": COMMAND, "contractHash": "any"}


def _story(root: Path, record: Any) -> StoryFiles:
    layout = StoryLayout(root, parse(CONTRACT.encode()).contract)
    file = root / "_implementation/checks/lint.json"
    if record is not None:
        file.parent.mkdir(parents=True)
        file.write_text(record if isinstance(record, str) else json.dumps(record), "utf-8")
    return StoryFiles(str(root), str(root), "TKT-1", layout.data, read_contract(layout.data))


def _entry(checks: Any) -> LedgerEntry:
    return LedgerEntry("1.json", 1, 0, {"event": "moved", "checks": checks}, "d", (), 1, b"{}")


@pytest.mark.parametrize(
    ("record", "checks", "recorded", "by_base"),
    [
        (None, {"lint": "aa"}, "was not run yet", "was not run yet"),
        ("[]", {"lint": "aa"}, "was not run yet", "was not run yet"),
        ("{", {"lint": "aa"}, "was not run yet", "was not run yet"),
        (PASSED, {"lint": "aa"}, "", ""),
        (PASSED, {"lint": "bb"}, *[BEFORE] * 2),
        ({**PASSED, "startedAt": "1970-01-01T00:00:00.000Z"}, {"lint": "bb"}, *[BEFORE] * 2),
        ({**PASSED, "startedAt": "1970-01-01T00:00:00.001Z"}, {"lint": "bb"}, "", ""),
        ({**PASSED, "startedAt": [1]}, {"lint": "bb"}, *[BEFORE] * 2),
        (PASSED, None, "", "has no run that the entry records"),
        (PASSED, {"types": "aa"}, "", "has no run that the entry records"),
        ({**PASSED, "exitCode": 1}, {"lint": "aa"}, "was not run yet", "was not run yet"),
        ({**PASSED, "result": "killed"}, {"lint": "aa"}, "was killed", "was killed"),
        ({**PASSED, "command": ["true"]}, {"lint": "aa"}, "", "ran another command than the contract of the base has"),
    ],
)
def test_what_is_wrong_with_a_record(tmp_path: Path, record: Any, checks: Any, recorded: str, by_base: str) -> None:
    story = _story(tmp_path, record)
    assert recorded_run_problem(story, _entry(checks), "lint") == recorded
    assert base_run_problem(story, _entry(checks), "lint") == by_base
