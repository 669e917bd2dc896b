"""Existing files survive `init`, `sync`, `sync --force` and `uninstall`, which removes what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import edit, git, run_docs, write

EXISTING = {
    "AGENTS.md": b"# Rules of my own\n",
    "CLAUDE.md": b"See @AGENTS.md",
    "mkdocs.yml": b"site_name: Mine\ndocs_dir: docs_src\nplugins: [search, revi]\nmarkdown_extensions: [attr_list]\n",
    ".claude/settings.json": b'{\n    "model": "opus",\n    "permissions": {"allow": ["Bash(ls:*)"], "deny": []}\n}',
    ".gitignore": b"*.log\r\n/build",
    ".gitattributes": b"*.png binary\n",
    ".github/workflows/revi-docs.yml": b"on: push\n",
    ".gitlab-ci.yml": b"test: {script: [make]}\n",
    ".pre-commit-config.yaml": b"repos: []\n",
    ".claude/commands/start-work.md": b"---\ndescription: Mine.\n---\nDo it.\n",
    "docs_src/reference/index.md": b"# My reference\n",
    "notes/a.txt": b"\x00\xff",
}
OUTPUT = "\noutputs:\n  AGENTS.md:\n    template: AGENTS.md.j2\n"
EXTENDED = (".gitignore", ".gitattributes", ".claude/settings.json")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_existing_files_survive(repository: Path, newline: bytes) -> None:
    existing = {path: content.replace(b"\r\n", b"\n").replace(b"\n", newline) for path, content in EXISTING.items()}
    for path, content in existing.items():
        write(repository, path, content)
    for words in (["init", "--hooks", "--ci", "github", "--pre-commit"], ["init", "--ci", "gitlab"]):
        assert run_docs(repository, *words).returncode == 1
    edit(repository, "revi.yml", "\noutputs:\n", OUTPUT)
    for words in (["sync"], ["sync", "--force"]):
        assert run_docs(repository, *words).returncode == 1
        existing_files = {path: content for path, content in contents(repository).items() if path in existing}
        assert {path for path in existing if existing_files[path] != existing[path]} == set(EXTENDED)
        assert all(existing[path] in existing_files[path] for path in (".gitignore", ".gitattributes"))
    check = run_docs(repository, "check").stdout
    assert check.count("foreign-file: an output has the path of this file, which revi-docs did not write") == 2
    hidden = "foreign-file: an output hides this file, which revi-docs did not write\n"
    assert f".claude/commands/start-work.md: {hidden}" in check
    assert "tampered" not in check
    assert run_docs(repository, "uninstall").returncode == 0
    remaining_files = contents(repository)
    assert remaining_files.pop("revi.yml")  # it was edited
    assert remaining_files == existing


@pytest.mark.parametrize("workflow", ["minimal", "review", "revi"])
def test_nothing_is_left_of_a_new_repository(repository: Path, workflow: str) -> None:
    run_docs(repository, "init", "--workflow", workflow, "--hooks", "--ci", "github", "--pre-commit")
    planned = run_docs(repository, "uninstall", "--dry-run").stdout
    before = contents(repository)
    assert before
    assert contents(repository) == before
    assert run_docs(repository, "uninstall").stdout == planned.replace("would remove", "removed")
    assert [path.name for path in repository.iterdir()] == [".git"]


@pytest.mark.parametrize("workflow", ["minimal", "revi"])
def test_nothing_is_left_of_a_plugin(repository: Path, workflow: str) -> None:
    run_docs(repository, "init", "--as-plugin", "plugin", "--workflow", workflow)
    assert run_docs(repository / "plugin", "uninstall").returncode == 0
    assert list((repository / "plugin").iterdir()) == []


def test_the_folder_may_have_another_name_than_at_first(repository: Path) -> None:
    """As in a clone."""
    (repository / "old").mkdir()
    run_docs(repository / "old", "-C", ".", "init", "--ci", "github")
    (repository / "old").rename(repository / "new")
    assert "is yours" not in run_docs(repository / "new", "uninstall").stdout
    assert list((repository / "new").iterdir()) == []


def test_nothing_is_left_of_a_clone_with_other_line_ends(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As git for Windows makes it."""
    run_docs(repository, "init", "--hooks", "--pre-commit")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Start")
    clone = tmp_path_factory.mktemp("clones") / repository.name
    git(repository, "clone", "-q", "-c", "core.autocrlf=true", str(repository), str(clone))
    assert b"\r\n" in (clone / "revi.yml").read_bytes()
    assert run_docs(clone, "check").returncode == 0
    assert run_docs(clone, "uninstall").returncode == 0
    assert [path.name for path in clone.iterdir()] == [".git"]


def test_work_of_a_person_is_kept(repository: Path) -> None:
    run_docs(repository, "init")
    edit(repository, "docs_src/index.md", "Change a fact", "Change any fact")
    write(repository, "plans/stories/WORK-001/WORK-001.md", "---\nid: WORK-001\n---\n")
    command = repository / ".claude/skills/start-work/SKILL.md"
    write(repository, ".claude/skills/start-work/SKILL.md", command.read_bytes() + b"My own step.\n")
    write(repository, ".gitignore", (repository / ".gitignore").read_bytes() + b"mine\n")
    result = run_docs(repository, "uninstall").stdout
    assert "kept docs_src/index.md: is yours\n" in result
    assert "kept .claude/skills/start-work/SKILL.md: has manual edits\n" in result
    assert contents(repository).keys() == {
        ".gitignore",
        "docs_src/index.md",
        ".claude/skills/start-work/SKILL.md",
        "plans/stories/WORK-001/WORK-001.md",
    }
    assert (repository / ".gitignore").read_bytes() == b"mine\n"
