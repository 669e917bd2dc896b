"""Items and templates that no output shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outputs.template_case import HEAD, Case, repository
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace


@pytest.mark.parametrize(
    "shows",
    [
        pytest.param("{{ statuses | join(', ') }}", id="names, joined"),
        pytest.param("{{ statuses.keys() | list | data }}", id="names, as data"),
        pytest.param("{% for name in statuses %}{{ 'a ' ~ name }} {% endfor %}", id="names in other texts"),
        pytest.param("{% for one in statuses.values() %}{{ one.id | upper | lower }} {% endfor %}", id="filtered"),
        pytest.param("{{ statuses.open.description }} {{ statuses.closed.terminal }} closed", id="a value and a name"),
    ],
)
def test_an_item_may_be_shown_in_many_ways(tmp_path: Path, shows: str) -> None:
    case = Case("", template=HEAD + shows + "\n")
    assert render_problems(open_workspace(repository(tmp_path, case)).rendered_outputs.problems) == ""


def test_a_template_whose_section_is_empty_today_is_used(tmp_path: Path) -> None:
    write(tmp_path, "templates/agent.md.j2", HEAD + '{% include "parts/foot.md.j2" %}\n')
    write(tmp_path, "templates/parts/foot.md.j2", "The end.\n")
    write(tmp_path, "templates/parts/old.md.j2", "Nobody includes this.\n")
    write(tmp_path, "revi.yml", 'revi: 1\noutputs: {"{agent}.md": {template: agent.md.j2, each: agents}}\n')
    problems = open_workspace(tmp_path).rendered_outputs.problems
    assert [problem.subject for problem in problems] == ["parts/old.md.j2"]
