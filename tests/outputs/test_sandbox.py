"""No operation of a template produces an enormous value, and none is random."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError, TemplateError

from revi_docs.outputs.sandbox import Sandbox

SANDBOX = Sandbox()
SANDBOX.count_filters()


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'ab' * 3 }}", "ababab"),
        ("{{ 2 ** 64 }}", "18446744073709551616"),
        ("{{ '%05d' % 7 }}", "00007"),
        ("{{ '{:>4}'.format(7) }}", "   7"),
        ("{{ 'a' | center(5) }}", "  a  "),
    ],
)
def test_usual_sizes(template: str, expected: str) -> None:
    assert SANDBOX.from_string(template).render() == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 1000000 }}",
        "{{ 1000000 * [1] }}",
        "{{ 10 ** 1000000 }}",
        "{{ '%9999999d' % 7 }}",
        "{{ '%*d' % (9999999, 7) }}",
        "{{ '{:9999999}'.format(7) }}",
        "{{ '{:{w}}'.format(7, w=9999999) }}",
        "{{ 'a' | center(1000000) }}",
        "{{ 'a'.ljust(1000000) }}",
        "{{ '%9999999d' | format(7) }}",
    ],
)
def test_enormous_values(template: str) -> None:
    with pytest.raises(SecurityError):
        SANDBOX.from_string(template).render()


@pytest.mark.parametrize("template", ["{{ lipsum() }}", "{{ [1, 2] | random }}", "{{ ''.__class__.__mro__ }}"])
def test_what_is_not_there(template: str) -> None:
    with pytest.raises(TemplateError):
        SANDBOX.from_string(template).render()
