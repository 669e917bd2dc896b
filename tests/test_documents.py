"""The documents quote what the program prints, and describe the folders that exist."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sample_repo import copy_synced, edit, run_docs, sync_repository, write, write_sample

LIMIT = re.compile(r"(?m)^    elaboration: \{warning: 30000, hard: (?P<hard>60000)\}$")
OMITTED_LINES = "  …"


@pytest.fixture(scope="module")
def finding_lines(own_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of a check, without the diff, after the hard limit of one phase was changed."""
    copy = copy_synced(own_repository, tmp_path_factory.mktemp("documents") / "copy")
    contract = (copy / "revi.yml").read_text(encoding="utf-8")
    assert len(LIMIT.findall(contract)) == 1
    write(copy, "revi.yml", LIMIT.sub(lambda match: match[0].replace(match["hard"], "70000"), contract))
    result = run_docs(copy, "check")
    assert result.returncode == 1
    return result.stdout.partition("    --- ")[0].splitlines()


@pytest.mark.parametrize("document", ["README.md", "docs_src/checks.md"])
def test_the_finding_in_the_document_is_real(root: Path, document: str, finding_lines: list[str]) -> None:
    text = (root / document).read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^```text\n((?:[^`\n].*\n)+?)```$", text)
    (quoted,) = (block for block in blocks if f"{OMITTED_LINES}\n" in block)
    first, _, last = quoted.partition(f"{OMITTED_LINES}\n")
    head, tail = first.splitlines(), last.splitlines()
    expected = (finding_lines[: len(head)], finding_lines[-len(tail) :])
    assert (head, tail) == expected, f"update {document} with\n" + "\n".join(finding_lines)
    assert len(head) + len(tail) < len(finding_lines)


# --- the examples of docs_src/regions.md and docs_src/owned-fields.md -----------------------


@pytest.fixture
def regions_page(root: Path) -> str:
    return (root / "docs_src/regions.md").read_text(encoding="utf-8")


@pytest.fixture
def fields_page(root: Path) -> str:
    return (root / "docs_src/owned-fields.md").read_text(encoding="utf-8")


def fences(page: str, language: str) -> list[str]:
    """The code blocks in a language, in order."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", page)


@pytest.mark.parametrize(
    ("language", "file"),
    [pytest.param("markdown", "limits.md", id="Markdown"), pytest.param("python", "limits.py", id="Python")],
)
def test_sync_fills_the_region_as_documented(regions_page: str, tmp_path: Path, language: str, file: str) -> None:
    before, after = fences(regions_page, language)
    write(write_sample(tmp_path), file, before)
    sync_repository(tmp_path)
    assert (tmp_path / file).read_text(encoding="utf-8") == after


def test_check_reports_regions_as_documented(regions_page: str, tmp_path: Path) -> None:
    assert fences(regions_page, "text") == list(_region_reports(write_sample(tmp_path), regions_page))


def _region_reports(root: Path, page: str) -> Iterator[str]:
    """The report of each problem on the page, without the diff."""
    write(root, "limits.md", fences(page, "markdown")[0])
    sync_repository(root)
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    yield _check_report(root, "limits.md")
    edit(root, "revi.yml", "hard: 700", "hard: 600")
    edit(root, "limits.md", ">600<", ">900<")
    yield _check_report(root, "limits.md")


def test_check_reports_owned_fields_as_documented(fields_page: str, tmp_path: Path) -> None:
    assert fences(fields_page, "text") == list(_field_reports(write_sample(tmp_path), fields_page))


def _field_reports(root: Path, page: str) -> Iterator[str]:
    sync_repository(root)
    edit(root, "revi.yml", "outputs:\n", f"{fences(page, 'yaml')[0]}outputs:\n")
    agent = write(root, ".claude/agents/helper.md", "---\nname: helper\ndescription: Helps.\nmodel: haiku\n---\n")
    yield _check_report(root, ".claude")
    agent.write_text("---\nname: helpers\ndescription: Helps.\n---\n", encoding="utf-8")
    yield _check_report(root, ".claude")


def _check_report(root: Path, name: str) -> str:
    return re.sub(r"(?ms)^(?:    --- |$).*", "", run_docs(root, "check", name).stdout)


# --- the folder table of ARCHITECTURE.md ----------------------------------------------------

NOT_IN_THE_TABLE = frozenset({"locks", "tests"})
"""Top-level folders that need no row: lock files of dependencies, and tests, which mirror the package."""


def test_the_folder_table_lists_every_folder(root: Path) -> None:
    rows = re.findall(r"(?m)^\| (`[^|]*`) \|", (root / "ARCHITECTURE.md").read_text("utf-8").partition("\n## Ideas")[0])
    documented = {folder for row in rows for folder in re.findall(r"`([^`]+)`", row)}
    tracked = subprocess.run(
        ["git", "-c", "core.quotePath=false", "ls-files"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    packages = {
        "/".join(path.split("/")[:2]) for path in tracked if path.startswith("revi_docs/") and path.count("/") > 1
    }
    folders = {path.split("/")[0] for path in tracked if "/" in path and not path.startswith(".")}

    assert packages - documented == set()
    assert folders - {"revi_docs"} - NOT_IN_THE_TABLE - {folder.split("/")[0] for folder in documented} == set()
    assert [folder for folder in documented if not (root / folder).exists()] == []


def test_the_folder_table_has_the_order_of_the_layers(root: Path) -> None:
    rows = re.findall(r"(?m)^\| `revi_docs/(\w+)` \|", (root / "ARCHITECTURE.md").read_text("utf-8"))
    contract = (root / "pyproject.toml").read_text("utf-8").partition("layers = [")[2].partition("]")[0]
    layers = [layer for line in re.findall(r'"([^"]+)"', contract) for layer in line.split(" | ")]

    assert rows == layers


def test_the_site_shows_the_documents_of_the_root(root: Path) -> None:
    pages = {"index.md": "ARCHITECTURE.md", "contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}

    for page, document in pages.items():
        assert (root / "docs_src/project" / page).resolve() == root / document
