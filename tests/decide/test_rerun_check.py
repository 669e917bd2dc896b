"""What happens if a command is run again, by what earlier runs left."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.evidence_check import EvidenceFacts
from revi_docs.decide.rerun_check import RerunCheck, RerunEvidence, check_rerun
from tests.decide.decisions_contract import CONTRACT

MERGED = RerunEvidence(EvidenceFacts(merged=True))


def status(name: str) -> RerunEvidence:
    return RerunEvidence(EvidenceFacts(status=name))


def report(digest: str, recorded: str = "") -> RerunEvidence:
    """A report with a digest; `recorded` is the one at the start of the command, "" for none."""
    return RerunEvidence(EvidenceFacts(artifacts={"report": digest}, recorded={"report": recorded} if recorded else {}))


@pytest.mark.parametrize(
    ("command", "evidence", "expected"),
    [
        ("tell", RerunEvidence(), RerunCheck("proceed", "", False, "it has no rerun rule")),
        ("build", status("open"), RerunCheck("proceed", "on", False, "it is not done")),
        ("build", status("open")._replace(started=True), RerunCheck("resume", "on", False, "it was started")),
        ("build", status("over"), RerunCheck("resume", "on", True, "it is done")),
        ("audit", RerunEvidence(), RerunCheck("proceed", "once", False, "it is not done")),
        ("audit", report("2"), RerunCheck("skip", "once", True, "it is done")),
        ("audit", report("2", "1"), RerunCheck("skip", "once", True, "it is done")),
        ("audit", report("2", "2"), RerunCheck("proceed", "once", False, "it is not done")),
        ("merge", MERGED, RerunCheck("skip", "once", True, "it is done")),
    ],
)
def test_by_evidence(command: str, evidence: RerunEvidence, expected: RerunCheck) -> None:
    assert check_rerun(CONTRACT, command, evidence) == expected


def test_force_needs_a_flag() -> None:
    evidence = RerunEvidence(report("2").facts._replace(merged=True))
    forced = RerunCheck("proceed", "once", True, "--again forces a rerun")
    refused = RerunCheck("refuse", "once", True, "it has no flag that forces a rerun")
    assert check_rerun(CONTRACT, "audit", evidence, force=True) == forced
    assert check_rerun(CONTRACT, "merge", evidence, force=True) == refused


def test_an_unknown_command() -> None:
    with pytest.raises(UnknownNameError):
        check_rerun(CONTRACT, "sing", RerunEvidence())
