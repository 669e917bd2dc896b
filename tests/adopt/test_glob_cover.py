"""Short patterns that match exactly a set of files."""

from __future__ import annotations

import pytest

from revi_docs.adopt.glob_cover import covering_patterns, unmatched_paths, with_variable
from revi_docs.files.globs import path_matches

OTHERS = ["README.md", "agents/README.md", "plugins/x/notes.md"]


@pytest.mark.parametrize(
    ("paths", "patterns"),
    [
        (["agents/a.md", "agents/b.md"], ("agents/*.md", "!agents/README.md")),
        (["plugins/x/agents/a.md", "plugins/y/agents/b.md"], ("plugins/*/agents/*.md",)),
        (["team/a.md", "team/deep/b.md"], ("team/**/*.md",)),
        (["skills/a/SKILL.md", "skills/b/SKILL.md"], ("skills/*/SKILL.md",)),
        (["src/a/SKILL.md", "src/deep/b/SKILL.md"], ("src/**/SKILL.md",)),
        (["agents/a/SKILL.md", "agents/b/SKILL.md", "agents/deep/c/SKILL.md"], ("agents/**/SKILL.md",)),
    ],
)
def test_these_files_and_no_others(paths: list[str], patterns: tuple[str, ...]) -> None:
    assert covering_patterns(paths, [*paths, *OTHERS]) == patterns
    assert [path for path in [*paths, *OTHERS] if path_matches(patterns, path)] == paths


def test_unmatched() -> None:
    assert unmatched_paths(["a/x.md", "b/x.md"], ["a/*.md"]) == ["b/x.md"]


def test_a_segment_becomes_a_variable() -> None:
    assert with_variable("plugins/*/agents/*.md", 1) == "plugins/{plugin}/agents/*.md"
    assert with_variable("*/agents/*.md", 0) == "{folder}/agents/*.md"
