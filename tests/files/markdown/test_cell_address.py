"""Addresses of table cells."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.cell_address import CellAddress, addressed_rows, parse_address

PAGE = (
    "## Team {#team}\n\n| **Agent** | Model |\n|---|---|\n| a | b |\n| c |\n\n"
    "# Other\n\n| Agent | Model |\n|---|---|\n| d | e |\n"
)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("model", None),
        ("Team | Agent | Model", CellAddress("Team", ("Agent",), "Model")),
        ("Moves | From, To", CellAddress("Moves", ("From", "To"))),
        ("| Agent | Model", CellAddress("", ("Agent",), "Model")),
        ("a | b | c | d", None),
    ],
)
def test_an_address_reads_back(name: str, address: CellAddress | None) -> None:
    assert parse_address(name) == address
    assert address is None or str(address) == name


def test_the_rows_below_a_heading() -> None:
    rows = list(addressed_rows(PAGE, CellAddress("team", ("agent",), "MODEL")))
    assert [(row.keys[0].text, row.cell.text if row.cell else "") for row in rows] == [("a", "b")]
