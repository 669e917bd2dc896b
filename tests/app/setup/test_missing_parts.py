"""`revi-docs doctor`: each part, with the command that completes it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.support.runtime_repository import revi
from tests.support.sample_repo import edit, git, run_docs, write

ALL_PARTS = ["git", "contract", "outputs", "site", "permissions", "hooks", "git-files", "ci"]
BIN = str(Path(sys.executable).parent)
SETTINGS = ".claude/settings.json"
NOT_JSON = f"{SETTINGS}:1:2: is not valid JSON: Expecting property name enclosed in double quotes; correct the file"
NEW = {
    **dict.fromkeys(ALL_PARTS, "ok"),
    "hooks": "not set up; run 'revi-docs init --hooks'",
    "ci": "no GitHub or GitLab job runs revi-docs; run 'revi-docs init --ci github', or '--ci gitlab'",
}
"""A new repository."""


def rows(root: Path, code: int = 1, path: str = f"{BIN}{os.pathsep}{os.environ['PATH']}") -> dict[str, str]:
    """Part → what is printed about it."""
    result = run_docs(root, "doctor", PATH=path)
    assert (result.returncode, result.stderr) == (code, "")
    lines = result.stdout.replace("\n  fix: ", "; ").splitlines()
    return dict(line.split(": ", 1) for line in lines)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def test_an_empty_folder(tmp_path: Path) -> None:
    assert rows(tmp_path) == {
        "git": "the folder is not in a git repository; run 'git init'",
        "contract": "there is no revi.yml; run 'revi-docs init'",
    }


@pytest.mark.parametrize("workflow", ["minimal", "review", "revi"])
def test_a_new_repository(repository: Path, workflow: str) -> None:
    run_docs(repository, "init", "--workflow", workflow)
    assert rows(repository, 0) == NEW
    (repository / "docs_src/deep").mkdir()
    assert rows(repository / "docs_src/deep", 0) == NEW


def test_everything(repository: Path) -> None:
    run_docs(repository, "init", "--hooks", "--ci", "gitlab")
    assert rows(repository, 0) == dict.fromkeys(ALL_PARTS, "ok")


def test_a_plugin_has_no_settings_of_a_project(repository: Path) -> None:
    """Its hooks are in it, permissions belong to its users, and without mkdocs.yml there is no site to complete."""
    run_docs(repository, "init", "--as-plugin", "plugin")
    folder = repository / "plugin"
    parts = {part: NEW[part] for part in ("git", "contract", "outputs")}
    job = "no GitHub or GitLab job runs revi-docs in plugin; run 'revi-docs init --ci github', or '--ci gitlab'"
    assert rows(folder, 0) == {**parts, "ci": job}
    assert revi(folder, "doctor").stdout == "no problems found\n"
    write(folder, "mkdocs.yml", "site_name: Mine\n")
    assert rows(folder)["site"].startswith("plugins: ")


def test_a_job_for_a_contract_in_a_subfolder(repository: Path) -> None:
    """The server reads the files at the root of git only; a job for another folder is none for this one."""
    folder = repository / "packages/shop"
    folder.mkdir(parents=True)
    run_docs(repository, "-C", "packages/shop", "init")
    lacking = NEW["ci"].replace("revi-docs;", "revi-docs in packages/shop;")
    write(folder, ".gitlab-ci.yml", "script: [revi-docs -C packages/shop check]\n")
    write(repository, ".gitlab-ci.yml", "script: [revi-docs -C packages/other check]\n")
    assert rows(folder, 0)["ci"] == lacking
    run_docs(folder, "init", "--ci", "github")
    assert rows(folder, 0)["ci"] == "ok"
    write(repository, ".github/workflows/revi-docs.yml", "matrix: [other, shop]\nrun: revi-docs -C packages/${{ x }}\n")
    assert rows(folder, 0)["ci"] == "ok"


def test_a_folder_without_git(tmp_path: Path) -> None:
    run_docs(tmp_path, "init", "--hooks", "--ci", "github")
    message = "the folder is not in a git repository; run 'git init'"
    assert rows(tmp_path) == {**dict.fromkeys(ALL_PARTS, "ok"), "git": message}


def test_each_command_completes_its_part(repository: Path) -> None:
    write(repository, "revi.yml", 'revi: 1\nproject: {stories: "stories/{id}"}\nstatuses: [open, done]\n')
    before = rows(repository)
    assert list(before) == ALL_PARTS
    for part in ALL_PARTS[2:]:
        command = before[part].partition("; run 'revi-docs ")[2].partition("'")[0]
        assert command, before
        run_docs(repository, *command.split())
        assert rows(repository, 0 if part == "ci" else 1 if part == "outputs" else 0)[part] == "ok"


def test_another_platform_has_no_settings_of_claude_code(repository: Path) -> None:
    write(repository, "revi.yml", 'revi: 1\ntargets: [codex]\nproject: {stories: "stories/{id}"}\n')
    assert list(rows(repository)) == [part for part in ALL_PARTS if part not in {"permissions", "hooks"}]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        (SETTINGS, "{", {
            "permissions": NOT_JSON,
            "hooks": NOT_JSON,
        }),
        ("mkdocs.yml", "site_name: Mine\ndocs_dir: docs_src\nmarkdown_extensions: [attr_list]\n", {
            "site": "plugins: [search, revi]; write this in mkdocs.yml",
        }),
        (".gitignore", "*.log\n", {"git-files": ".gitignore lacks lines of revi-docs; run 'revi-docs init'"}),
        (".gitattributes", "* text=auto eol=lf\n", {}),
        (".claude/docs/statuses.md", "Mine.\n", {"outputs": "1 text with edits or conflicts; run 'revi-docs check'"}),
        (".github/workflows/docs.yaml", "steps: [{run: revi-docs check}]\n", {"ci": "ok"}),
        ("templates/claude/agent.md.j2", "{{ nowhere }}\n", {"contract": "it has 1 problem; run 'revi-docs lint'"}),
        ("revi.yml", "revi: 1\nx: [\n", {"contract": "it has 1 problem; run 'revi-docs lint'"}),
    ],
)  # fmt: skip
def test_a_broken_part_is_one_line(repository: Path, path: str, content: str, expected: dict[str, str]) -> None:
    run_docs(repository, "init")
    write(repository, path, content)
    code = int(any(text != "ok" for text in expected.values()))
    parts = list(NEW)[: list(NEW).index("contract") + 1] if "contract" in expected else list(NEW)
    assert rows(repository, code) == {**{part: NEW[part] for part in parts}, **expected}


def test_a_site_file_that_is_not_yaml(repository: Path) -> None:
    run_docs(repository, "init")
    write(repository, "mkdocs.yml", "site_name: [\n")
    parts = rows(repository)
    assert parts["site"].startswith("mkdocs.yml:2:1: the file cannot be read: ")
    assert parts | {"site": "ok"} == NEW


def test_hooks_that_are_incomplete_or_cannot_be_run(repository: Path) -> None:
    run_docs(repository, "init", "--hooks")
    line = f"'revi' is not on the PATH; run 'export PATH=\"{BIN}:$PATH\"'"
    assert rows(repository, path="/usr/bin")["hooks"] == line
    settings = json.loads((repository / SETTINGS).read_text("utf-8"))
    settings["hooks"].popitem()
    write(repository, SETTINGS, json.dumps(settings))
    line = f"{SETTINGS} does not have all hooks of the contract; run 'revi-docs init --hooks'"
    assert rows(repository)["hooks"] == line


def test_a_contract_with_problems_and_another_version(repository: Path) -> None:
    write(
        repository,
        "revi.yml",
        "revi: 1\nstatuses: {open: , done: {terminal: true}}\ntransitions: [{from: opne, to: done, by: manual}]\n",
    )
    assert rows(repository) == {"git": "ok", "contract": "it has 2 problems; run 'revi-docs lint'"}
    edit(repository, "revi.yml", "opne", "open")
    edit(repository, "revi.yml", "revi: 1\n", 'revi: 1\nrequired_version: "0.0"\n')
    assert "; run 'revi-docs upgrade', or " in rows(repository)["version"]
    edit(repository, "revi.yml", "{open: ,", "{open: {meaning: New.},")
    assert list(rows(repository)) == ["git", "contract", "version"]
