"""`revi` without `generated/contract.json`: it reads `revi.yml`, as right after `revi-docs init`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.cli.agent.uncompiled_contract import open_uncompiled
from revi_docs.records.command_errors import UnavailableError
from tests.support.command_line import call_program
from tests.support.sample_repo import write


def test_a_story_from_start_to_end_right_after_init(tmp_path: Path) -> None:
    assert call_program("revi-docs", tmp_path, "init").code == 0
    assert not (tmp_path / "generated/contract.json").exists()
    for words in (
        ("story", "new", "WORK-001", "--title", "T"),
        ("begin", "WORK-001", "start-work"),
        ("end", "WORK-001", "--event", "finished"),
        ("begin", "WORK-001", "review-work"),
        ("end", "WORK-001", "--command", "review-work", "--verdict", "PASS"),
    ):
        assert call_program("revi", tmp_path, *words).code == 0, words
    answer = call_program("revi", tmp_path, "next", "WORK-001", "--format", "json")
    assert json.loads(answer.stdout)["status"] == "done"


@pytest.mark.parametrize(
    ("contract", "message"),
    [
        (
            "revi: 1\nstatuses: {a: {}}\ntransitions: [{from: a, to: c, by: manual}]\n",
            "revi.yml:3:29: unknown-status",
        ),
        ("revi: 1\nstatuses: [\n", "revi.yml:2:12: yaml-syntax"),
    ],
)
def test_an_unsound_contract_is_reported_at_its_line(tmp_path: Path, contract: str, message: str) -> None:
    write(tmp_path, "revi.yml", contract)
    with pytest.raises(UnavailableError, match=message) as raised:
        open_uncompiled(str(tmp_path))
    assert (raised.value.code, raised.value.fix) == (
        "contract-invalid",
        "run 'revi-docs lint', which reports all of revi.yml",
    )
