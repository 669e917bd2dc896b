"""Items of the contract that no output shows: nobody would notice if they were wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from revi_docs.contract.by_hand import is_by_hand
from revi_docs.contract.items import groups_of_items
from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Item
from revi_docs.contract.reading import Path, dotted
from revi_docs.outputs.render import Rendered
from revi_docs.problems.problem import Problem

_FOR_PROGRAMS = (".json", ".py", ".ts")


def unshown(loaded: Loaded, rendered: Sequence[Rendered]) -> Iterator[Problem]:
    """Yields a problem for each item of which no output prints anything; none where there are no outputs,
    whatever regions of hand-written files show.

    An output also shows an item when it reads it, or goes through its section, and says its name or meaning.
    Items whose files are written by hand are shown there. What is made for programs does not count: it holds
    every item, whether or not anybody is told of it.
    """
    rendered = [one for one in rendered if not one.path.endswith(_FOR_PROGRAMS)]
    if all(one.planned.marker for one in rendered):
        return
    shown = {path[:end] for one in rendered for path in one.shown for end in range(2, len(path) + 1)}
    texts = _Texts(rendered)
    for section, items in groups_of_items(loaded.contract):
        for name, item in items.items():
            path = (*section, name)
            if (
                path not in shown
                and not is_by_hand(loaded.contract, section[0])
                and not texts.say(path, item)
            ):
                yield Problem(
                    code="unshown-item",
                    message=f"no output shows {dotted(path)}",
                    fix="show it in a template, or remove it from the contract",
                    places=(loaded.at(*path),),
                    subject=dotted(path),
                )


class _Texts:
    """What the outputs say, made readable when it is first asked for."""

    def __init__(self, rendered: Sequence[Rendered]) -> None:
        self._rendered = rendered

    def say(self, path: Path, item: Item) -> bool:
        """Whether an output that reads the item, or goes through its section, says its name or meaning."""
        said = [rf"(?<![\w-]){re.escape(item.id)}(?![\w-])"]
        if item.meaning:
            said.append(re.escape(item.meaning))
        pattern = re.compile("|".join(said))
        return any(pattern.search(text) for used, text in self._readable if path in used or path[:-1] in used)

    @cached_property
    def _readable(self) -> list[tuple[set[Path], str]]:
        """For each output what it has read, with everything around it, and its text without escapes."""
        return [
            (
                {path[:end] for path in one.used for end in range(1, len(path) + 1)},
                html.unescape(one.content.decode("utf-8").replace("\\", "")),
            )
            for one in self._rendered
        ]
