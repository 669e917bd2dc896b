"""Agent files as their platform sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.agent_files.agent_file import names_in, read_agent_file, token_count
from revi_docs.problems.problem import Place


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".claude/agents/a.md", ("agent", "a", False)),
        ("sub/.claude/agents/deep/a.md", ("agent", "a", False)),
        ("plugins/flow/agents/a.md", ("agent", "a", True)),
        (".claude/commands/go.md", ("command", "go", False)),
        (".claude/skills/go/SKILL.md", ("command", "go", False)),
        ("plugins/flow/skills/go/SKILL.md", ("command", "go", True)),
        ("plugins/flow/skills/go/references/more.md", None),
        ("docs_src/agents/a.md", None),
        ("agents/a.txt", None),
    ],
)
def test_the_path_decides_what_a_file_is(path: str, expected: tuple[str, str, bool] | None) -> None:
    file = read_agent_file(path, "Text.")
    assert (file and (file.kind, file.name, file.is_in_plugin)) == expected


def test_fields_body_and_places() -> None:
    file = read_agent_file(".claude/agents/a.md", "---\nname: b\ntools: Read\n---\n\nText.\n")
    assert file is not None
    assert (file.name, file.fields, file.body, file.body_line) == ("b", {"name": "b", "tools": "Read"}, "\nText.\n", 5)
    assert file.place_of("tools") == Place(".claude/agents/a.md", 3, 8)
    assert file.place_of("model") == Place(".claude/agents/a.md", 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("Read, Grep", ("Read", "Grep")),
        ("Read Bash(git *, git diff) Grep", ("Read", "Bash(git *, git diff)", "Grep")),
        (("Read", "Grep"), ("Read", "Grep")),
        ("", ()),
    ],
)
def test_names_in_a_field(value: str | tuple[str, ...] | None, expected: tuple[str, ...]) -> None:
    assert names_in(value) == expected


@given(st.text())
def test_a_token_is_four_bytes_rounded_up(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    assert 4 * token_count(text) - 4 < size <= 4 * token_count(text) or size == token_count(text) == 0
