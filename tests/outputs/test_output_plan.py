"""Only pages that are rendered are linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.outputs.output_plan import RenderTask, plan_outputs
from revi_docs.outputs.rendered_outputs import render_all
from revi_docs.problems.problem import Place
from tests.outputs.shipped_templates import no_extras
from tests.support.four_statuses import FOUR


@pytest.mark.parametrize(
    "outputs", ["", "outputs: {a.md: {template: a.j2}}\ndefault_outputs: false\n"], ids=["default", "none"]
)
def test_only_rendered_pages_are_linked(tmp_path: Path, outputs: str) -> None:
    marker = Place("notes.md", 1, 1)
    planned = RenderTask("notes.md", "regions/statuses.md.j2", marker=marker)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.j2").write_text("{{ marker }}{{ statuses.keys() | list }}")
    text = render_all(tmp_path, parse(FOUR + outputs.encode()), no_extras(), [planned]).regions[planned].content
    name = "`begun`" if outputs else "[`begun`](docs_src/reference/statuses/begun.md)"
    assert f"| {name} |" in text.decode()


def test_a_name_with_a_colon_is_a_folder_for_a_platform_and_one_page_of_the_reference() -> None:
    loaded = parse(b"revi: 1\ncommands:\n  gsd:stats: {description: Counts.}\n  0-check: {}\n")
    tasks, problems = plan_outputs(loaded, {})
    paths = [task.path for task in tasks if task.section == "commands"]
    assert (paths, problems) == (
        [
            ".claude/commands/gsd/stats.md",
            ".claude/skills/0-check/SKILL.md",
            "docs_src/reference/commands/0-check.md",
            "docs_src/reference/commands/gsd.stats.md",
        ],
        (),
    )
