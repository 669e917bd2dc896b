"""Lint the stories of a repository, one at a time, so that only one is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.stories.rules import RULES
from revi_docs.stories.story import StorySummary
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_stories
from revi_docs.stories.story_rule import RepositoryContext, StoryContext

UNRELATED_SECTIONS = frozenset({"outputs", "owns", "regions", "prose", "stages", "calls", "log_levels"})
"""Sections of the contract that do not affect stories."""


class StoryLintResult(NamedTuple):
    """The problems in order of place, and the number of stories."""

    problems: tuple[Problem, ...]
    story_count: int


def lint_stories(root: Path, loaded: LoadedContract, *, use_cache: bool = False) -> StoryLintResult | None:
    """Lint all stories of a repository. With `use_cache`, the history that was clean before is not checked again.

    Return None if the contract does not define where stories are, or if a section that affects stories is
    invalid: the findings would only be consequences of that.
    """
    if not loaded.contract.project.stories or loaded.invalid_sections - UNRELATED_SECTIONS:
        return None
    repository = RepositoryContext(root, loaded, StoryLayout(root, loaded.contract), use_cache)
    problems = sorted_problems(_lint(repository))
    return StoryLintResult(problems, len(repository.summaries))


def _lint(repository: RepositoryContext) -> Iterator[Problem]:
    for story in read_stories(repository.root, repository.loaded):
        context = StoryContext(repository, story)
        for rule in RULES:
            yield from rule.problems(context)
        repository.summaries.append(StorySummary.from_story(story))
    for rule in RULES:
        yield from rule.problems(repository)
