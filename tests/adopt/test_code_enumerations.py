"""Declarations in code, and code that cannot be parsed."""

from __future__ import annotations

import pytest

from revi_docs.adopt.code_enumerations import MAX_CODE_CHARACTERS, read_code
from revi_docs.adopt.scanned_files import ScannedFile


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.py", "import enum\nclass Status(enum.Enum):\n    A = 'a'\n    B = 'b'\n", [("enumeration", 2, ["a", "b"])]),
        ("a.py", "STATUSES = ('a', 'b')\n", [("enumeration", 1, ["a", "b"])]),
        ("a.py", "class Status:\n    A = 'a'\n    B = 'b'\n", []),
        ("a.py", "STATUSES = ('a b', 'c')\n", []),
        ("a.py", "TRANSITIONS = {'a': ['b']}\n", [("map", 1, ["a", "b"])]),
        ("a.py", "TRANSITIONS = {**OTHER}\n", []),
        ("a.py", "status = (", []),
        ("a.json", '{"properties": {\n"state": {"enum": ["a", "b"]}}}', [("enumeration", 2, ["a", "b"])]),
        ("a.json", '{"status": {"enum": [1, 2]}}', []),
        ("a.json", '{"enum" status', []),
        ("a.ts", "const transitions = { a: ['b'] };" + " " * MAX_CODE_CHARACTERS, []),
    ],
)
def test_declarations(path: str, text: str, expected: list[tuple[str, int, list[str]]]) -> None:
    sources = list(read_code(ScannedFile(path, text)))
    assert [(source.kind, source.place.line, sorted(source.statuses)) for source in sources] == expected
