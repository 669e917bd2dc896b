"""A target is added to each workflow that `init` offers, without any other edit."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from revi_docs.problems.problem import errors
from revi_docs.problems.version import RELEASE
from tests.support.workspaces import open_workspace


@pytest.mark.parametrize("workflow", ["minimal", "review", "revi"])
def test_codex_is_added_to_a_workflow(tmp_path: Path, workflow: str) -> None:
    starter = files("revi_docs.app.setup").joinpath(f"starter/{workflow}.yml").read_text("utf-8")
    text = starter.replace("{version}", RELEASE).replace("{name}", "x")
    (tmp_path / "revi.yml").write_text(f"{text}targets: [codex]\n", encoding="utf-8")
    problems = open_workspace(tmp_path).lint()
    assert errors(problems) == ()
    assert {problem.code for problem in problems} == {"dropped-by-target"}
