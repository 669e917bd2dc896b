"""What a single template can print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revi_docs.files.generated_marker import MARKER
from tests.outputs.template_case import ALL, HEAD, STATUSES, Case, repository
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace

FORMS = ("x", "x | code", "x | comment", "x | html", "x | quoted", "x | quoted_body", "[x] | items", "[x] | data")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("word", ["generated", "0123456789abcdef"])
def test_no_value_looks_like_a_marker(tmp_path: Path, form: str, word: str) -> None:
    """Otherwise the template would be blamed, or a file of somebody else would look generated."""
    contract = STATUSES.replace("No one has started.", f"'revi:{word}'")
    write(tmp_path, "revi.yml", contract + 'default_outputs: false\noutputs:\n  "a.md": {template: a.j2}\n')
    lines = f"{{% set x = statuses.open.description %}}\n{ALL}" + f"{{{{ {form} }}}}\n" * 9
    write(tmp_path, "templates/a.j2", lines + HEAD)
    outputs = open_workspace(tmp_path).rendered_outputs
    assert render_problems(outputs.problems) == ""
    (rendered,) = outputs.files
    assert re.findall("revi:(?:generated|[0-9a-f]{16})", rendered.content.decode()) == [MARKER]
    assert rendered.content.decode().count(word) >= 9


@pytest.mark.parametrize("form", [form.replace("x", name) for form in FORMS[:-2] for name in ("marker", "checksum")])
def test_any_filter_can_print_the_marker(tmp_path: Path, form: str) -> None:
    case = Case("", template=f"{{{{ {form} }}}}\n{ALL}")
    (rendered,) = open_workspace(repository(tmp_path, case)).rendered_outputs.files
    assert rendered.content.decode().count(MARKER) == 1


def test_large_numbers_that_are_not_widths_are_allowed(tmp_path: Path) -> None:
    shows = "{{ 3000000 | round(1) }} {{ '{:,}'.format(1234567) }} {{ '%d' % 2000000 }} {{ 'ab' * 2 }} {{ 2 ** 40 }}"
    case = Case("", template=HEAD + ALL + shows + "\n")
    (rendered,) = open_workspace(repository(tmp_path, case)).rendered_outputs.files
    assert rendered.content.endswith(b"3000000 1,234,567 2000000 abab 1099511627776\n")


def test_an_optional_include_can_be_missing(tmp_path: Path) -> None:
    case = Case("", template=HEAD + ALL + "{% include 'parts/maybe.j2' ignore missing %}\n")
    assert open_workspace(repository(tmp_path, case)).rendered_outputs.problems == ()


def test_names_can_be_tested(tmp_path: Path) -> None:
    case = Case("", template=HEAD + ALL + "{{ nowhere is defined }} {{ nowhere | default('y') }}\n")
    (rendered,) = open_workspace(repository(tmp_path, case)).rendered_outputs.files
    assert rendered.content.endswith(b"openclosedFalse y\n")
