"""Find the agent or command that a text means: by its full name, without its plugin, or as a display name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property

# People write an id in many ways: `pm:story`, `pm_story`, `PM Story` and `pm/story` are the same.
_SEPARATORS = re.compile(r"[\s_:./-]+")
# `the qa-agent` is the agent `qa`.
_KIND_SUFFIX = re.compile(r"-(?:agent|subagent|command)$")


class ItemReferences:
    """The names of agents or commands that have a file or are in the contract."""

    def __init__(self, names: Collection[str]) -> None:
        self.names_in_order = tuple(names)
        self.names = frozenset(names)

    def find(self, text: str, scope: str = "") -> str:
        """Return the item that a text names, or "".

        `scope` is the plugin of the text, whose own items come first. Letter case, spaces and the word "agent" at
        the end do not count; a name that fits several items names none.
        """
        text = text.strip().removeprefix("@").removeprefix("agent-")
        candidates = (text, f"{scope}:{text}" if scope else text)
        exact = next((name for name in candidates if name in self.names), "")
        if exact:
            return exact
        key = _key(text)
        for lookup in (key, _KIND_SUFFIX.sub("", key)):
            matches = self._by_key.get(lookup, set())
            if len(matches) == 1:
                return next(iter(matches))
        return ""

    @cached_property
    def _by_key(self) -> dict[str, set[str]]:
        """Normalized name, with and without the plugin → names."""
        result: dict[str, set[str]] = {}
        for name in self.names:
            for key in {_key(name), _key(name.rpartition(":")[2])}:
                result.setdefault(key, set()).add(name)
        return result


def _key(text: str) -> str:
    return _SEPARATORS.sub("-", text.strip()).strip("-").casefold()
