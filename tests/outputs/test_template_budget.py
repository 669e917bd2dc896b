"""No filter, test, operator, method or loop of a template exceeds the budget; each is a finding with the line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.contract.loader import load
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from revi_docs.outputs.template_budget import BudgetError, TemplateBudget, size_of
from revi_docs.problems.problem import Place
from tests.support.soak import rounds

HEAD = "<!-- {{ marker }} -->\n"
# Loops that double or nest a value: each is a line, so that the finding is on line 2.
GROW = "{{% set ns = namespace(x={start}) %}}{{% for i in range(99) %}}{{% set ns.x = {next} %}}{{% endfor %}}{show}"
REFUSED = [
    "{{ ('a' * 99999) | replace('a', 'b' * 99999) }}",
    "{{ (['a'] * 99999) | join('b' * 99999) }}",
    "{{ ('a ' * 99999) | wordwrap(1, true, 'x' * 99999) }}",
    "{{ ('a\\n' * 99999) | indent(99999) }}",
    "{{ 'a' | center(999999) | center(999999) }}",
    "{{ [1] | batch(99999999) | list }}",
    "{{ range(99999) | slice(999999) | list }}",
    "{{ (([[1] * 999]) * 9999) | sum(start=[]) }}",
    "{{ ('a' * 99999).translate({97: 'b' * 99999}) }}",
    "{{ ('a' * 99999).replace('a', 'b' * 99999) }}",
    "{{ ('b' * 99999).join(['a'] * 99999) }}",
    "{{ ('b' * 99999).join(range(99999) | map('string')) }}",
    "{{ ('{0}' * 9999).format('a' * 99999) }}",
    "{{ ('{0}' * 9999) | format('a' * 99999) }}{{ ('%s' * 9999) | format(*(['a' * 99999] * 9999)) }}",
    "{{ ('%s' * 9999) % (('a' * 99999,) * 9999) }}",
    "{{ ('\\t' * 99999).expandtabs(99999) }}",
    "{{ 9 ** 9999999 }}",
    "{{ 'a' * 99999999 }}",
    "{{ range(99999999) | list }}",
    GROW.format(start="'a' * 9999", next="ns.x ~ ns.x", show="{{ ns.x | length }}"),
    GROW.format(start="[1]", next="ns.x + ns.x", show="{{ ns.x | length }}"),
    GROW.format(start="[1]", next="[ns.x] * 1000", show="{{ ns.x }}"),
    GROW.format(start="[1]", next="[ns.x] * 1000", show="{{ ns.x | pprint }}"),
    GROW.format(start="[1]", next="[ns.x] * 1000", show="{{ ns.x | tojson }}"),
    GROW.format(start="(1,)", next="(ns.x,) * 1000", show="{{ {ns.x: 1} | length }}"),
    GROW.format(start="(1,)", next="(ns.x, ns.x, ns.x, ns.x)", show="{{ {}[ns.x] }}"),
    "{% macro m() %}{% for a in range(99999) %}" + "x" * 9999 + "{% endfor %}{% endmacro %}{{ m() | length }}",
    "{% include 't.md.j2' %}{% include 't.md.j2' %}",
]
# These take all steps of the budget, up to three seconds each.
SLOW = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) if range(99999) | select('even') | list | length < 0 %}x{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
    "{% for a in range(99999) %}{{ 5 in range(99999) | list }}{% endfor %}",
    "{% set s = 'x' * 900000 %}{% for a in range(99999) %}{{ s[1:] == s[:1] }}{% endfor %}",
]


def render(root: Path, body: str) -> RenderedOutputs:
    """Render one output with a template."""
    (root / "templates").mkdir()
    (root / "revi.yml").write_text("revi: 1\noutputs:\n  a.md: {template: t.md.j2}\n", encoding="utf-8")
    (root / "templates" / "t.md.j2").write_text(f"{HEAD}{body}\n", encoding="utf-8")
    return render_all(root, load(root), {})


@pytest.mark.parametrize("body", [*REFUSED, *SLOW[: rounds(1, len(SLOW))]])
def test_the_finding_names_the_line_of_the_template(tmp_path: Path, body: str) -> None:
    """Process time, with a wide margin: what is refused takes about a second at most, without a limit hours."""
    start = time.process_time()
    (problem,) = render(tmp_path, body).problems
    assert time.process_time() - start < 30
    assert problem.code == "template-error"
    assert problem.places == (Place("templates/t.md.j2", 2, 1),)
    assert problem.fix


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{% for a in range(3) if a %}{{ loop.index }}{% else %}none{% endfor %}", "12"),
        ("{% for a in [1, [2]] recursive %}{{ a if a is number else loop(a) }}{% endfor %}", "12"),
        ("{{ 'a' ~ 1 ~ ('b' | safe) }}", "a1b"),
        ("{{ 1 < 2 <= 2 and 'a' in 'abc' and missing is not defined }}", "True"),
        ("{{ [[1], [2]] | sum(start=[]) | join('-') }}", "1-2"),
        ("{{ [1, 2] | sum }}{{ [{'n': 3}] | sum('n') }}", "33"),
        ("{{ {'a': 1}['a'] }}{{ 'abc'[1:] }}", "1bc"),
        ("{{ ['a', 'b'] | map('upper') | join }}", "AB"),
    ],
)
def test_what_is_counted_gives_the_same_result(tmp_path: Path, body: str, expected: str) -> None:
    """Counting changes no result."""
    result = render(tmp_path, body)
    assert not result.problems
    assert result.files[0].content.decode().splitlines()[1] == expected


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in range(9999) if a % 2000 ~ '' in names %}{% if loop.last %}{{ loop.index }}{% endif %}{% endfor %}",
        "{% for a in range(9999) if a % 2000 ~ '' not in names %}{% else %}9999{% endfor %}",
        "{{ (['5'] * 9999) | select('in', names) | list | length }}",
    ],
)
def test_a_search_by_hash_costs_the_same_in_a_table_of_any_size(tmp_path: Path, body: str) -> None:
    """As many searches in a list of this size are refused: each reads all of it."""
    outputs = render(tmp_path, "{% set names = [range(2000) | map('string')] | names_in %}" + body)
    assert outputs.problems == ()
    assert outputs.files[0].content.decode().splitlines()[1] == "9999"


LARGE = "{% set n = (2 ** 61 - 1) * 3 %}"


@pytest.mark.parametrize(
    "body",
    [
        "{{ {n: 1} }}",
        "{{ {[n]: 1} }}",
        "{{ range(0, 6000 * n, n) | length }}",
        "{{ ['9' * 30] | map('int') | unique | list }}",
        "{{ [{'a': n}] | unique('a') | list }}",
        "{{ ['9' * 30] | map('int') | names_in }}",
        "{{ dict([n, 1] | batch(2)) }}",
        "{{ {}.fromkeys([n]) }}",
        "{{ {}.get(-n) }}",
        "{{ model_of((n,)) }}",
    ],
)
def test_numbers_that_share_a_hash_are_no_keys(tmp_path: Path, body: str) -> None:
    """The hash of a number is its remainder by 2**61 - 1, so a table of such multiples compares all of them."""
    (problem,) = render(tmp_path, LARGE + body).problems
    assert problem.message == "a number in a key or an argument exceeds 1,152,921,504,606,846,976"


def test_a_large_number_is_no_constant(tmp_path: Path) -> None:
    """Python compiles a template with a table of its constants."""
    (problem,) = render(tmp_path, "{{ 5 in (2305843009213693951, 0) }}").problems
    assert (problem.code, problem.message, problem.places) == (
        "template-syntax",
        "a number must not exceed 1,152,921,504,606,846,976",
        (Place("templates/t.md.j2", 2, 1),),
    )


PAIRS = "{% set a = namespace(l=(1,)) %}{% for i in range(40) %}{% set a.l = (a.l, a.l) %}{% endfor %}"


@pytest.mark.parametrize("body", ["{{ {}.get(a.l) }}", "{{ model_of(a.l) }}", "{% include a.l %}"])
def test_a_value_that_is_larger_than_it_looks_is_not_hashed(tmp_path: Path, body: str) -> None:
    (problem,) = render(tmp_path, PAIRS + body).problems
    assert problem.message == "a value has more than 1,000,000 parts"


@pytest.mark.parametrize(
    "body",
    [
        "{% set l = namespace(m=range(90000)) %}{% for i in range(40) %}{% set l.m = l.m | select %}{% endfor %}",
        "{{ range(90000) | map(attribute='real' ~ '.real' * 40) | first }}",
    ],
)
def test_each_item_of_a_series_counts(tmp_path: Path, body: str) -> None:
    (problem,) = render(tmp_path, body).problems
    assert problem.message == "the template takes more than 3,000,000 steps"


def test_the_variables_of_a_block_are_not_arguments(tmp_path: Path) -> None:
    body = "{% block all %}{% set text = '" + "long " * 2_000 + "' %}{{ text.strip() | length }}{% endblock %}"
    outputs = render(tmp_path, body)
    assert outputs.problems == ()
    assert outputs.files[0].content.decode().splitlines()[1] == "9999"


@given(st.text(max_size=200))
def test_the_path_of_most_calls_counts_like_the_general_one(text: str) -> None:
    """A conversion is an operation without arguments, and the result of one is a text like any other."""
    fast, general = TemplateBudget(), TemplateBudget()
    fast.take_conversion(text)
    general.check_operation(text, [])
    fast.take_result(text)
    general.take_text(len(text))
    assert vars(fast) == vars(general)


def test_the_last_character_of_the_budget() -> None:
    budget = TemplateBudget()
    budget.characters = 3
    budget.take_result("abc")
    with pytest.raises(BudgetError):
        budget.take_result("a")


@given(st.recursive(st.text() | st.integers() | st.none(), lambda part: st.lists(part) | st.tuples(part, part)))
def test_the_size_of_a_value_is_that_of_its_parts(value: object) -> None:
    """Characters, bytes of numbers and members; and the parts, the value itself included."""

    def measured(part: object) -> tuple[int, int]:
        if isinstance(part, (list, tuple)):
            sizes = [measured(member) for member in part]
            return len(part) + sum(size for size, _ in sizes), 1 + sum(count for _, count in sizes)
        size = len(part) if isinstance(part, str) else part.bit_length() // 8 if isinstance(part, int) else 0
        return size, 1

    assert size_of(value) == measured(value)
