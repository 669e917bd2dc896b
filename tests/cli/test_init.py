"""A start in any repository: it works at once, keeps what is there, and says nothing of our own workflow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from revi_docs.contract.items import item_groups
from revi_docs.contract.loader import load
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
        if ".revi/cache" not in path.as_posix() and "site" not in path.relative_to(root).parts
    }


def test_an_empty_repository(empty: Path) -> None:
    answer = run_docs(empty, "init")
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
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


def test_all_that_it_writes_is_told_and_nothing_else_is_written(empty: Path) -> None:
    lines = run_docs(empty, "init").stdout.splitlines()
    told = {line.removeprefix("wrote ").removeprefix("added to ") for line in lines[:-2]}
    assert contents(empty).keys() == told | {".revi/paths"}


def test_a_second_time_it_changes_nothing(empty: Path) -> None:
    run_docs(empty, "init")
    before = contents(empty)
    answer = run_docs(empty, "init")
    assert (answer.returncode, answer.stdout) == (0, "\nNext: run 'revi-docs build', then edit revi.yml.\n")
    assert contents(empty) == before


def test_it_keeps_what_is_there(empty: Path) -> None:
    kept = {
        "revi.yml": FOUR,
        "mkdocs.yml": "site_name: Mine\n",
        "docs_src/index.md": "# Mine\n",
        "docs_src/reference/index.md": "# My reference\n",
    }
    for path, content in kept.items():
        write(empty, path, content)
    write(empty, ".gitignore", "/site/\n*.log")
    write(empty, ".gitattributes", "*.png binary\n")
    answer = run_docs(empty, "init")
    assert answer.returncode == 1
    assert "kept docs_src/reference/index.md: not written by revi-docs\n" in answer.stdout
    assert {path: (empty / path).read_text(encoding="utf-8") for path in kept} == kept
    assert (empty / ".gitignore").read_text(encoding="utf-8") == "/site/\n*.log\n/.revi/cache/\n.phase-lock*\n.budget\n"
    attributes = (empty / ".gitattributes").read_text(encoding="utf-8")
    assert attributes.startswith("*.png binary\n/.revi/paths text eol=lf linguist-generated\n")


SRC = "site_name: Mine\ndocs_dir: docs_src\n"
STILL = "To do in mkdocs.yml, which already existed and was not changed:"
DOCS = "  docs_dir: docs_src (now docs; the generated pages are in docs_src/)"
NAV = "  nav: add reference/index.md (the plugin revi adds the pages below it)"


@pytest.mark.parametrize(
    ("settings", "lacking"),
    [
        ("site_name: Mine\n", [DOCS, "  plugins: [search, revi]", "  markdown_extensions: [attr_list]"]),
        (
            "site_name: Mine\ndocs_dir: ./docs_src\nplugins: [search]\nmarkdown_extensions: [toc]\n",
            ["  plugins: add revi", "  markdown_extensions: add attr_list"],
        ),
        (
            (
                f"{SRC}nav: [index.md]\nplugins: {{revi: {{}}}}\n"
                "markdown_extensions: [{markdown.extensions.attr_list: {}}]\n"
            ),
            [NAV],
        ),
        (
            (
                f"{SRC}nav: [index.md, {{Reference: [reference/index.md]}}]\nplugins: [revi]\n"
                "markdown_extensions: [pymdownx.extra]\n"
            ),
            [],
        ),
        (
            (
                f"{SRC}plugins: [revi]\nmarkdown_extensions:\n  - extra\n"
                "  - pymdownx.snippets: {base_path: !relative $config_dir}\n"
            ),
            [],
        ),
    ],
)
def test_it_says_what_a_site_that_is_there_lacks(empty: Path, settings: str, lacking: list[str]) -> None:
    write(empty, "mkdocs.yml", settings)
    for answer in (run_docs(empty, "init"), run_docs(empty, "init")):
        assert (answer.returncode, answer.stderr) == (1 if lacking else 0, "")
        told = ["", STILL, *lacking] if lacking else []
        assert answer.stdout.splitlines()[-2 - len(told) :] == [
            *told,
            "",
            "Next: run 'revi-docs build', then edit revi.yml.",
        ]
    assert (empty / "mkdocs.yml").read_text(encoding="utf-8") == settings


def test_what_it_says_is_enough(empty: Path) -> None:
    write(empty, "mkdocs.yml", "site_name: Mine\n")
    run_docs(empty, "init")
    write(
        empty,
        "mkdocs.yml",
        f"{SRC}plugins: [search, revi]\nmarkdown_extensions: [attr_list]\ntheme: {{name: material, font: false}}\n",
    )
    assert run_docs(empty, "init").returncode == 0
    answer = run_docs(empty, "build")
    assert answer.returncode == 0, answer.stdout
    assert (empty / "site/reference/statuses/planned/index.html").exists()


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_configuration_of_the_site_that_cannot_be_read(empty: Path, is_folder: bool) -> None:
    if is_folder:
        (empty / "mkdocs.yml").mkdir()
    else:
        write(empty, "mkdocs.yml", "site_name: [\n")
    answer = run_docs(empty, "init")
    assert (answer.returncode, answer.stderr) == (3, "")
    assert "\nmkdocs.yml: site-config: the file cannot be read: " in answer.stdout


@pytest.mark.parametrize(
    ("there", "made"),
    [
        (b"*.log\r\n/site/\r\n", b"*.log\r\n/site/\r\n/.revi/cache/\r\n.phase-lock*\r\n.budget\r\n"),
        (b"*.log\r\nb", b"*.log\r\nb\r\n/site/\r\n/.revi/cache/\r\n.phase-lock*\r\n.budget\r\n"),
        (b"# gr\xfcn\n\n", b"# gr\xfcn\n\n/site/\n/.revi/cache/\n.phase-lock*\n.budget\n"),
        (b"", b"/site/\n/.revi/cache/\n.phase-lock*\n.budget\n"),
    ],
)
def test_what_git_ignores_is_only_added_to(empty: Path, there: bytes, made: bytes) -> None:
    write(empty, ".gitignore", there)
    assert run_docs(empty, "init").returncode == 0
    assert (empty / ".gitignore").read_bytes() == made
    assert run_docs(empty, "init").returncode == 0
    assert (empty / ".gitignore").read_bytes() == made


@pytest.mark.parametrize("name", [".gitignore", ".gitattributes"])
def test_a_folder_where_a_file_is_to_be(empty: Path, name: str) -> None:
    (empty / name).mkdir()
    answer = run_docs(empty, "init")
    assert (answer.returncode, answer.stderr) == (3, "")
    assert f"\n{name}: unreadable-file: cannot be read: Is a directory\n" in answer.stdout


def test_a_broken_contract_is_told_before_anything_is_written(empty: Path) -> None:
    write(empty, "revi.yml", "revi: 1\nstatusses: [a]\n")
    answer = run_docs(empty, "init")
    assert answer.returncode == 3
    assert answer.stdout.startswith("revi.yml:2:1: unknown-key: ")
    assert contents(empty).keys() == {"revi.yml"}


@pytest.mark.parametrize("name", ["größe 😀", "{name}", 'a"b: #c', "[x]", "yes", "12", "a\\b"])
def test_the_site_is_called_after_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert run_docs(tmp_path / name, "-C", ".", "init").returncode == 0
    settings = yaml.safe_load((tmp_path / name / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == name


def test_git_takes_the_attributes(empty: Path) -> None:
    write(empty, "revi.yml", f'{FOUR}outputs:\n  "my notes/{{status}}.md": {{template: note.j2, each: statuses}}\n')
    write(empty, "templates/note.j2", "<!-- {{ checksum }} -->\n{{ status.id }}\n")
    assert run_docs(empty, "init").returncode == 0
    said = git(empty, "check-attr", "eol", "linguist-generated", "--", "my notes/idea.md", ".revi/paths", "revi.yml")
    assert said.splitlines() == [
        "my notes/idea.md: eol: lf",
        "my notes/idea.md: linguist-generated: set",
        ".revi/paths: eol: lf",
        ".revi/paths: linguist-generated: set",
        "revi.yml: eol: unspecified",
        "revi.yml: linguist-generated: unspecified",
    ]


def test_git_has_nothing_to_say_after_a_check(empty: Path) -> None:
    run_docs(empty, "init")
    git(empty, "add", ".")
    git(empty, "commit", "-qm", "start")
    assert [run_docs(empty, "check").returncode for _ in range(2)] == [0, 0]
    assert (empty / ".revi/cache/check").exists()
    assert git(empty, "status", "--porcelain") == ""


def test_four_statuses_and_nothing_else(empty: Path, root: Path) -> None:
    write(empty, "revi.yml", FOUR)
    assert run_docs(empty, "init").returncode == 0
    assert run_docs(empty, "lint").stdout == "valid: 4 statuses\n"
    answer = run_docs(empty, "build")
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stdout
    assert [line.split()[:2] for line in answer.stdout.splitlines()] == [
        ["lint", "ok"],
        ["check", "ok"],
        ["site", "ok"],
        ["links", "ok"],
    ]
    made = {path: content.decode() for path, content in contents(empty).items()}
    built = {
        path.relative_to(empty).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((empty / "site").rglob("*"))
        if path.suffix in (".html", ".md", ".txt", ".json", ".xml")
    }
    assert len(built) > 7
    assert mentions(root, {**made, **built}) == []


OURS = re.compile(
    r"assets/revi\.css|plugins: \[search, revi\]|revi\.yml|revi-docs|revi_docs|\.revi/"
    r"|\brevi: ?1\b|<!-- revi:.*?-->|revi:[0-9a-f]{16}|class=\"[^\"]*\""
)
"""What a site may say of the tool that makes it, and how its pages are styled."""


def mentions(root: Path, texts: dict[str, str]) -> list[str]:
    """Every word of our own workflow that stands in one of the texts."""
    contract = load(root).contract
    names = {name for _, items in item_groups(contract) for name in items if re.search("[-_]", name)}
    assert len(names) > 150
    wanted = re.compile(
        rf"\brevi(?!ew|s|v)|(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])", re.IGNORECASE
    )
    return [f"{path}: {found[0]}" for path, text in texts.items() for found in wanted.finditer(OURS.sub("", text))]
