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


def ids_to(first: int, last: int, prefix: str = "A") -> str:
    """Ids from one number to another."""
    return " ".join(f"{prefix}-{number}" for number in range(first, last + 1))


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


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("", ""),
        ("A-2 A-4", "A-1 A-2 A-3 A-4 A-5 A-6 A-7 A-8 A-9 A-10 A-11 A-12 A-13 A-14 A-15 A-16 A-17 A-18 A-19 A-20"),
        ("A-009 A-99", f"{' '.join(f'A-{number:03}' for number in range(1, 10))} A-99 {ids_to(100, 110)}"),
        ("one two", "one two"),
        (f"A-{'9' * 5000}", f"A-{'9' * 5000}"),
        ("A-20 B-30 end", f"A-20 {ids_to(21, 40)} B-30 {ids_to(31, 50, 'B')} end"),
    ],
    ids=["none", "between and after", "a large gap", "without numbers", "no number", "two prefixes"],
)
def test_free_ids(ids: str, expected: str) -> None:
    assert " ".join(FILTERS["with_free_ids"](ids.split())) == expected
