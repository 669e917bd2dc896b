"""How filters show values."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import jinja2
import pytest

from revi_docs.outputs.environment import finalize_value
from revi_docs.outputs.filters import FILTERS


@pytest.mark.parametrize(
    ("form", "value", "expected_text"),
    [
        ("code", "in-elaboration", "`in-elaboration`"),
        ("code", "ELAB-{id}.md", "`ELAB-{id}.md`"),
        ("code", "a|b", "<code>a&#124;b</code>"),
        ("code", "$ARGUMENTS", "<code>&#36;ARGUMENTS</code>"),
        ("text", "Audits a story, `twice` | *now*.", r"Audits a story, \`twice\` \| \*now\*."),
        ("text", "snake_case and _this_", r"snake_case and \_this\_"),
        ("text", "1. first\nthen", "&#49;. first then"),
        ("number", 60000, "60,000"),
        ("number", 1234567, "1,234,567"),
        ("number", 2.0, "2"),
        ("number", 0.25, "0.25"),
        ("quoted", 'a "b"\n', r'"a \"b\"\n"'),
        ("quoted", 5, '"5"'),
        ("html", "<b>", "&lt;b&gt;"),
        ("comment", "a --> b\n*/", "a - -› b * /"),
        ("data", {"a": [1, True, None]}, '{\n  "a": [\n    1,\n    true,\n    null\n  ]\n}'),
    ],
)
def test_how_it_reads(form: str, value: object, expected_text: str) -> None:
    assert str(FILTERS[form](value)) == expected_text


def test_what_is_not_there_is_not_printed_as_nothing() -> None:
    nothing = jinja2.StrictUndefined(name="x")
    forms: list[Callable[[object], object]] = [finalize_value, FILTERS["code"], FILTERS["quoted"], FILTERS["text"]]
    for form in forms:
        with pytest.raises(jinja2.UndefinedError, match="'x' is undefined"):
            form(nothing)


def test_a_transition_that_a_command_and_a_person_make_is_one_of_a_command() -> None:
    def moves(*initiators: str) -> tuple[str, list[SimpleNamespace]]:
        return ",".join(initiators), [SimpleNamespace(by=name) for name in initiators]

    both, manual, system, command = moves("manual", "go"), moves("manual"), moves("system", "manual"), moves("go")
    assert FILTERS["split_by_command"]([both, manual, system, command]) == ([both, command], [manual, system])
