"""Entries that do not follow the transitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.records.ledger import LedgerIssue
from revi_docs.records.ledger_files import read_ledger
from revi_docs.records.ledger_rules import transition_issues
from tests.support.ledger_lines import CREATED, FILE, WRITTEN, write_ledger


@pytest.mark.parametrize(
    ("entries", "issue"),
    [
        pytest.param(
            [WRITTEN],
            (1, "ledger-start", "the first entry is 'moved', not 'created' or 'adopted'"),
            id="no beginning",
        ),
        pytest.param(
            [CREATED, CREATED],
            (2, "ledger-start", "'created' is allowed as the first entry only"),
            id="two beginnings",
        ),
        pytest.param(
            [{**CREATED, "status": "in-qa"}],
            (1, "ledger-start", "'in-qa' is not an initial status"),
            id="initial status",
        ),
        pytest.param(
            [CREATED, {**WRITTEN, "from": "in-qa"}],
            (2, "ledger-path", "the move starts from 'in-qa', but the status was 'pending'"),
            id="a leap",
        ),
        pytest.param(
            [CREATED, {**WRITTEN, "by": "elab-story"}],
            (2, "ledger-path", "no transition from 'pending' to 'generated' by elab-story with finished"),
            id="by another",
        ),
        pytest.param(
            [
                {"event": "adopted", "status": "in-qa", "evidence": []},
                {"event": "moved", "from": "in-qa", "to": "blocked", "by": "manual", "cause": "held"},
            ],
            (2, "ledger-path", "a manual move must state a reason"),
            id="a person without a reason",
        ),
        pytest.param(
            [{**CREATED, "storyId": "REVI-017"}],
            (1, "ledger-story-differs", "the entry belongs to REVI-017"),
            id="another's",
        ),
    ],
)
def test_what_is_no_path(
    tmp_path: Path, contract: CompiledContract, entries: list[dict[str, Any]], issue: tuple[int, str, str]
) -> None:
    ledger = read_ledger(str(tmp_path), write_ledger(tmp_path, *entries), contract)
    assert list(transition_issues(ledger, contract, "REVI-016")) == [LedgerIssue(FILE, *issue)]
