"""The template of a list that becomes a region."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.adopt_repo import adopt, write_files
from tests.support.adopted_files import ALL


def test_only_a_list_gets_a_template(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, dict(ALL)))
    assert [path.name for path in (tmp_path / "templates/regions").iterdir()] == ["models-1.yml.j2"]
    assert (tmp_path / "docs/workflow.md").read_text(encoding="utf-8") == ALL["docs/workflow.md"]
    assert (tmp_path / "templates/regions/models-1.yml.j2").read_text(encoding="utf-8") == (
        "writer: {{ agents['writer'].model | quoted_body }}\n"
    )
