"""`upgrade` moves the version that CI and pre-commit install, too: else the next run of CI reports `outdated`."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.setup.version_pins import VersionPin, update_pins, version_pins
from revi_docs.problems.version import RELEASE
from tests.support.sample_repo import edit, git, run_docs, write

PATHS = [".gitlab-ci.yml", ".pre-commit-config.yaml", ".github/workflows/revi-docs.yml"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A contract without outputs and all files for CI, as an earlier release wrote them."""
    git(tmp_path, "init", "-q")
    write(tmp_path, "revi.yml", 'revi: 1\nrequired_version: "0.0"\nstatuses: [open, done]\n')
    for words in (["--ci", "github", "--pre-commit"], ["--ci", "gitlab"]):
        assert run_docs(tmp_path, "init", *words).returncode == 0
    for path in PATHS:
        write(tmp_path, path, (tmp_path / path).read_bytes().replace(f"=={RELEASE}.".encode(), b"==0.0."))
    return tmp_path


def contents(root: Path) -> list[bytes]:
    return [(root / path).read_bytes() for path in PATHS]


def test_files_that_init_wrote_are_updated(repository: Path) -> None:
    before = contents(repository)
    planned = run_docs(repository, "upgrade", "--dry-run").stdout
    assert contents(repository) == before
    result = run_docs(repository, "upgrade")
    for path in PATHS:
        assert f"would write {RELEASE} into {path}\n" in planned
        assert f"wrote {RELEASE} into {path}\n" in result.stdout
    assert result.returncode == 0
    assert contents(repository) == [content.replace(b"==0.0.", f"=={RELEASE}.".encode()) for content in before]
    assert {pin.release for pin in version_pins(repository)} == {RELEASE}


def test_files_of_a_person_are_to_do(repository: Path) -> None:
    edit(repository, ".gitlab-ci.yml", "revi-docs:", "my-job:")
    own = "jobs:\n  docs:\n    steps:\n      - run: pip install revi-docs==0.0.3 other==0.0.1\n"
    write(repository, ".github/workflows/own.yaml", own)
    result = run_docs(repository, "upgrade")
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("to do: ")] == [
        f"to do: .gitlab-ci.yml:9 installs revi-docs 0.0: write {RELEASE}",
        f"to do: .github/workflows/own.yaml:4 installs revi-docs 0.0: write {RELEASE}",
    ]
    assert (repository / ".github/workflows/own.yaml").read_text("utf-8") == own
    doctor = run_docs(repository, "doctor").stdout
    lacking = f".gitlab-ci.yml:9 installs revi-docs 0.0, and the contract requires {RELEASE}"
    assert f"ci: {lacking}\n  fix: write {RELEASE} there\n" in doctor


def test_a_contract_in_a_subfolder(tmp_path: Path) -> None:
    """The files are at the root of the git repository."""
    git(tmp_path, "init", "-q")
    (tmp_path / "packages/a").mkdir(parents=True)
    write(tmp_path, "packages/a/revi.yml", "revi: 1\nstatuses: [open, done]\n")
    assert run_docs(tmp_path, "-C", "packages/a", "init", "--pre-commit").returncode == 0
    path = ".pre-commit-config.yaml"
    current = (tmp_path / path).read_bytes()
    write(tmp_path, path, current.replace(f"=={RELEASE}.".encode(), b"==0.0."))
    assert list(version_pins(tmp_path / "packages/a")) == [VersionPin(tmp_path, path, line, "0.0") for line in (8, 15)]
    assert update_pins(tmp_path / "packages/a", dry_run=False) == [path]
    assert (tmp_path / path).read_bytes() == current
