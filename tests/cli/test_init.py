"""`init` in any repository: the result works at once, existing files are kept, our own workflow is not mentioned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from revi_docs.contract.items import item_groups
from revi_docs.contract.loader import load
from tests.support.caches import cached_names
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


def test_an_empty_repository(empty: Path) -> None:
    result = run_docs(empty, "init")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:5] == [
        "wrote revi.yml",
        "wrote mkdocs.yml",
        "wrote docs_src/index.md",
        "added to .gitignore",
        "added to .gitattributes",
    ]
    assert lines[-2:] == ["", "Next: run 'revi-docs build', then edit revi.yml."]
    assert "wrote .claude/commands/start-work.md" in lines
    assert run_docs(empty, "lint").stdout == "valid: 4 statuses, 4 transitions, 2 commands, 1 agent\n"
    assert run_docs(empty, "check").returncode == 0
    assert yaml.safe_load((empty / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == "my work"


def test_every_written_file_is_reported(empty: Path) -> None:
    lines = run_docs(empty, "init").stdout.splitlines()
    reported = {line.removeprefix("wrote ").removeprefix("added to ") for line in lines[:-2]}
    assert contents(empty).keys() == reported | {".revi/paths"}


def test_a_second_run_changes_nothing(empty: Path) -> None:
    run_docs(empty, "init")
    before = contents(empty)
    result = run_docs(empty, "init")
    assert (result.returncode, result.stdout) == (0, "\nNext: run 'revi-docs build', then edit revi.yml.\n")
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
    assert {path: (empty / path).read_text(encoding="utf-8") for path in existing} == existing
    assert (empty / ".gitignore").read_text(encoding="utf-8") == "/site/\n*.log\n.phase-lock*\n.budget\n"
    attributes = (empty / ".gitattributes").read_text(encoding="utf-8")
    assert attributes.startswith("*.png binary\n/.revi/paths text eol=lf linguist-generated\n")


SETTINGS = "site_name: Mine\ndocs_dir: docs_src\n"
TODO_LINE = "To do in mkdocs.yml, which already existed and was not changed:"
DOCS_DIR_LINE = "  docs_dir: docs_src (now docs; the generated pages are in docs_src/)"
NAV_LINE = "  nav: add reference/index.md (the plugin revi adds the pages below it)"


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ("site_name: Mine\n", [DOCS_DIR_LINE, "  plugins: [search, revi]", "  markdown_extensions: [attr_list]"]),
        (
            "site_name: Mine\ndocs_dir: ./docs_src\nplugins: [search]\nmarkdown_extensions: [toc]\n",
            ["  plugins: add revi", "  markdown_extensions: add attr_list"],
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
        reported = ["", TODO_LINE, *missing] if missing else []
        assert result.stdout.splitlines()[-2 - len(reported) :] == [
            *reported,
            "",
            "Next: run 'revi-docs build', then edit revi.yml.",
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
    assert f"\n{place}: site-config: the file cannot be read: " in result.stdout


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        (b"*.log\r\n/site/\r\n", b"*.log\r\n/site/\r\n.phase-lock*\r\n.budget\r\n"),
        (b"*.log\r\nb", b"*.log\r\nb\r\n/site/\r\n.phase-lock*\r\n.budget\r\n"),
        (b"# gr\xfcn\n\n", b"# gr\xfcn\n\n/site/\n.phase-lock*\n.budget\n"),
        (b"", b"/site/\n.phase-lock*\n.budget\n"),
    ],
)
def test_gitignore_is_only_appended_to(empty: Path, existing: bytes, expected: bytes) -> None:
    write(empty, ".gitignore", existing)
    assert run_docs(empty, "init").returncode == 0
    assert (empty / ".gitignore").read_bytes() == expected
    assert run_docs(empty, "init").returncode == 0
    assert (empty / ".gitignore").read_bytes() == expected


@pytest.mark.parametrize("name", [".gitignore", ".gitattributes"])
def test_a_folder_in_place_of_a_file(empty: Path, name: str) -> None:
    (empty / name).mkdir()
    result = run_docs(empty, "init")
    assert (result.returncode, result.stderr) == (3, "")
    assert f"\n{name}: unreadable-file: cannot be read: Is a directory\n" in result.stdout


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
)
"""Mentions of revi-docs that every site has, and the classes of its style sheet."""


def own_names(root: Path, texts: dict[str, str]) -> list[str]:
    """Every name of our own workflow that one of the texts contains."""
    contract = load(root).contract
    names = {name for _, items in item_groups(contract) for name in items if re.search("[-_]", name)}
    assert len(names) > 150
    pattern = re.compile(
        rf"\brevi(?!ew|s|v)|(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])", re.IGNORECASE
    )
    return [f"{path}: {match[0]}" for path, text in texts.items() for match in pattern.finditer(ALLOWED.sub("", text))]
