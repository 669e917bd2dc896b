"""What the documents show of the program is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drift.small import copy_of, edit, fill, revi, synced, write

LIMIT = re.compile(r"(?m)^    elaboration: \{warning: 30000, hard: (?P<hard>60000)\}$")
LEFT_OUT = "  …"


@pytest.fixture(scope="module")
def said(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of a check, without the diff, after the hard limit of one phase was changed."""
    copy = copy_of(root, tmp_path_factory.mktemp("documents") / "copy")
    synced(copy)
    contract = (copy / "revi.yml").read_text(encoding="utf-8")
    assert len(LIMIT.findall(contract)) == 1
    write(copy, "revi.yml", LIMIT.sub(lambda match: match[0].replace(match["hard"], "70000"), contract))
    answer = revi(copy, "check")
    assert answer.returncode == 1
    return answer.stdout.partition("    --- ")[0].splitlines()


@pytest.mark.parametrize("document", ["README.md", "docs_src/checks.md"])
def test_the_finding_that_is_shown_is_true(root: Path, document: str, said: list[str]) -> None:
    text = (root / document).read_text(encoding="utf-8")
    (shown,) = re.findall(r"(?m)^```text\n((?:[^`].*\n)*? +fix: .*\n)```$", text)
    first, _, last = shown.partition(f"{LEFT_OUT}\n")
    head, tail = first.splitlines(), last.splitlines()
    assert (head, tail) == (said[: len(head)], said[-len(tail) :]), f"update {document} with\n" + "\n".join(
        said
    )
    assert len(head) + len(tail) < len(said)


# --- what docs_src/regions.md shows -------------------------------------------------------


@pytest.fixture
def regions_page(root: Path) -> str:
    return (root / "docs_src/regions.md").read_text(encoding="utf-8")


def fences(page: str, word: str) -> list[str]:
    """The blocks of code of one language, in order."""
    return re.findall(rf"(?ms)^```{word}\n(.*?)^```$", page)


@pytest.mark.parametrize(
    ("word", "file"),
    [pytest.param("markdown", "limits.md", id="Markdown"), pytest.param("python", "limits.py", id="Python")],
)
def test_what_sync_makes_of_a_region(regions_page: str, tmp_path: Path, word: str, file: str) -> None:
    before, after = fences(regions_page, word)
    write(fill(tmp_path), file, before)
    synced(tmp_path)
    assert (tmp_path / file).read_text(encoding="utf-8") == after


def test_what_check_says_of_files_written_by_hand(regions_page: str, tmp_path: Path) -> None:
    assert fences(regions_page, "text") == list(_answers(fill(tmp_path), regions_page))


def _answers(root: Path, page: str) -> Iterator[str]:
    """What is said of each fault that the page tells of, without the diff."""
    write(root, "limits.md", fences(page, "markdown")[0])
    synced(root)
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    yield _said(root, "limits.md")
    edit(root, "revi.yml", "hard: 700", "hard: 600")
    edit(root, "limits.md", ">600<", ">900<")
    yield _said(root, "limits.md")
    edit(root, "revi.yml", "outputs:\n", f"{fences(page, 'yaml')[0]}outputs:\n")
    agent = write(
        root, ".claude/agents/helper.md", "---\nname: helper\ndescription: Helps.\nmodel: haiku\n---\n"
    )
    yield _said(root, ".claude")
    agent.write_text("---\nname: helpers\ndescription: Helps.\n---\n", encoding="utf-8")
    yield _said(root, ".claude")


def _said(root: Path, name: str) -> str:
    return re.sub(r"(?ms)^(?:    --- |$).*", "", revi(root, "check", name).stdout)
