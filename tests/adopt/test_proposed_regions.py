"""The template of a table that becomes a region."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.adopt_repo import adopt, write_files
from tests.support.adopted_files import ALL


def test_the_template_of_a_table(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, dict(ALL)))
    names = ["models-1.yml.j2", "workflow-1.md.j2", "workflow-2.md.j2", "workflow-3.md.j2"]
    assert sorted(path.name for path in (tmp_path / "templates/regions").iterdir()) == names
    assert (tmp_path / "templates/regions/workflow-3.md.j2").read_text(encoding="utf-8") == (
        "| Phase | Warning | Hard limit (tokens) | |\n|---|---|---|---|\n"
        "| {{ phases['drafting'].id }} | {{ budgets.phases['drafting'].warning | number }} "
        "| {{ (budgets.phases['drafting'].hard / 1000) | number }}{%+ raw %}K | {{ {% and |\n"
        "| {% endraw +%}{{ phases['testing'].id }} | {{ budgets.phases['testing'].warning }} "
        "| {{ budgets.phases['testing'].hard }} | |\n"
    )
    assert (tmp_path / "templates/regions/models-1.yml.j2").read_text(encoding="utf-8") == (
        "writer: {{ agents['writer'].model | quoted_body }}\n"
    )
