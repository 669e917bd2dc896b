"""All that is wrong with the stories of a repository. Each is read, judged and let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.load import Loaded
from revi_docs.problems.problem import Problem, in_order
from revi_docs.stories.reading import read_stories
from revi_docs.stories.rule import Case, Repository
from revi_docs.stories.rules import RULES
from revi_docs.stories.shelf import Shelf
from revi_docs.stories.story import Summary

BESIDE_STORIES = frozenset({"outputs", "owns", "regions", "prose", "stages", "calls", "log_levels"})
"""The sections of the contract that no story hangs on."""


class Judged(NamedTuple):
    """The problems in order of place, and how many stories there are."""

    problems: tuple[Problem, ...]
    stories: int


def judge(root: Path, loaded: Loaded) -> Judged | None:
    """All that is wrong with the stories; None where they are not judged.

    That is so where the contract lays out none, and where a value could not be read that stories hang on:
    what would be said follows from that value.
    """
    if not loaded.contract.project.stories or loaded.broken - BESIDE_STORIES:
        return None
    repository = Repository(root, loaded, Shelf(root, loaded.contract))
    found = in_order(_problems(repository))
    return Judged(found, len(repository.summaries))


def _problems(repository: Repository) -> Iterator[Problem]:
    for story in read_stories(repository.root, repository.loaded):
        case = Case(repository, story)
        for rule in RULES:
            yield from rule.problems(case)
        repository.summaries.append(Summary.of(story))
    for rule in RULES:
        yield from rule.problems(repository)
