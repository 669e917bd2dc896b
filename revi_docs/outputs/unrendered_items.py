"""Find items of the contract that no output shows: an error in one of them would go unnoticed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from revi_docs.contract.items import is_hand_written, item_groups
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Item
from revi_docs.outputs.renderer import RenderResult
from revi_docs.problems.problem import Problem

# Outputs for programs contain every item, whether or not a document shows it.
_PROGRAM_SUFFIXES = (".json", ".py", ".ts")


def unrendered_items(loaded: LoadedContract, results: Sequence[RenderResult]) -> Iterator[Problem]:
    """Yield a problem for each item that no output shows; none if there are no outputs, only regions.

    An output shows an item if it prints one of its values, or if it reads the item or its section and
    contains the item's id or description. Items with hand-written files count as shown. Outputs for
    programs do not count, because they contain every item.
    """
    results = [result for result in results if not result.path.endswith(_PROGRAM_SUFFIXES)]
    if all(result.task.marker for result in results):
        return
    printed_paths = {
        path[:length] for result in results for path in result.printed_paths for length in range(2, len(path) + 1)
    }
    texts = _OutputTexts(results)
    for section, items in item_groups(loaded.contract):
        for name, item in items.items():
            path = (*section, name)
            if (
                path not in printed_paths
                and not is_hand_written(loaded.contract, section[0])
                and not texts.mentions(path, item)
            ):
                yield Problem(
                    code="unrendered-item",
                    message=f"no output shows {format_key_path(path)}",
                    fix="show it in a template, or remove it from the contract",
                    places=(loaded.place_of(*path),),
                    subject=format_key_path(path),
                )


class _OutputTexts:
    """The texts of the outputs, unescaped on first use."""

    def __init__(self, results: Sequence[RenderResult]) -> None:
        self._results = results

    def mentions(self, path: KeyPath, item: Item) -> bool:
        """Whether an output that reads the item or its section contains the item's id or description."""
        patterns = [rf"(?<![\w-]){re.escape(item.id)}(?![\w-])"]
        if item.description:
            patterns.append(re.escape(item.description))
        pattern = re.compile("|".join(patterns))
        return any(
            pattern.search(text)
            for used_paths, text in self._readable_texts
            if path in used_paths or path[:-1] in used_paths
        )

    @cached_property
    def _readable_texts(self) -> list[tuple[set[KeyPath], str]]:
        """For each output the paths that it read, with their parents, and its text without escapes."""
        return [
            (
                {path[:length] for path in result.used_paths for length in range(1, len(path) + 1)},
                html.unescape(result.content.decode("utf-8").replace("\\", "")),
            )
            for result in self._results
        ]
