"""`init` in any repository: the result works at once, existing files are kept, our own workflow is not mentioned."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from revi_docs.app.setup.workflows import WORKFLOWS, starter_templates
from revi_docs.contract.items import item_groups
from revi_docs.contract.loader import load
from tests.support.caches import cached_names
from tests.support.runtime_repository import revi
from tests.support.sample_repo import git, run_docs, write

FOUR = "revi: 1\nstatuses: [idea, draft, review, live]\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    root = tmp_path / "my work"
    root.mkdir()
    git(root, "init", "-q")
    return root


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if "site" not in path.relative_to(root).parts
    }


OWNED = {"revi.yml", "mkdocs.yml", "docs_src/index.md", ".claude/settings.json"}
"""The files of a new repository that a person owns."""
LINES = {".gitignore", ".gitattributes"}
NEXT = "next: revi story new WORK-001 --title 'My first story'"


def test_an_empty_repository(empty: Path) -> None:
    result = run_docs(empty, "init")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "wrote revi.yml, mkdocs.yml, docs_src/index.md, .gitignore, .gitattributes and .claude/settings.json",
        "generated 24 files, listed in .revi/paths",
        NEXT,
    ]
    assert run_docs(empty, "lint").stdout == "valid: 5 statuses, 7 transitions, 2 commands, 1 agent\n"
    assert run_docs(empty, "check").returncode == 0
    assert yaml.safe_load((empty / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == "my work"


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_person_owns_few_files(empty: Path, workflow: str) -> None:
    """All others are listed in the index of generated files."""
    assert len(run_docs(empty, "init", "--workflow", workflow).stdout.splitlines()) <= 10
    generated = set((empty / ".revi/paths").read_text(encoding="utf-8").splitlines())
    assert contents(empty).keys() - generated - {".revi/paths"} == OWNED | LINES | set(starter_templates(workflow))
    contract = (empty / "revi.yml").read_text(encoding="utf-8")
    assert contract.startswith("# yaml-language-server: $schema=generated/schema/revi.schema.json\n")
    assert (empty / "generated/schema/revi.schema.json").exists()
    for text in (contract, (empty / "mkdocs.yml").read_text(encoding="utf-8")):
        assert "{" not in re.sub(r"\{id\}|\[0-9\]\{3,\}", "", text), "block style"


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_every_workflow_works_at_once(empty: Path, workflow: str) -> None:
    """lint, sync, check, and a story from its start to the end of its first command."""
    run_docs(empty, "init", "--workflow", workflow)
    for command in ("lint", "sync", "check"):
        assert run_docs(empty, command).returncode == 0
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ["story", "new", "WORK-001", "--title", "My first story"]
    assert revi(empty, *words, env=env).stdout.startswith("WORK-001: created in ")
    next_command = revi(empty, "next", "WORK-001", env=env).stdout.rpartition("  next: revi ")[2].split()
    result = revi(empty, *next_command, env=env)
    assert (result.returncode, result.stderr) == (0, "")
    ended = revi(empty, "end", "WORK-001", "--event", "finished", env=env)
    assert (ended.returncode, ended.stdout) == FIRST_END.get(workflow, (0, f"{ended.stdout}"))
    assert revi(empty, "next", "WORK-001", env=env).returncode == 0
    assert run_docs(empty, "sync").returncode == 0
    assert run_docs(empty, "build", "--only", "lint,check").returncode == 0


FIRST_END = {
    "minimal": (0, "WORK-001: /start-work ended, moved from working to in-review\n"),
    "review": (0, "WORK-001: /implement-story ended, moved from working to in-review\n"),
}


def test_a_subfolder_is_told_where_the_contract_is(empty: Path) -> None:
    (empty / "a/b").mkdir(parents=True)
    first = run_docs(empty / "a/b", "init").stdout.splitlines()[0]
    assert first == "in ../.., the root of git; for this folder: 'revi-docs -C . init'"
    assert (empty / "revi.yml").exists()
    result = run_docs(empty / "a/b", "-C", ".", "init", "--workflow", "review").stdout
    assert (result.startswith("wrote revi.yml, "), result.splitlines()[-1]) == (True, NEXT)
    assert (empty / "a/b/revi.yml").exists()
    assert run_docs(empty / "a", "-C", "b", "init").stdout == "next: revi-docs -C b build\n"


def test_an_unknown_workflow(empty: Path) -> None:
    result = run_docs(empty, "init", "--workflow", "reviews")
    assert result.returncode == 2
    assert contents(empty) == {}


def test_a_workflow_for_an_existing_contract(empty: Path) -> None:
    write(empty, "revi.yml", FOUR)
    result = run_docs(empty, "init", "--workflow", "review")
    assert result.returncode == 2
    assert set(contents(empty)) == {"revi.yml"}


def test_permissions_are_only_for_workflows_with_stories(empty: Path) -> None:
    write(empty, "revi.yml", FOUR)
    run_docs(empty, "init")
    assert not (empty / ".claude/settings.json").exists()


def test_hooks_alone_are_added_to_an_existing_contract(empty: Path) -> None:
    write(empty, "revi.yml", FOUR)
    assert run_docs(empty, "init", "--hooks").stdout == "wrote .claude/settings.json\nnext: revi-docs build\n"
    assert contents(empty).keys() == {"revi.yml", ".claude/settings.json"}


def test_a_second_run_changes_nothing(empty: Path) -> None:
    run_docs(empty, "init")
    before = contents(empty)
    result = run_docs(empty, "init")
    assert (result.returncode, result.stdout) == (0, "next: revi-docs build\n")
    assert contents(empty) == before


def test_existing_files_are_kept(empty: Path) -> None:
    existing = {
        "revi.yml": FOUR,
        "mkdocs.yml": "site_name: Mine\n",
        "docs_src/index.md": "# Mine\n",
        "docs_src/reference/index.md": "# My reference\n",
    }
    for path, content in existing.items():
        write(empty, path, content)
    write(empty, ".gitignore", "/site/\n*.log")
    write(empty, ".gitattributes", "*.png binary\n")
    result = run_docs(empty, "init")
    assert result.returncode == 1
    assert "kept docs_src/reference/index.md: not written by revi-docs\n" in result.stdout
    assert run_docs(empty, "sync", "--force").returncode == 1
    assert {path: (empty / path).read_text(encoding="utf-8") for path in existing} == existing
    assert (empty / ".gitignore").read_text(encoding="utf-8").endswith("# <<< revi-docs\n/site/\n*.log")
    assert (empty / ".gitattributes").read_text(encoding="utf-8").endswith("# <<< revi-docs\n*.png binary\n")


SETTINGS = "site_name: Mine\ndocs_dir: docs_src\n"
DOCS_DIR_LINE = "docs_dir: docs_src (now docs; the generated pages are in docs_src/: 'git mv docs/* docs_src/')"
NAV_LINE = "nav: add reference/index.md (the plugin revi adds the pages below it)"


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ("site_name: Mine\n", [DOCS_DIR_LINE, "plugins: [search, revi]", "markdown_extensions: [attr_list]"]),
        (
            "site_name: Mine\ndocs_dir: ./docs_src\nplugins: [search]\nmarkdown_extensions: [toc]\n",
            ["plugins: add revi", "markdown_extensions: add attr_list"],
        ),
        (
            (
                f"{SETTINGS}nav: [index.md]\nplugins: {{revi: {{}}}}\n"
                "markdown_extensions: [{markdown.extensions.attr_list: {}}]\n"
            ),
            [NAV_LINE],
        ),
        (
            (
                f"{SETTINGS}nav: [index.md, {{Reference: [reference/index.md]}}]\nplugins: [revi]\n"
                "markdown_extensions: [pymdownx.extra]\n"
            ),
            [],
        ),
        (
            (
                f"{SETTINGS}plugins: [revi]\nmarkdown_extensions:\n  - extra\n"
                "  - pymdownx.snippets: {base_path: !relative $config_dir}\n"
            ),
            [],
        ),
    ],
)
def test_missing_settings_of_an_existing_site_are_listed(empty: Path, settings: str, missing: list[str]) -> None:
    write(empty, "mkdocs.yml", settings)
    for result in (run_docs(empty, "init"), run_docs(empty, "init")):
        assert (result.returncode, result.stderr) == (1 if missing else 0, "")
        assert [line for line in result.stdout.splitlines() if line.startswith("to do")] == [
            f"to do: mkdocs.yml: {line}" for line in missing
        ]
    assert (empty / "mkdocs.yml").read_text(encoding="utf-8") == settings


def test_the_listed_settings_are_sufficient(empty: Path) -> None:
    write(empty, "mkdocs.yml", "site_name: Mine\n")
    run_docs(empty, "init")
    write(
        empty,
        "mkdocs.yml",
        f"{SETTINGS}plugins: [search, revi]\nmarkdown_extensions: [attr_list]\n"
        "theme: {name: material, font: false}\n",
    )
    assert run_docs(empty, "init").returncode == 0
    result = run_docs(empty, "build")
    assert result.returncode == 0, result.stdout
    assert (empty / "site/reference/statuses/planned/index.html").exists()


@pytest.mark.parametrize("is_folder", [False, True])
def test_an_unreadable_site_configuration(empty: Path, is_folder: bool) -> None:
    if is_folder:
        (empty / "mkdocs.yml").mkdir()
    else:
        write(empty, "mkdocs.yml", "site_name: [\n")
    place = "mkdocs.yml" if is_folder else "mkdocs.yml:2:1"
    result = run_docs(empty, "init")
    assert (result.returncode, result.stderr) == (3, "")
    assert f"{place}: site-config: the file cannot be read: " in result.stdout


@pytest.mark.parametrize("name", [".gitignore", ".gitattributes"])
def test_a_folder_in_place_of_a_file(empty: Path, name: str) -> None:
    (empty / name).mkdir()
    result = run_docs(empty, "init")
    assert (result.returncode, result.stderr) == (3, "")
    assert f"{name}: unreadable-file: cannot be read: Is a directory\n" in result.stdout


def test_an_invalid_contract_is_reported_before_anything_is_written(empty: Path) -> None:
    write(empty, "revi.yml", "revi: 1\nstatusses: [a]\n")
    result = run_docs(empty, "init")
    assert result.returncode == 3
    assert result.stdout.startswith("revi.yml:2:1: unknown-key: ")
    assert contents(empty).keys() == {"revi.yml"}


@pytest.mark.parametrize("name", ["größe 😀", "{name}", 'a"b: #c', "[x]", "yes", "12", "a\\b"])
def test_the_site_is_named_after_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert run_docs(tmp_path / name, "-C", ".", "init").returncode == 0
    settings = yaml.safe_load((tmp_path / name / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == name


def test_git_reads_the_attributes(empty: Path) -> None:
    write(empty, "revi.yml", f'{FOUR}outputs:\n  "my notes/{{status}}.md": {{template: note.j2, each: statuses}}\n')
    write(empty, "templates/note.j2", "<!-- {{ marker }} -->\n{{ status.id }}\n")
    assert run_docs(empty, "init").returncode == 0
    output = git(empty, "check-attr", "eol", "linguist-generated", "--", "my notes/idea.md", ".revi/paths", "revi.yml")
    assert output.splitlines() == [
        "my notes/idea.md: eol: lf",
        "my notes/idea.md: linguist-generated: set",
        ".revi/paths: eol: lf",
        ".revi/paths: linguist-generated: set",
        "revi.yml: eol: unspecified",
        "revi.yml: linguist-generated: unspecified",
    ]


def test_git_is_clean_after_a_check(empty: Path) -> None:
    run_docs(empty, "init")
    git(empty, "add", ".")
    git(empty, "commit", "-qm", "start")
    assert [run_docs(empty, "check").returncode for _ in range(2)] == [0, 0]
    assert cached_names(empty) == ["check", "renders.json"]
    assert git(empty, "status", "--porcelain") == ""


def test_a_contract_of_four_statuses(empty: Path, root: Path) -> None:
    write(empty, "revi.yml", FOUR)
    assert run_docs(empty, "init").returncode == 0
    assert run_docs(empty, "lint").stdout == "valid: 4 statuses\n"
    result = run_docs(empty, "build")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert [line.split()[:2] for line in result.stdout.splitlines()] == [
        ["lint", "ok"],
        ["check", "ok"],
        ["site", "ok"],
        ["links", "ok"],
    ]
    expected = {path: content.decode() for path, content in contents(empty).items()}
    built = {
        path.relative_to(empty).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((empty / "site").rglob("*"))
        if path.suffix in (".html", ".md", ".txt", ".json", ".xml")
    }
    assert len(built) > 7
    assert own_names(root, {**expected, **built}) == []


ALLOWED = re.compile(
    r"assets/revi\.css|plugins: \[search, revi\]|revi\.yml|revi-docs|revi_docs|\.revi/"
    r"|\brevi: ?1\b|<!-- revi:.*?-->|revi:[0-9a-f]{16}|class=\"[^\"]*\""
    r"|(?<=[>#\"])revi(?=[<\"])|^(?:## | *)revi *$|(?<=[#\"])reviyml(?=\")|revi-line",
    re.MULTILINE,
)
"""Mentions of revi-docs that every site has, the classes of its style sheet, and headings of the key `revi`."""


def own_names(root: Path, texts: dict[str, str]) -> list[str]:
    """Every name of our own workflow that one of the texts contains."""
    contract = load(root).contract
    names = {name for _, items in item_groups(contract) for name in items if re.search("[-_]", name)}
    assert len(names) > 150
    pattern = re.compile(
        rf"\brevi(?!ew|s|v)|(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])", re.IGNORECASE
    )
    return [f"{path}: {match[0]}" for path, text in texts.items() for match in pattern.finditer(ALLOWED.sub("", text))]


@pytest.mark.parametrize("folder", [".", "hooks", "objects/info"])
def test_a_bare_repository(tmp_path: Path, folder: str) -> None:
    root = tmp_path / "workflow.git"
    subprocess.run(["git", "init", "-q", "--bare", str(root)], check=True)
    before = sorted(root.rglob("*"))
    result = run_docs(root / folder, "init")
    assert result.returncode == 3
    assert result.stdout == (
        f".: bare-repository: '{root}' is a bare git repository and has no work tree for files\n"
        f"  fix: run 'git clone {root} WORK_TREE', then 'revi-docs init' in WORK_TREE\n\n1 problem\n"
    )
    assert sorted(root.rglob("*")) == before


def test_a_site_with_pages_in_another_folder_keeps_its_home_page(empty: Path) -> None:
    """The page moves to the path at which `init` creates one otherwise."""
    write(empty, "mkdocs.yml", "site_name: Mine\n")
    write(empty, "docs/index.md", "# Mine\n")
    subprocess.run(["git", "add", "."], cwd=empty, check=True)
    result = run_docs(empty, "init")
    assert f"to do: mkdocs.yml: {DOCS_DIR_LINE}\n" in result.stdout
    assert not (empty / "docs_src/index.md").exists()
    subprocess.run(["bash", "-ec", "git mv docs/* docs_src/"], cwd=empty, check=True)
    assert (empty / "docs_src/index.md").read_text(encoding="utf-8") == "# Mine\n"
