"""The paths that patterns match."""

from __future__ import annotations

import pytest

from revi_docs.files.globs import match_groups, path_matches


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        pytest.param(["*.md"], "a.md", True, id="a name"),
        pytest.param(["*.md"], "b/a.md", False, id="a star stays in its folder"),
        pytest.param(["**/*.md"], "a.md", True, id="two stars stand for no folder"),
        pytest.param(["**/*.md"], "b/c/a.md", True, id="and for many"),
        pytest.param(["docs/**"], "docs/b/a.txt", True, id="two stars at the end stand for all below"),
        pytest.param(["docs/**"], "docs", False, id="but not for the folder"),
        pytest.param(["a?.md"], "ab.md", True, id="one character"),
        pytest.param(["a?.md"], "a/.md", False, id="that is no slash"),
        pytest.param(["a.md"], "aXmd", False, id="a dot is a dot"),
        pytest.param(["[a].md"], "[a].md", True, id="brackets are brackets"),
        pytest.param(["**/*.md", "!b/**"], "b/a.md", False, id="taken away"),
        pytest.param(["**/*.md", "!b/**", "b/a.md"], "b/a.md", True, id="and given back"),
        pytest.param(["!b/**"], "a.md", False, id="nothing to take away from"),
        pytest.param(["{a.md"], "{a.md", True, id="a brace that nothing closes"),
        pytest.param([], "a.md", False, id="no pattern"),
    ],
)
def test_fits(patterns: list[str], path: str, expected: bool) -> None:
    assert path_matches(patterns, path) is expected


def test_named_parts() -> None:
    pattern = "plugins/{plugin}/commands/{stem}.md"
    assert match_groups(pattern, "plugins/git/commands/undo.md") == {"plugin": "git", "stem": "undo"}
    assert match_groups(pattern, "plugins/git/commands/more/undo.md") is None
    assert match_groups("{a}/{a}.md", "x/x.md") == {"a": "x"}
    assert match_groups("{a}/{a}.md", "x/y.md") is None
    assert match_groups("**/*.md", "x.md") == {}
