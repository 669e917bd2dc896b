"""Find items of the contract that no output shows: an error in one of them would go unnoticed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from revi_docs.contract.items import is_hand_written, item_groups
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Item
from revi_docs.outputs.renderer import RenderResult
from revi_docs.problems.problem import Problem

# Outputs for programs contain every item, whether or not a document shows it.
_PROGRAM_SUFFIXES = (".json", ".py", ".ts")
_WORD = re.compile(r"[\w-]+")


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
        hidden = [item for name, item in items.items() if (*section, name) not in printed_paths]
        for item in hidden if hidden and not is_hand_written(loaded.contract, section[0]) else ():
            path = (*section, item.id)
            if not texts.mentions(path, item):
                yield Problem(
                    code="unrendered-item",
                    message=f"no output shows {format_key_path(path)}",
                    fix="show it in a template, or remove it from the contract",
                    places=(loaded.place_of(*path),),
                    subject=format_key_path(path),
                )


class _Texts:
    """Texts that are searched for many items."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._words = frozenset(word for text in texts for word in _WORD.findall(text))

    def mention(self, item: Item) -> bool:
        """Whether one of the texts contains the item's id or description."""
        # The set of words decides nearly always: searching every text for every item would be quadratic.
        if _WORD.fullmatch(item.id):
            if item.id in self._words:
                return True
        elif self._words.issuperset(_inner_words(item.id)):
            pattern = re.compile(rf"(?<![\w-]){re.escape(item.id)}(?![\w-])")
            if any(map(pattern.search, self._texts)):
                return True
        description = item.description
        return (
            bool(description)
            and self._words.issuperset(_inner_words(description))
            and any(description in text for text in self._texts)
        )


def _inner_words(text: str) -> list[str]:
    """The words that a text must contain to contain this one: the first and the last can be parts of words."""
    return _WORD.findall(text)[1:-1]


class _OutputTexts:
    """The texts of the outputs by what they read. Many outputs share a set of read paths; each is handled once."""

    def __init__(self, results: Sequence[RenderResult]) -> None:
        self._results = results
        self._texts_of_set: dict[int, _Texts] = {}
        self._texts_of_section: dict[KeyPath, _Texts] = {}

    def mentions(self, path: KeyPath, item: Item) -> bool:
        """Whether an output that reads the item or its section contains the item's id or description."""
        section = path[:-1]
        if section not in self._texts_of_section:
            self._texts_of_section[section] = self._texts(self._sets_by_path.get(section, ()))
        return self._texts_of_section[section].mention(item) or any(
            self._texts_with_set(number).mention(item) for number in self._sets_by_path.get(path, ())
        )

    def _texts_with_set(self, number: int) -> _Texts:
        if number not in self._texts_of_set:
            self._texts_of_set[number] = self._texts((number,))
        return self._texts_of_set[number]

    def _texts(self, set_numbers: Iterable[int]) -> _Texts:
        positions = {position for number in set_numbers for position in self._path_sets[number][1]}
        contents = (self._results[position].content.decode("utf-8") for position in sorted(positions))
        return _Texts([html.unescape(content.replace("\\", "")) for content in contents])

    @cached_property
    def _path_sets(self) -> list[tuple[frozenset[KeyPath], list[int]]]:
        """Each set of read paths, and the positions of the results that read it."""
        readers: dict[frozenset[KeyPath], list[int]] = {}
        for position, result in enumerate(self._results):
            for paths in dict.fromkeys(result.used_path_sets):
                readers.setdefault(paths, []).append(position)
        return list(readers.items())

    @cached_property
    def _sets_by_path(self) -> dict[KeyPath, list[int]]:
        """Each path that is read, and each of its parents → the numbers of the sets with it."""
        numbers: dict[KeyPath, list[int]] = {}
        for number, (paths, _) in enumerate(self._path_sets):
            for path in {read_path[:length] for read_path in paths for length in range(1, len(read_path) + 1)}:
                numbers.setdefault(path, []).append(number)
        return numbers
