"""What templates see besides the contract: the stories. They are read when a template first asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.contract.reading import Path
from revi_docs.outputs.view import Section
from revi_docs.stories.listed import PLAN, STORIES, Listing
from revi_docs.stories.listing import listing

NAMES = (STORIES, PLAN)
"""What templates call them; the paths of their values begin with these."""


class Late:
    """The stories of one repository and its plan."""

    def __init__(self, root: FilePath, loaded: Loaded) -> None:
        self._root = root
        self._loaded = loaded

    @cached_property
    def listing(self) -> Listing:
        """What was read."""
        return listing(self._root, self._loaded)

    def names(self, used: set[Path]) -> dict[str, Any]:
        """The names for a template; `used` grows by the path of everything that is read."""
        return {name: Section(_Unread(self, name), (name,), used) for name in NAMES}

    def placed(self, loaded: Loaded) -> Loaded:
        """The contract that also knows where the values of the stories stand, once they were read."""
        if "listing" not in self.__dict__:
            return loaded
        return replace(loaded, places={**loaded.places, **self.listing.places})


class _Unread(Mapping[str, Any]):
    """A mapping of the listing that is made when it is first looked into."""

    def __init__(self, late: Late, name: str) -> None:
        self._late = late
        self._name = name

    @property
    def _value(self) -> Mapping[str, Any]:
        value: Mapping[str, Any] = getattr(self._late.listing, self._name)
        return value

    def __getitem__(self, name: str) -> Any:
        return self._value[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._value)

    def __len__(self) -> int:
        return len(self._value)
