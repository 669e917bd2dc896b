"""What templates see besides the contract: the stories. They are read when a template first asks for them."""

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
"""What templates call them; the paths of their values begin with these."""


class LazyStories:
    """The stories of one repository and its plan."""

    def __init__(self, root: FilePath, loaded: LoadedContract) -> None:
        self._root = root
        self._loaded = loaded

    @cached_property
    def listing(self) -> StoryIndex:
        """What was read."""
        return build_story_index(self._root, self._loaded)

    def story_globals(self, used_paths: set[KeyPath]) -> dict[str, Any]:
        """The names for a template; `used` grows by the path of everything that is read."""
        return {name: SectionView(_LazyMapping(self, name), (name,), used_paths) for name in STORY_GLOBALS}

    def with_places(self, loaded: LoadedContract) -> LoadedContract:
        """The contract that also knows where the values of the stories stand, once they were read."""
        if "listing" not in self.__dict__:
            return loaded
        return replace(loaded, places={**loaded.places, **self.listing.places})


class _LazyMapping(Mapping[str, Any]):
    """A mapping of the listing that is made when it is first looked into."""

    def __init__(self, lazy_stories: LazyStories, name: str) -> None:
        self._lazy_stories = lazy_stories
        self._name = name

    @property
    def _value(self) -> Mapping[str, Any]:
        value: Mapping[str, Any] = getattr(self._lazy_stories.listing, self._name)
        return value

    def __getitem__(self, name: str) -> Any:
        return self._value[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._value)

    def __len__(self) -> int:
        return len(self._value)
