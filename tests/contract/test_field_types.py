"""The types of fields, and the names of a kind."""

from __future__ import annotations

import pytest

from revi_docs.contract.field_types import FieldType, field_type, names_of_kind
from revi_docs.contract.loader import parse

CONTRACT = parse(b"revi: 1\nstatuses: [open]\nrecords:\n  note: {fields: {text: string}}\n").contract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("string", FieldType("base", "string", (), is_list=False, optional=False)),
        ("status?", FieldType("kind", "status", (), is_list=False, optional=True)),
        ("list of note?", FieldType("record", "note", (), is_list=True, optional=True)),
        ("PASS|FAIL|PASS", FieldType("choice", "", ("PASS", "FAIL"), is_list=False, optional=False)),
        ("list of list of string", None),
        ("PASS|", None),
        ("text", None),
        ("", None),
    ],
)
def test_parsed(text: str, expected: FieldType | None) -> None:
    assert field_type(CONTRACT, text) == expected


def test_names() -> None:
    assert list(names_of_kind(CONTRACT, "status")) == ["open"]
    assert list(names_of_kind(CONTRACT, "worker-status")) == []
