"""What a story plans to reuse, and the result."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.stories.document import parse_document
from revi_docs.stories.reuse import ReuseRow, read_plan_rows, read_result_rows

CONTRACT = parse(
    b"""revi: 1
statuses: {over: {terminal: true, requires: {artifact: proof, section: Reuse Verification, plan: Reuse Plan}}}
artifacts: {proof: {file: PROOF.md}}
"""
)
PLAN = "## Reuse Plan\n\n| What | Plan | Why |\n|---|---|---|\n| a | reuse | fits |\n| b |\n"
RESULT = "## Reuse Verification\n\n| What | Result | Why | More |\n|---|---|---|---|\n| a | reused | it fits | x |\n"


def test_rows() -> None:
    contract = CONTRACT.contract
    assert list(read_plan_rows(contract, parse_document(PLAN, "a.md"))) == [
        ReuseRow(5, "a", "reuse", "fits"),
        ReuseRow(6, "b", "", ""),
    ]
    assert list(read_result_rows(contract, parse_document(RESULT, "a.md"))) == [ReuseRow(5, "a", "reused", "it fits")]


def test_another_table_or_none() -> None:
    document = parse_document(PLAN.replace("Plan | Why", "Because | Why"), "a.md")
    assert list(read_plan_rows(CONTRACT.contract, document)) == []
    assert list(read_plan_rows(parse(b"revi: 1\n").contract, parse_document(PLAN, "a.md"))) == []
