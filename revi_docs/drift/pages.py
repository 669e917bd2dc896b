"""The files that people write, with the stretches of them that belong to the contract."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.files import regions
from revi_docs.files.conflicts import sides
from revi_docs.files.globs import fits, parts
from revi_docs.files.markdown import without_fences
from revi_docs.files.markers import MARKERS, PATTERNS
from revi_docs.files.regions import Region
from revi_docs.files.text import decode, read_bytes
from revi_docs.files.walk import Tree
from revi_docs.outputs.plan import Planned
from revi_docs.problems.problem import Place, Problem

_MARKED = re.compile(rb"revi:(?![0-9a-f]{16})[a-z]")
_CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A hand-written file: its bytes on disk, and its text, which of two sides in conflict is ours.

    `theirs` is the other side, None where there is no conflict.
    """

    path: str
    content: bytes
    text: str
    theirs: str | None = None


class Pages:
    """The hand-written files of a repository that hold regions or owned fields, read at most once each."""

    def __init__(self, root: Path, contract: Contract, outputs: Collection[str]) -> None:
        self._root = root
        self._contract = contract
        self.outputs = outputs
        self._read: dict[str, Page | tuple[Problem, ...]] = {}

    @cached_property
    def tree(self) -> Tree:
        """All files that people write."""
        return Tree(self._root)

    @cached_property
    def with_regions(self) -> tuple[str, ...]:
        """The files in which regions may stand."""
        patterns = self._contract.regions or PATTERNS
        return tuple(
            path
            for path in self.tree.files
            if path.lower().endswith(tuple(MARKERS)) and path not in self.outputs and fits(patterns, path)
        )

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The files that a pattern of `owns` names."""
        return tuple(
            path for path in self.tree.files if path not in self.outputs and parts(pattern, path) is not None
        )

    def page(self, path: str) -> Page | tuple[Problem, ...]:
        """A file, or why it cannot be read."""
        if path not in self._read:
            self._read[path] = _page(self._root, path)
        return self._read[path]

    @cached_property
    def regions(self) -> dict[str, tuple[Region, ...]]:
        """The regions of each file that has any."""
        return {path: found for path, (found, _) in self._found.items() if found}

    def all_regions(self) -> Iterator[tuple[str, Page, Region]]:
        """Every region with its file."""
        for path, found in self.regions.items():
            page = self.page(path)
            if isinstance(page, Page):
                yield from ((path, page, region) for region in found)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the markers, and with the files that may hold some."""
        return tuple(problem for _, problems in self._found.values() for problem in problems)

    @cached_property
    def planned(self) -> dict[tuple[str, int], Planned]:
        """The regions as they are to be rendered, by file and the offset at which they begin."""
        return {
            (path, region.begin): Planned(
                path=path,
                template=region.template,
                arguments=region.arguments,
                marker=region.place,
                within=region.within,
            )
            for path, found in self.regions.items()
            for region in found
        }

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[Region, ...], tuple[Problem, ...]]]:
        return dict(self._search())

    def _search(self) -> Iterator[tuple[str, tuple[tuple[Region, ...], tuple[Problem, ...]]]]:
        for path in self.with_regions:
            if not _may_hold_markers(self._root / path):
                continue
            page = self.page(path)
            if not isinstance(page, Page):
                yield path, ((), page)
                continue
            found, problems = regions.find(path, page.text)
            if page.theirs is not None and (problems or (not found and any(regions.find(path, page.theirs)))):
                problems = (unmerged(page),)
            yield path, (found, problems)


def _may_hold_markers(path: Path) -> bool:
    try:
        return _MARKED.search(path.read_bytes()) is not None
    except OSError:
        return True


def _page(root: Path, path: str) -> Page | tuple[Problem, ...]:
    content, problems = read_bytes(root / path, path)
    if problems:
        return problems
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, path)[1]
    shown = without_fences(text) if path.lower().endswith((".md", ".markdown")) else text
    both = sides(text, shown) if _CONFLICT.search(content) else None
    return Page(path, content, *both) if both else Page(path, content, text)


def unmerged(page: Page) -> Problem:
    """Two branches have changed what belongs to people: nobody else can merge it."""
    line = page.content[: page.content.find(b"<<<<<<< ")].count(b"\n") + 1
    return Problem(
        code="conflicted",
        message="holds git's conflict markers around text that is not made from the contract",
        fix="merge it by hand; what is made from the contract, 'revi-docs sync' sets right",
        places=(Place(page.path, line, 1),),
        subject=page.path,
    )
