"""Filters for code: letter case, literals, and comments that no text can end."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.loader import parse
from revi_docs.outputs.code_filters import CODE_FILTERS, camel, constant, kebab, pascal, snake
from revi_docs.outputs.rendered_outputs import render_all

CASES = {
    "in-progress": ("inProgress", "InProgress", "in_progress", "IN_PROGRESS", "in-progress"),
    "originalError": ("originalError", "OriginalError", "original_error", "ORIGINAL_ERROR", "original-error"),
    "error_record": ("errorRecord", "ErrorRecord", "error_record", "ERROR_RECORD", "error-record"),
    "AGENT_TIMEOUT": ("agentTimeout", "AgentTimeout", "agent_timeout", "AGENT_TIMEOUT", "agent-timeout"),
    "UAT": ("uat", "Uat", "uat", "UAT", "uat"),
    "pm-generate-story-000": (
        "pmGenerateStory000",
        "PmGenerateStory000",
        "pm_generate_story_000",
        "PM_GENERATE_STORY_000",
        "pm-generate-story-000",
    ),
    "from": ("from", "From", "from_", "FROM", "from"),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str) -> None:
    styles: tuple[Callable[[str], str], ...] = (camel, pascal, snake, constant, kebab)
    assert tuple(style(name) for style in styles) == CASES[name]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_a_python_literal_is_read_as_the_value(value: Any) -> None:
    assert ast.literal_eval(str(CODE_FILTERS["python"](value))) == _tuples(value)


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _tuples(part) for name, part in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


@given(st.text())
def test_a_typescript_string_is_read_as_the_text_and_is_one_line(text: str) -> None:
    literal = str(CODE_FILTERS["typescript"](text))
    assert json.loads(literal) == text
    assert not set("\n\r\u2028\u2029") & set(literal)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("delay_ms", "delay_ms", id="plain"),
        pytest.param("in-qa", '"in-qa"', id="with a dash"),
        pytest.param("7up", '"7up"', id="a digit first"),
        pytest.param("__proto__", '["__proto__"]', id="what would set the prototype"),
    ],
)
def test_a_key_of_typescript(name: str, expected: str) -> None:
    assert str(CODE_FILTERS["key"](name)) == expected


@given(st.text())
def test_nothing_ends_a_comment(text: str) -> None:
    block = str(CODE_FILTERS["tsdoc"](text, " * "))
    assert "*/" not in block
    assert all(line.startswith(" * ") for line in block.split("\n") if block)
    ast.parse(f'"""A docstring. {CODE_FILTERS["pydoc"](text)}"""\n')
    assert ast.parse(f"{CODE_FILTERS['pydoc'](text, '# ')}\nx = 1\n").body[0].lineno > 0


def test_a_tag_in_a_comment_is_text() -> None:
    assert str(CODE_FILTERS["tsdoc"]("{@link x} @deprecated")) == "\\{\\@link x\\} \\@deprecated"


def test_long_texts_are_wrapped() -> None:
    lines = str(CODE_FILTERS["pydoc"]("word " * 60, "# ")).split("\n")
    assert [line[:2] for line in lines] == ["# "] * 4
    assert max(map(len, lines)) <= 98


@pytest.mark.parametrize(
    ("site", "page", "expected"),
    [
        pytest.param("", "a.md#b", "../../docs_src/a.md#b", id="none"),
        pytest.param("https://site.test/in/", "a/index.md", "https://site.test/in/a/", id="an index"),
        pytest.param("https://site.test", "a/b.md#c", "https://site.test/a/b/#c", id="a page"),
    ],
)
def test_page_url(tmp_path: Path, site: str, page: str, expected: str) -> None:
    (tmp_path / "templates").mkdir()
    template = f"# {{{{ marker }}}}\n{{{{ '{page}' | page_url }}}}\n"
    (tmp_path / "templates/a.j2").write_text(template, encoding="utf-8")
    contract = f'revi: 1\ndefault_outputs: false\nproject: {{site: "{site}"}}\noutputs: {{code/src/a.txt: {{template: a.j2}}}}\n'
    (literal,) = render_all(tmp_path, parse(contract.encode()), {}).files
    assert literal.content.decode().splitlines()[1] == expected
