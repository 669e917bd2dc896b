"""In Claude Code, a hook denies an edit that the status of the session's story does not allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import contract, hold, repository, ticket, use

STATUS = "working: {description: Somebody is at it.}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    limited = STATUS.replace("}", ', may_edit: ["src/**", "!src/secret/**"]}')
    root = repository(tmp_path_factory.mktemp("limited") / "work", contract().replace(STATUS, limited))
    ticket(root)
    hold(root)
    return root


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("src/a.py", True),
        ("src/deep/a.py", True),
        ("tickets/TKT-8/NOTES.md", True),
        ("src/secret/a.py", False),
        ("a.py", False),
        ("docs/a.md", False),
        ("../outside.txt", True),
    ],
)
def test_only_the_files_of_the_status_can_be_edited(root: Path, path: str, allowed: bool) -> None:
    reason = use(root, "Write", file_path=str(root / path), content="text\n")
    expected = f"{path} may not be changed while TKT-7 is 'working', by revi.yml:7; end the run first"
    assert reason == ("" if allowed else expected)


def test_a_session_that_works_on_no_story_is_not_limited(root: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "work", (root / "revi.yml").read_text("utf-8"))
    ticket(other)
    hold(other, session="another")
    assert use(other, "Write", file_path=str(other / "a.py"), content="text\n") == ""
