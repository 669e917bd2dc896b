"""Files for CI and pre-commit that `init` writes on request."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.sample_repo import git, run_docs, write

FOUR = "revi: 1\nstatuses: [idea, draft, review, live]\n"


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


@pytest.mark.parametrize(
    ("options", "path", "expected"),
    [
        (["--ci", "github"], ".github/workflows/revi-docs.yml", "revi-docs -C 'packages/my shop' build --only"),
        (["--ci", "gitlab"], ".gitlab-ci.yml", "revi-docs -C 'packages/my shop' build --only"),
        (["--pre-commit"], ".pre-commit-config.yaml", "entry: revi-docs -C 'packages/my shop' check"),
    ],
)
def test_a_contract_in_a_subfolder(tmp_path: Path, options: list[str], path: str, expected: str) -> None:
    """Build servers and pre-commit look for their files at the root of git only; a second contract is advice."""
    git(tmp_path, "init", "-q")
    for folder in ("my shop", "b"):
        write(tmp_path, f"packages/{folder}/revi.yml", FOUR)
    result = run_docs(tmp_path, "-C", "packages/my shop", "init", *options)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"wrote ../../{path}\nnext: revi-docs -C 'packages/my shop' build\n"
    text = (tmp_path / path).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert expected in text
    result = run_docs(tmp_path / "packages/b", "init", *options)
    assert result.returncode == 1
    advice = f"to do: ../../{path}, which was not changed: add "
    assert (result.stdout.count(advice), "'revi-docs -C packages/b " in result.stdout) == (1, True)
    assert (tmp_path / path).read_text(encoding="utf-8") == text
    assert run_docs(tmp_path / "packages/my shop", "uninstall").returncode == 0
    assert not (tmp_path / path).exists()


def test_a_folder_that_yaml_cannot_name(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "a: b/revi.yml", FOUR)
    result = run_docs(tmp_path / "a: b", "init", "--ci", "gitlab")
    assert result.returncode == 1
    assert "to do: ../.gitlab-ci.yml, which was not changed: add a job that runs " in result.stdout
    assert not (tmp_path / ".gitlab-ci.yml").exists()
