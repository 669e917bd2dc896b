"""The syntax of rendered files."""

from __future__ import annotations

import pytest

from revi_docs.outputs.output_syntax import syntax_error


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.json", "{}"),
        ("a.yml", "a: [1]\n"),
        ("a.py", "x = 1\n"),
        ("a.md", "---\na: 1\n---\nx\n"),
        ("a.md", "# no front matter\n"),
        ("a.txt", "{"),
    ],
)
def test_valid(path: str, content: str) -> None:
    assert syntax_error(path, content.encode()) is None


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("a.json", '{\n"a" 1}', "is not valid JSON: Expecting ':' delimiter on line 2"),
        ("a.yaml", "a: 1\n  b: 2\n", "is not valid YAML: mapping values are not allowed in this context on line 2"),
        ("a.yml", "a: 2024-02-31", "is not valid YAML: day is out of range for month"),
        ("a.py", "x = \n", "is not valid Python: invalid syntax on line 1"),
        (
            "a.md",
            "---\na: 1\n b: 2\n---\n",
            "has front matter that is not valid YAML: mapping values are not allowed in this context on line 3",
        ),
        ("a.md", "---\na: 1\n", "has front matter without fields or without a closing line"),
    ],
)
def test_invalid(path: str, content: str, expected: str) -> None:
    assert syntax_error(path, content.encode()) == expected
