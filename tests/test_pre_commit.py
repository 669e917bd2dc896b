"""The hooks that `init --pre-commit` writes and the page shows, run by pre-commit in a repository of somebody else.

`language: system` takes the program from the environment of these tests, so that nothing is installed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.app.setup.optional_files import OPTIONAL_FILES, placed_file
from revi_docs.problems.version import RELEASE
from tests.conftest import ROOT
from tests.support.sample_repo import clean_environment, copy_synced, edit, git, sync_repository, write, write_sample

Repository = Callable[..., Path]

BIN = Path(sys.executable).parent
EXAMPLES: list[str] = re.findall(
    r"^```yaml.*?\n(.*?)^```$", (ROOT / "docs_src/guides/pre-commit.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)
OFFERED: dict[str, Any] = yaml.safe_load("".join(EXAMPLES))
"""The hooks of the page: those that `init` writes, and the one that can be added."""


def test_every_hook_installs_the_light_distribution() -> None:
    (local,) = OFFERED["repos"]
    assert [(hook["id"], hook["additional_dependencies"]) for hook in local["hooks"]] == [
        (f"revi-docs-{verb}", [f"revi-docs-light=={RELEASE}.*"]) for verb in ("lint", "check", "sync")
    ]


def config(*verbs: str) -> str:
    """The configuration with some of the hooks, which take their program from the environment."""
    (local,) = OFFERED["repos"]
    hooks = [
        {**hook, "language": "system"} for hook in local["hooks"] if hook["id"].removeprefix("revi-docs-") in verbs
    ]
    for hook in hooks:
        del hook["additional_dependencies"]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean repository in step, whose commits run pre-commit; tests copy it."""
    root = write_sample(tmp_path_factory.mktemp("installed") / "root")
    sync_repository(root)
    write(root, ".pre-commit-config.yaml", config())
    write(root, ".gitignore", "/home/\n")
    write(root, "page.md", "Nothing of ours stands here.\n")
    git(root, "init", "--quiet")
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", "Begin")
    run(root, BIN / "pre-commit", "install")
    return root


@pytest.fixture
def repository(installed: Path, tmp_path: Path) -> Repository:
    """Copies the repository; accepts the hooks that it has."""

    def copy(*verbs: str) -> Path:
        root = copy_synced(installed, tmp_path / "root")
        write(root, ".pre-commit-config.yaml", config(*verbs))
        git(root, "commit", "--quiet", "--no-verify", "-am", "Choose hooks")
        return root

    return copy


def run(root: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    env = {
        **clean_environment(),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(root / "home"),
        "PRE_COMMIT_HOME": str(root / "home/pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_COLOR": "never",
    }
    return subprocess.run(words, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    git(root, "add", "-A")
    who = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")
    return run(root, "git", *who, "commit", "-m", "Change")


def results(answer: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Hook → what became of it."""
    lines = (line for line in answer.stderr.splitlines() if line.startswith("revi-docs "))
    return {
        line.partition(".")[0]: line.rpartition(".")[2].partition(")")[2] or line.rpartition(".")[2] for line in lines
    }


def test_drift_is_refused_and_passes_after_sync(repository: Repository) -> None:
    root = repository("lint", "check")
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    refused = commit(root)
    assert refused.returncode == 1
    assert results(refused) == {"revi-docs lint": "Passed", "revi-docs check": "Failed"}
    assert "commands/begin.md:8:9: stale: 2 outputs are out of date: budgets.phases.make.hard changed" in refused.stderr
    assert "  cause: revi.yml:13:32\n  fix: run 'revi-docs sync'\n" in refused.stderr
    sync_repository(root)
    passed = commit(root)
    assert (passed.returncode, results(passed)) == (0, {"revi-docs lint": "Passed", "revi-docs check": "Passed"})


def test_sync_writes_and_the_commit_is_tried_again(repository: Repository) -> None:
    root = repository("sync")
    before = (root / "page.md").stat()
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    refused = commit(root)
    assert (refused.returncode, results(refused)) == (1, {"revi-docs sync": "Failed"})
    assert "files were modified by this hook" in refused.stderr
    assert git(root, "diff", "--name-only") == "commands/begin.md\ndocs/index.md\n"
    assert (root / "page.md").stat() == before
    passed = commit(root)
    assert (passed.returncode, results(passed)) == (0, {"revi-docs sync": "Passed"})


@pytest.mark.parametrize(
    ("change", "expected_text"),
    [
        pytest.param(
            lambda root: edit(root, "docs/agents.md", "# Agents", "# Agenten"),
            "docs/agents.md:2:8: tampered: has manual edits\n",
            id="an output edited",
        ),
        pytest.param(
            lambda root: edit(root, "templates/parts/limit.md.j2", "Last", "The last"),
            "commands/begin.md:9:1: stale: 2 outputs are out of date: templates/command.md.j2 or a value that it reads",
            id="a template edited",
        ),
        pytest.param(
            lambda root: (root / "docs/agents.md").unlink(),
            "docs/agents.md: missing: does not exist\n",
            id="an output deleted",
        ),
        pytest.param(
            lambda root: [(root / "docs/agents.md").unlink(), write(root, "page.md", "More.\n")],
            "docs/agents.md: missing: does not exist\n",
            id="an output deleted beside another change",
        ),
        pytest.param(
            lambda root: write(root, "page.md", "<!-- revi:begin nowhere -->\n<!-- revi:end -->\n"),
            "page.md:1:1: unknown-template: there is no template 'regions/nowhere.md.j2'\n",
            id="a region that no template renders",
        ),
    ],
)
def test_every_kind_of_change_is_seen(repository: Repository, change, expected_text: str) -> None:
    root = repository("check")
    change(root)
    answer = commit(root)
    assert (answer.returncode, results(answer)) == (1, {"revi-docs check": "Failed"})
    assert expected_text in answer.stderr


def test_a_page_of_somebody_else_passes(repository: Repository) -> None:
    root = repository("lint", "check")
    write(root, "page.md", "Still nothing.\n")
    answer = commit(root)
    assert (answer.returncode, results(answer)) == (0, {"revi-docs lint": "Passed", "revi-docs check": "Passed"})


def test_a_contract_in_a_subfolder_gets_the_files_of_its_folder_only(tmp_path: Path) -> None:
    """pre-commit names every file of a commit, and the check rejects files that are not below the contract."""
    folder = tmp_path / "packages/my shop"
    folder.mkdir(parents=True)
    write_sample(folder)
    sync_repository(folder)
    git(tmp_path, "init", "--quiet")
    content = placed_file(OPTIONAL_FILES["pre-commit"], folder).content
    assert content
    written = yaml.safe_load(content)
    for hook in written["repos"][0]["hooks"]:
        del hook["additional_dependencies"]
        hook["language"] = "system"
    write(tmp_path, ".pre-commit-config.yaml", yaml.safe_dump(written))
    write(tmp_path, "outside.md", "Nothing of ours stands here.\n")
    run(tmp_path, BIN / "pre-commit", "install")
    assert results(commit(tmp_path)) == {"revi-docs lint": "Passed", "revi-docs check": "Passed"}
    edit(folder, "revi.yml", "hard: 600", "hard: 700")
    edit(tmp_path, "outside.md", "Nothing", "Still nothing")
    refused = commit(tmp_path)
    assert results(refused) == {"revi-docs lint": "Passed", "revi-docs check": "Failed"}
    assert "stale: 2 outputs are out of date: budgets.phases.make.hard changed" in refused.stderr
