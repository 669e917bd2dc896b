"""The token log: rows are appended and read with their lines; existing text does not change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import load_contract
from revi_docs.records.token_log import COLUMNS, STATED_BY, TokenRow, append_record, read_rows
from revi_docs.records.usage import Usage

AT = "2026-02-11T14:32:05.120-07:00"
RECORD: dict[str, Any] = {
    "phase": "elaboration",
    "command": "elab-story",
    "before": 1_000,
    "after": 1_600,
    "delta": 600,
    "tokensInput": 100,
    "tokensOutput": 200,
    "tokensCacheCreation": 300,
    "tokensCacheRead": 400,
    "source": "transcript",
    "complete": True,
    "recordedAt": AT,
}
UNRECORDED = {"phase": "pm_story", "source": "unrecorded", "complete": False, "recordedAt": AT}
NEW_LOG = f"""\
# Token log

| phase | command | before | after | delta | tokensInput | tokensOutput | tokensCacheCreation \
| tokensCacheRead | source | statedBy | complete | recordedAt |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| elaboration | elab-story | 1000 | 1600 | 600 | 100 | 200 | 300 | 400 | transcript |  | true | {AT} |
"""


@pytest.fixture(scope="module")
def contract(root: Any) -> CompiledContract:
    return load_contract(str(root / "generated/contract.json"))


def test_the_columns_are_the_fields_of_the_contract(contract: CompiledContract) -> None:
    assert {*COLUMNS, "storyId"} == set(contract.records["token_record"])


def test_new_log() -> None:
    assert append_record("", RECORD) == NEW_LOG


def test_a_row_is_added_and_read(contract: CompiledContract) -> None:
    text = append_record(NEW_LOG, UNRECORDED)
    assert text == f"{NEW_LOG}| pm_story |  |  |  |  |  |  |  |  | unrecorded |  | false | {AT} |\n"
    rows = read_rows(text, contract, "REVI-016")
    assert rows == (TokenRow(5, RECORD), TokenRow(6, UNRECORDED))
    assert [row.usage for row in rows] == [Usage(100, 200, 300, 400), None]
    assert [(row.delta, row.complete) for row in rows] == [(600, True), (None, False)]


def test_other_text_in_the_file_stays() -> None:
    text = "Some words.\r\n\r\n| phase | source | complete | recordedAt |\r\n|---|---|---|---|\r\n\r\nMore.\r\n"
    added = f"| pm_story | unrecorded | false | {AT} |\r\n"
    assert append_record(text, UNRECORDED) == text.replace("\r\n\r\nMore", f"\r\n{added}\r\nMore")


def test_a_last_row_without_its_end() -> None:
    assert append_record(NEW_LOG.rstrip("\n"), RECORD) == NEW_LOG + NEW_LOG.splitlines()[-1] + "\n"


def test_a_table_without_the_columns_is_kept_and_another_one_follows(contract: CompiledContract) -> None:
    text = "| phase | source |\n|---|---|\n| pm_story | unrecorded |\n\nMore.\n"
    longer = append_record(append_record(text, RECORD), UNRECORDED)
    assert longer.startswith(f"{text}\n| phase | command |")
    rows = read_rows(longer, contract, "REVI-016")
    assert [(row.line, row.phase) for row in rows] == [(3, "pm_story"), (9, "elaboration"), (10, "pm_story")]
    assert rows[1] == TokenRow(9, RECORD)


@pytest.mark.parametrize("separator", ["", f"\nMore.\n\n{''.join(NEW_LOG.splitlines(keepends=True)[2:4])}"])
def test_a_row_that_is_there_again_counts_once(contract: CompiledContract, separator: str) -> None:
    last = NEW_LOG.splitlines(keepends=True)[-1]
    other = last.replace(AT, AT.replace("05.120", "05.121"))
    rows = read_rows(f"{NEW_LOG}{other}{separator}{last}{last}", contract, "REVI-016")
    assert [row.line for row in rows] == [5, 6]
    assert sum(row.delta or 0 for row in rows) == 1_200


def test_rows_without_a_time_are_never_the_same(contract: CompiledContract) -> None:
    text = "| phase | delta |\n|---|---|\n| pm_story | 5 |\n| pm_story | 5 |\n"
    assert [row.delta for row in read_rows(text, contract, "REVI-016")] == [5, 5]


def test_a_number_that_somebody_stated_needs_no_field_of_the_contract(contract: CompiledContract) -> None:
    """A contract of before has no field for the name."""
    fields = {name: kind for name, kind in contract.records["token_record"].items() if name != STATED_BY}
    older = contract._replace(records={**contract.records, "token_record": fields})
    record = {**UNRECORDED, "source": "stated", STATED_BY: "Ada", "delta": 5}
    (row,) = read_rows(append_record("", record), older, "REVI-016")
    assert (row.fields, row.errors) == (record, ())


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        pytest.param("| pm_story | 1,200 | stated | true | NOW |", (), id="a number as people write it"),
        pytest.param(
            "| pm_story | many | stated | true | NOW |", ("delta: is not of the type integer",), id="no number"
        ),
        pytest.param("| nowhere | 1 | stated | true | NOW |", ("phase: is not of the type phase",), id="no phase"),
        pytest.param("| pm_story | 1 | stated | true |", ("4 cells, but the table has 5 columns",), id="short"),
    ],
)
def test_what_is_wrong_with_a_row(contract: CompiledContract, row: str, errors: tuple[str, ...]) -> None:
    head = "| phase | delta | source | complete | recordedAt |\n|---|---|---|---|---|\n"
    (token_row,) = read_rows(head + row.replace("NOW", AT) + "\n", contract, "REVI-016")
    assert token_row.errors[: len(errors)] == errors
    assert bool(token_row.errors) == bool(errors)


def test_no_table_has_no_rows(contract: CompiledContract) -> None:
    assert read_rows("# Token log\n\n| a |\n|---|\n| b |\n", contract, "REVI-016") == ()


_NUMBERS = st.dictionaries(st.sampled_from(COLUMNS[2:9]), st.integers(0, 10**12))


@given(st.lists(_NUMBERS, min_size=1, max_size=4))
def test_whatever_is_recorded_is_read_again(root: Any, figures: list[dict[str, int]]) -> None:
    contract = load_contract(str(root / "generated/contract.json"))
    text = ""
    records = [
        {**UNRECORDED, **values, "recordedAt": AT.replace("120", f"{number:03}")}
        for number, values in enumerate(figures)
    ]
    for record in records:
        text = append_record(text, record)
    rows = read_rows(text, contract, "REVI-016")
    assert [dict(row.fields) for row in rows] == records
    assert not any(row.errors for row in rows)
