"""What happens if a command is run again, by what earlier runs left."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.rerun_check import RerunCheck, RerunEvidence, check_rerun
from tests.decide.decisions_contract import CONTRACT


@pytest.mark.parametrize(
    ("command", "evidence", "expected"),
    [
        ("tell", RerunEvidence(), RerunCheck("proceed", "", False, "it has no rerun rule")),
        ("build", RerunEvidence("open"), RerunCheck("proceed", "on", False, "it is not done")),
        ("build", RerunEvidence("open", started=True), RerunCheck("resume", "on", False, "it was started")),
        ("build", RerunEvidence("over"), RerunCheck("resume", "on", True, "it is done")),
        ("audit", RerunEvidence(artifact_ms=9), RerunCheck("skip", "once", True, "it is done")),
        ("audit", RerunEvidence(artifact_ms=9, entered_ms=8), RerunCheck("skip", "once", True, "it is done")),
        ("audit", RerunEvidence(artifact_ms=9, entered_ms=9), RerunCheck("proceed", "once", False, "it is not done")),
        ("merge", RerunEvidence(merged=True), RerunCheck("skip", "once", True, "it is done")),
    ],
)
def test_by_evidence(command: str, evidence: RerunEvidence, expected: RerunCheck) -> None:
    assert check_rerun(CONTRACT, command, evidence) == expected


def test_an_artifact_of_any_age_if_the_contract_does_not_compare() -> None:
    contract = CONTRACT._replace(newer_than_start=False)
    assert check_rerun(contract, "audit", RerunEvidence(artifact_ms=1, entered_ms=9)).done


def test_force_needs_a_flag() -> None:
    evidence = RerunEvidence(artifact_ms=9, merged=True)
    forced = RerunCheck("proceed", "once", True, "--again forces a rerun")
    refused = RerunCheck("refuse", "once", True, "it has no flag that forces a rerun")
    assert check_rerun(CONTRACT, "audit", evidence, force=True) == forced
    assert check_rerun(CONTRACT, "merge", evidence, force=True) == refused


def test_an_unknown_command() -> None:
    with pytest.raises(UnknownNameError):
        check_rerun(CONTRACT, "sing", RerunEvidence())
