"""Enumerations and maps in TypeScript."""

from __future__ import annotations

import pytest

from revi_docs.adopt.typescript_declarations import NameList, NameMap, declarations


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("type S =\n  | 'a'\n  | \"b\";\n", [NameList("S", 1, ["a", "b"], {})]),
        ("/* type T = 'x'; */ enum S { A = 'a', B = 'b', }", [NameList("S", 1, ["a", "b"], {"A": "a", "B": "b"})]),
        ("\nconst S = ['a', 'b'] as const; // 'c'\n", [NameList("S", 2, ["a", "b"], {})]),
        (
            "const T: Record<S, S[]> = { a: ['b'], 'c-d': [], [S.E]: [S.F, 'g'] };",
            [NameMap("T", 1, {"a": ["b"], "c-d": [], "S.E": ["S.F", "g"]})],
        ),
        ("const T = { a: 1 };", [NameMap("T", 1, {})]),
        ("const f = (x: string) => x;", []),
        ("enum S { A, B }", [NameList("S", 1, [], {})]),
        ("/* never closed type S = 'a'", []),
        ("", []),
    ],
)
def test_declarations(code: str, expected: list[NameList | NameMap]) -> None:
    assert list(declarations(code)) == expected
