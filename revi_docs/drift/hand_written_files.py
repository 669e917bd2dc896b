"""The files that people write, with the stretches of them that belong to the contract."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.files import regions
from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.globs import match_groups, path_matches
from revi_docs.files.markdown_blocks import without_code_blocks
from revi_docs.files.markers import DEFAULT_PATTERNS, SYNTAX_BY_SUFFIX
from revi_docs.files.merge_conflicts import split_conflict
from revi_docs.files.regions import Region
from revi_docs.files.working_tree import WorkingTree
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.problems.problem import Place, Problem

_REGION_MARKER = re.compile(rb"revi[ \t]*:[ \t]*(?![0-9a-f]{16})[a-z]", re.IGNORECASE)
_CONFLICT_MARKER = re.compile(rb"^<{7} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HandWrittenFile:
    """A hand-written file: its bytes on disk, and its text, which of two sides in conflict is ours.

    `theirs` is the other side, None where there is no conflict.
    """

    path: str
    content: bytes
    text: str
    other_side: str | None = None


class HandWrittenFiles:
    """The hand-written files of a repository that hold regions or owned fields, read at most once each."""

    def __init__(self, root: Path, contract: Contract, output_paths: Collection[str]) -> None:
        self._root = root
        self._contract = contract
        self.output_paths = output_paths
        self._cache: dict[str, HandWrittenFile | tuple[Problem, ...]] = {}

    @cached_property
    def tree(self) -> WorkingTree:
        """All files that people write."""
        return WorkingTree(self._root)

    @cached_property
    def region_candidates(self) -> tuple[str, ...]:
        """The files in which regions may stand."""
        patterns = self._contract.regions or DEFAULT_PATTERNS
        return tuple(
            path
            for path in self.tree.files
            if path.lower().endswith(tuple(SYNTAX_BY_SUFFIX))
            and path not in self.output_paths
            and path_matches(patterns, path)
        )

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The files that a pattern of `owns` names."""
        return tuple(
            path
            for path in self.tree.files
            if path not in self.output_paths and match_groups(pattern, path) is not None
        )

    def read(self, path: str) -> HandWrittenFile | tuple[Problem, ...]:
        """A file, or why it cannot be read."""
        if path not in self._cache:
            self._cache[path] = _read_file(self._root, path)
        return self._cache[path]

    @cached_property
    def regions(self) -> dict[str, tuple[Region, ...]]:
        """The regions of each file that has any."""
        return {
            path: file_regions
            for path, (file_regions, _) in self._regions_and_problems.items()
            if file_regions
        }

    def all_regions(self) -> Iterator[tuple[str, HandWrittenFile, Region]]:
        """Every region with its file."""
        for path, file_regions in self.regions.items():
            file = self.read(path)
            if isinstance(file, HandWrittenFile):
                yield from ((path, file, region) for region in file_regions)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the markers, and with the files that may hold some."""
        return tuple(problem for _, problems in self._regions_and_problems.values() for problem in problems)

    @cached_property
    def planned_regions(self) -> dict[tuple[str, int], RenderTask]:
        """The regions as they are to be rendered, by file and the offset at which they begin."""
        return {
            (path, region.marker_start): RenderTask(
                path=path,
                template=region.template,
                arguments=region.arguments,
                marker=region.place,
                is_inline=region.shares_line,
            )
            for path, file_regions in self.regions.items()
            for region in file_regions
        }

    @cached_property
    def _regions_and_problems(self) -> dict[str, tuple[tuple[Region, ...], tuple[Problem, ...]]]:
        return dict(self._find_regions())

    def _find_regions(self) -> Iterator[tuple[str, tuple[tuple[Region, ...], tuple[Problem, ...]]]]:
        for path in self.region_candidates:
            if not _may_contain_markers(self._root / path):
                continue
            file = self.read(path)
            if not isinstance(file, HandWrittenFile):
                yield path, ((), file)
                continue
            file_regions, problems = regions.find_regions(path, file.text)
            if file.other_side is not None and (
                problems or (not file_regions and any(regions.find_regions(path, file.other_side)))
            ):
                problems = (merge_conflict(file),)
            yield path, (file_regions, problems)


def _may_contain_markers(path: Path) -> bool:
    try:
        return _REGION_MARKER.search(path.read_bytes()) is not None
    except OSError:
        return True


def _read_file(root: Path, path: str) -> HandWrittenFile | tuple[Problem, ...]:
    content, problems = read_bytes(root / path, path)
    if problems:
        return problems
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, path)[1]
    text_outside_fences = without_code_blocks(text) if path.lower().endswith((".md", ".markdown")) else text
    both_sides = split_conflict(text, text_outside_fences) if _CONFLICT_MARKER.search(content) else None
    return HandWrittenFile(path, content, *both_sides) if both_sides else HandWrittenFile(path, content, text)


def merge_conflict(file: HandWrittenFile) -> Problem:
    """Two branches have changed what belongs to people: nobody else can merge it."""
    line = file.content[: file.content.find(b"<<<<<<< ")].count(b"\n") + 1
    return Problem(
        code="conflicted",
        message="holds git's conflict markers around text that is not made from the contract",
        fix="merge it by hand; what is made from the contract, 'revi-docs sync' sets right",
        places=(Place(file.path, line, 1),),
        subject=file.path,
    )
