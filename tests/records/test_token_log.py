"""The token log: rows are appended and read with their lines; existing text does not change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import load_contract
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.token_log import COLUMNS, TokenRow, append_record, read_rows
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
| tokensCacheRead | source | complete | recordedAt |
|---|---|---|---|---|---|---|---|---|---|---|---|
| elaboration | elab-story | 1000 | 1600 | 600 | 100 | 200 | 300 | 400 | transcript | true | {AT} |
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
    assert text == f"{NEW_LOG}| pm_story |  |  |  |  |  |  |  |  | unrecorded | false | {AT} |\n"
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


def test_a_table_that_cannot_hold_the_record() -> None:
    text = "| phase | source |\n|---|---|\n"
    with pytest.raises(UnavailableError) as caught:
        append_record(text, RECORD)
    assert (caught.value.code, caught.value.message) == (
        "token-log-columns",
        "the table on line 1 has no column 'command'",
    )


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
    for values in figures:
        text = append_record(text, {**UNRECORDED, **values})
    rows = read_rows(text, contract, "REVI-016")
    assert [dict(row.fields) for row in rows] == [{**UNRECORDED, **values} for values in figures]
    assert not any(row.errors for row in rows)
