"""Lint the stories of a repository, one at a time, so that only one is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.stories.clean_stories import CleanStories
from revi_docs.stories.rules import RULES
from revi_docs.stories.story import StorySummary
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_story
from revi_docs.stories.story_rule import RepositoryContext, StoryContext

UNRELATED_SECTIONS = frozenset({"outputs", "owns", "regions", "prose", "stages", "calls", "log_levels"})
"""Sections of the contract that do not affect stories."""


class StoryLintResult(NamedTuple):
    """The problems in order of place, and the number of stories."""

    problems: tuple[Problem, ...]
    story_count: int


def lint_stories(root: Path, loaded: LoadedContract, *, use_cache: bool = False) -> StoryLintResult | None:
    """Lint all stories. With `use_cache`, stories and history that were clean before are not checked again.

    Return None if the contract does not define where stories are, or if a section that affects stories is
    invalid: the findings would only be consequences of that.
    """
    if not loaded.contract.project.stories or loaded.invalid_sections - UNRELATED_SECTIONS:
        return None
    repository = RepositoryContext(root, loaded, StoryLayout(root, loaded.contract), use_cache)
    problems = sorted_problems(_lint(repository))
    return StoryLintResult(problems, len(repository.summaries))


def _lint(repository: RepositoryContext) -> Iterator[Problem]:
    layout = repository.layout
    clean_stories = CleanStories.load(repository.root, repository.loaded) if repository.use_cache else None
    for story in layout.story_ids():
        folder = layout.folder(story)
        summary = clean_stories.summary(story, folder) if clean_stories else None
        if summary is not None:
            repository.summaries.append(summary)
            continue
        judged: AbstractContextManager[list[StorySummary]] = (
            clean_stories.judged(story, folder) if clean_stories else nullcontext([])
        )
        with judged as clean_summaries:
            problems = _story_problems(repository, story)
            if not problems:
                clean_summaries.append(repository.summaries[-1])
        yield from problems
    if clean_stories:
        clean_stories.save()
    for rule in RULES:
        yield from rule.problems(repository)


def _story_problems(repository: RepositoryContext, story_id: str) -> list[Problem]:
    """The problems of one story, whose summary is added to the repository."""
    story = read_story(repository.layout, story_id)
    context = StoryContext(repository, story)
    problems = [problem for rule in RULES for problem in rule.problems(context)]
    repository.summaries.append(StorySummary.from_story(story))
    return problems
