"""The stories and the plan, for templates. They are read only if a template uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.outputs.context.view import SectionView
from revi_docs.stories.story_index import PLAN_KEY, STORIES_KEY, StoryIndex
from revi_docs.stories.story_index_builder import build_story_index

STORY_GLOBALS = (STORIES_KEY, PLAN_KEY)
"""The names in templates; the key paths of the values start with them."""


class LazyStories:
    """The stories and the plan of one repository."""

    def __init__(self, root: FilePath, loaded: LoadedContract) -> None:
        self._root = root
        self._loaded = loaded

    @cached_property
    def listing(self) -> StoryIndex:
        """The index of all stories."""
        return build_story_index(self._root, self._loaded)

    def story_globals(self, used_paths: set[KeyPath]) -> dict[str, Any]:
        """The names for a template, as views that record their reads in `used_paths`."""
        return {name: SectionView(_LazyMapping(self, name), (name,), used_paths) for name in STORY_GLOBALS}

    def with_places(self, loaded: LoadedContract) -> LoadedContract:
        """The contract with the places of the values of stories added, if stories were read."""
        if "listing" not in self.__dict__:
            return loaded
        return replace(loaded, places={**loaded.places, **self.listing.places})


class _LazyMapping(Mapping[str, Any]):
    """A mapping of the story index that is built on first access."""

    def __init__(self, lazy_stories: LazyStories, name: str) -> None:
        self._lazy_stories = lazy_stories
        self._name = name

    def _mapping(self) -> Mapping[str, Any]:
        mapping: Mapping[str, Any] = getattr(self._lazy_stories.listing, self._name)
        return mapping

    def __getitem__(self, name: str) -> Any:
        return self._mapping()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping())

    def __len__(self) -> int:
        return len(self._mapping())
