"""Git's markers of a merge conflict in every kind of file that is read: one problem, at the first marker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import call_program
from tests.support.mistakes import make_repository
from tests.support.sample_repo import write

SETTINGS = '{\n  "hooks": {}\n}\n'
MKDOCS = "site_name: Sample\ndocs_dir: docs\n"


def with_conflict(text: str, line: int) -> str:
    """The text with both sides of a conflict in place of a line, the same text twice."""
    lines = text.splitlines(keepends=True)
    changed = lines[line - 1]
    return "".join(
        [*lines[: line - 1], "<<<<<<< HEAD\n", changed, "=======\n", changed, ">>>>>>> topic\n", *lines[line:]]
    )


def conflict_lines(output: str) -> list[str]:
    return [line for line in output.splitlines() if "merge conflict" in line or "conflict marker" in line]


@pytest.mark.parametrize(
    ("path", "line", "words", "expected"),
    [
        ("revi.yml", 3, ["lint"], "revi.yml:3:1: merge-conflict: unresolved merge conflict"),
        ("mkdocs.yml", 2, ["links"], "mkdocs.yml:2:1: merge-conflict: unresolved merge conflict"),
        (
            ".claude/settings.json",
            2,
            ["init", "--hooks"],
            ".claude/settings.json:2:1: merge-conflict: unresolved merge conflict",
        ),
        (
            "templates/index.md.j2",
            3,
            ["sync"],
            "templates/index.md.j2:3:1: merge-conflict: unresolved merge conflict",
        ),
        ("docs/index.md", 3, ["check"], "docs/index.md:3:1: conflicted: contains git conflict markers"),
    ],
)
def test_files_of_revi_docs(sample: Path, path: str, line: int, words: list[str], expected: str) -> None:
    write(sample, "mkdocs.yml", MKDOCS)
    write(sample, ".claude/settings.json", SETTINGS)
    write(sample, path, with_conflict((sample / path).read_text("utf-8"), line))
    result = call_program("revi-docs", sample, *words)
    assert conflict_lines(result.stdout) == [expected]
    assert "1 problem\n" in result.stdout


STORY = "tickets/TKT-7"


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    """A repository with a locked story and a trace."""
    root = make_repository("revi", tmp_path)
    lock = call_program("revi", root, "lock", "acquire", "TKT-7", "--phase", "make", "--command", "begin")
    assert lock.code == 0
    return root


def test_the_contract(tickets: Path) -> None:
    write(tickets, "revi.yml", with_conflict((tickets / "revi.yml").read_text("utf-8"), 2))
    result = call_program("revi", tickets, "lock", "status", "TKT-7")
    expected = ["revi.yml:2:1: merge-conflict: unresolved merge conflict"]
    assert (result.code, conflict_lines(result.stdout)) == (3, expected)


def test_a_story_file(tickets: Path) -> None:
    path = f"{STORY}/TKT-7.md"
    for line in (2, (tickets / path).read_text("utf-8").count("\n")):
        original = (tickets / path).read_text("utf-8")
        write(tickets, path, with_conflict(original, line))
        output = call_program("revi-docs", tickets, "lint").stdout
        assert conflict_lines(output) == [f"{path}:{line}:1: unreadable-story-file: unresolved merge conflict"]
        write(tickets, path, original)


def test_a_trace(tickets: Path) -> None:
    (path,) = (item for item in tickets.rglob("*.jsonl") if "TRACE" in item.name.upper())
    before = call_program("revi", tickets, "trace", "check", "TKT-7").stdout
    path.write_text(with_conflict(path.read_text("utf-8"), 1), "utf-8")
    output = call_program("revi", tickets, "trace", "check", "TKT-7").stdout
    assert len(conflict_lines(output)) == 1, (before, output)
    assert "not valid JSON" not in output
