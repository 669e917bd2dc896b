"""Typical mistakes in a template, each with its message and fix; none names a class of Jinja or of this program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.outputs.template_case import HEAD, STATUSES, Case, repository
from tests.support.sample_repo import render_problems
from tests.support.workspaces import open_workspace

CONTRACT = STATUSES + "phases: {make: {}}\nbudgets: {phases: {make: {warning: 5, hard: 7}}}\n"
NAME = "correct the name, or test it first: {% if … is defined %}"
ADD = "join strings with '~'; convert a string to a number with the filter 'int'"
CONVERT = "convert both to the same type first, for example with the filter 'int' or 'string'"
LIST = "use a list or a mapping here"
INT = "convert it to a number with the filter 'int'"
CALL = "remove the parentheses"
ARGUMENTS = "correct the arguments"
HARD = "budgets.phases.make.hard"

MISTAKES = (
    ("{{ statusses }}", "undefined-name: 'statusses' is undefined; did you mean 'statuses'?", NAME),
    (
        "{% for s in statuses %}{{ s.description }}{% endfor %}",
        "undefined-name: the string 'open' is a name in statuses and has no 'description'",
        "read it from the item: statuses[…].description",
    ),
    ("{{ statuses.open.description.size }}", "undefined-name: a string has no 'size'", NAME),
    (f"{{{{ {HARD}.size }}}}", "undefined-name: a number has no 'size'", NAME),
    ("{% for s in statuses %}{{ loop.indx }}{% endfor %}", "undefined-name: the loop has no 'indx'", NAME),
    ("{{ [1][5] }}", "undefined-name: a list has no element 5", NAME),
    ("{{ {'a': 1}.b }}", "undefined-name: a mapping has no 'b'", NAME),
    (
        "{% from 'parts/words.md.j2' import nowhere %}{{ nowhere() }}",
        "undefined-name: the template 'parts/words.md.j2' has no 'nowhere'",
        "correct the name, or add the macro to that template",
    ),
    (
        "{{ 'a' | uppper }}",
        "template-syntax: there is no filter 'uppper'; did you mean 'upper'?",
        "correct the name of the filter",
    ),
    (
        "{% if 1 is strng %}a{% endif %}",
        "template-error: there is no test 'strng'; did you mean 'string'?",
        "correct the name after 'is'",
    ),
    ("{{ marker() }}", "template-error: the marker cannot be called", CALL),
    ("{{ statuses() }}", "template-error: a mapping cannot be called", CALL),
    ("{{ statuses.open() }}", "template-error: an item of the contract cannot be called", CALL),
    ("{{ statuses.open.description() }}", "template-error: a string cannot be called", CALL),
    ("{{ transitions() }}", "template-error: a list cannot be called", CALL),
    ("{% for x in 5 %}{% endfor %}", "template-error: a number is not a list or a mapping", LIST),
    (f"{{% for x in {HARD} %}}{{% endfor %}}", "template-error: a number is not a list or a mapping", LIST),
    ("{% for x in none %}{% endfor %}", "template-error: nothing is not a list or a mapping", LIST),
    ("{{ 5 | join(',') }}", "template-error: a number is not a list or a mapping", LIST),
    ("{{ 'a' in 5 }}", "template-error: a number is not a list or a mapping", LIST),
    ("{{ 5 | length }}", "template-error: a number has no length", "use a string or a list here"),
    (
        "{% for a, b in statuses %}{% endfor %}",
        "template-error: a value cannot be split into 2 names",
        "loop over pairs: {% for name, item in ….items() %}",
    ),
    (
        "{% for a, b in [1] %}{% endfor %}",
        "template-error: a number cannot be split into several names",
        "write one name before 'in'",
    ),
    ("{{ 'a' + 1 }}", "template-error: '+' cannot be used with a string and a number", ADD),
    ("{{ 1 + 'a' }}", "template-error: '+' cannot be used with a number and a string", ADD),
    (f"{{{{ statuses.open.id + {HARD} }}}}", "template-error: '+' cannot be used with a string and a number", ADD),
    ("{{ statuses + 1 }}", "template-error: '+' cannot be used with a mapping and a number", ADD),
    ("{{ 'a' - 1 }}", "template-error: '-' cannot be used with a string and a number", CONVERT),
    ("{{ 2 ** 'a' }}", "template-error: '**' cannot be used with a number and a string", CONVERT),
    ("{{ -'a' }}", "template-error: '-' cannot be used with a string", CONVERT),
    ("{{ 'a' * 1.5 }}", "template-error: '*' cannot be used with a string or a list and a number", CONVERT),
    ("{{ 'a' < 1 }}", "template-error: '<' cannot compare a string with a number", CONVERT),
    ("{{ {[1]: 2} }}", "template-error: a list cannot be a key", "use a string or a number here"),
    (
        "{{ '%d' | format('a') }}",
        "template-error: '%d' needs a number, not a string",
        "convert it to a number with the filter 'int', or write '%s'",
    ),
    ("{{ 'a' | replace('a') }}", "template-error: 'replace' needs further arguments: 'new'", ARGUMENTS),
    ("{{ 'a' | replace(of='b') }}", "template-error: 'replace' has no argument 'of'", ARGUMENTS),
    ("{{ 'a' | trim('b', 'c', 'd') }}", "template-error: 'trim' has too many arguments here", ARGUMENTS),
    (
        "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
        "template-error: the macro 'm' has too many arguments here; it takes 1",
        ARGUMENTS,
    ),
    (
        "{% macro m(a) %}{% endmacro %}{{ m(b=2) }}",
        "template-error: the macro 'm' has no argument 'b'",
        ARGUMENTS,
    ),
    ("{{ range('a') }}", "template-error: expected a number here, not a string", INT),
    ("{{ range() }}", "template-error: 'range' needs at least 1 arguments", ARGUMENTS),
    ("{{ range(1, 2, 0) }}", "template-error: the step of a range must not be 0", ARGUMENTS),
    ("{{ 'abc'['a':2] }}", "template-error: the bounds of a slice must be numbers", INT),
    ("{{ 'a'.upper(1) }}", "template-error: 'upper' has too many arguments here", ARGUMENTS),
    ("{{ 'a'.replace(1, 2) }}", "template-error: argument 1 of 'replace' must be a string, not a number", ARGUMENTS),
    ("{{ 'a'.split(1) }}", "template-error: an argument must be a string, not a number", ARGUMENTS),
    ("{{ relative_url(5) }}", "template-error: an argument must be a string, not a number", ARGUMENTS),
    ("{{ value_at() }}", "template-error: 'value_at' needs further arguments: 'dotted_path'", ARGUMENTS),
    ("{{ 'a' | round }}", "template-error: a string cannot be rounded", INT),
    ("{{ statuses.open | number }}", "template-error: the value is not a number", INT),
    ("{{ 'a' | number }}", "template-error: the value is not a number", INT),
    ("{{ 5 | last }}", "template-error: a number is not a list or a mapping", LIST),
    ("{{ 5 | reverse }}", "template-error: the value is not a list or a mapping", LIST),
    (
        "{% set one = 1 %}{% set one.two = 1 %}",
        "template-error: only a group of variables has names that can be set",
        "write {% set NAME = namespace() %} first",
    ),
    (
        "{{ '{} {}'.format(1) }}",
        "template-error: there are fewer values than this line uses",
        "add them, or use fewer",
    ),
    ("{{ statuses | items('nowhere') }}", "template-error: there is no 'nowhere'", "fix the template at this line"),
    ("{{ '\\ud800' }}", "template-error: '\\ud800' is not a valid character", "remove it"),
    ("{{ 'a }}", "template-syntax: a string is never closed", "close it with the same quote"),
    ("{{ [1, }}", "template-syntax: expected ']' here, not '}'", "fix the template at this line"),
    ("{{ 1 if }}", "template-syntax: '}}' is not expected here", "fix the template at this line"),
    (
        "{% include 'nowhere.j2' %}",
        "unknown-template: there is no template 'nowhere.j2'",
        "create templates/nowhere.j2, or correct the name",
    ),
    (
        "{% include 'a.j2' %}",
        "template-error: the templates include each other in a cycle",
        "remove the include or import that leads back to this template",
    ),
    (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "template-error: a macro or a block calls itself without end",
        "call it on a condition: {% if … %}",
    ),
    (
        "{% for x in %}",
        "template-syntax: a value or a name is missing before '%}'",
        "write it, or remove the tag",
    ),
    ("{{ marker", "template-syntax: '}}' is missing", "close the tag with '}}'"),
    ("{# marker", "template-syntax: a comment is never closed", "close it with '#}'"),
    ("{% raw %}", "template-syntax: the tag 'raw' is never closed", "add {% endraw %}"),
    ("{{ marker marker }}", "template-syntax: expected '}}' here, not 'marker'", "fix the template at this line"),
    ("{% if marker %}a", "template-syntax: the tag 'if' is never closed", "add {% endif %}"),
    (
        "{% foreach x in statuses %}",
        "template-syntax: there is no tag 'foreach'; did you mean 'for'?",
        "correct the tag",
    ),
    (
        "{% for x in statuses %}{% endif %}",
        "template-syntax: the tag 'endif' does not close 'for', which is open here",
        "write {% endfor %} first",
    ),
)
CLASS_NAMES = re.compile(
    r"revi_docs\.|jinja2?\.|markupsafe|Traced|View\b|NoneType|\bobject\b|\b(?:str|int|dict)\b|\(\)"
)


@pytest.mark.parametrize(("template", "message", "fix"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_in_a_template(tmp_path: Path, template: str, message: str, fix: str) -> None:
    case = Case("", template=f"{HEAD}{template}\n", contract=CONTRACT)
    problems = open_workspace(repository(tmp_path, case)).rendered_outputs.problems
    answer = render_problems(tuple(problem for problem in problems if problem.code != "unrendered-item"))
    assert answer == f"templates/a.j2:2:1: {message}\n  fix: {fix}\n"
    assert not CLASS_NAMES.search(message)
