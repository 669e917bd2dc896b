"""`revi plumbing can`, which guards call before each move: what it imports."""

from __future__ import annotations

from pathlib import Path

from tests.support.loaded_modules import run_and_list_modules
from tests.support.runtime_fixtures import Revi


def test_a_story_with_a_lock_is_judged_without_the_yaml_library(revi: Revi, repository: Path) -> None:
    assert revi("story", "new", "REVI-016", "--title", "A story").code == "created"
    lock = ("lock", "acquire", "REVI-016", "--phase", "pm_story", "--command", "pm-generate-story", "--owner", "ada")
    assert revi(*lock).code == "acquired"
    request = ("can", "REVI-016", "generated", "--by", "pm-generate-story", "--owner", "ada")
    output, modules = run_and_list_modules(repository, *request)

    assert output == "REVI-016 can move from pending to generated\n"
    assert modules & {"yaml", "markdown_it", "jinja2", "mkdocs", "frontmatter", "subprocess", "pathlib"} == set()
