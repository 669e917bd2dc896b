"""Files for CI and pre-commit that `init` writes on request."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.sample_repo import run_docs, write


@pytest.mark.parametrize(
    ("options", "path"),
    [
        (["--ci", "github"], ".github/workflows/revi-docs.yml"),
        (["--ci", "gitlab"], ".gitlab-ci.yml"),
        (["--pre-commit"], ".pre-commit-config.yaml"),
    ],
)
def test_files_on_request(tmp_path: Path, options: list[str], path: str) -> None:
    assert run_docs(tmp_path, "init", *options).returncode == 0
    text = (tmp_path / path).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert "revi-docs-light==" in text
    write(tmp_path, path, "# mine\n")
    result = run_docs(tmp_path, "init", *options)
    assert result.returncode == 1
    assert result.stdout.startswith(f"to do: {path}, which was not changed: add ")
    assert (tmp_path / path).read_text(encoding="utf-8") == "# mine\n"
