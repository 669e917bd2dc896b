"""Hand-written files and the regions in them that are generated from the contract."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.globs import match_groups, path_matches
from revi_docs.files.linked_files import leading_out, stays_inside
from revi_docs.files.markdown import regions
from revi_docs.files.markdown.markdown_blocks import without_code_blocks
from revi_docs.files.markdown.markers import DEFAULT_PATTERNS, can_hold_regions, may_contain_markers
from revi_docs.files.markdown.regions import Region
from revi_docs.files.merge_conflicts import split_conflict
from revi_docs.files.read_file import read_file
from revi_docs.files.working_tree import WorkingTree
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.problems.problem import Place, Problem

# A quick look before the text is parsed: nearly all files have no conflict.
_CONFLICT_MARKER = re.compile(rb"^<{7} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HandWrittenFile:
    """A hand-written file: its bytes on disk and its text; in a merge conflict, the text of our side.

    `other_side` is the other side of the conflict, None without a conflict.
    """

    path: str
    content: bytes
    text: str
    other_side: str | None = None


class HandWrittenFiles:
    """The hand-written files that contain regions or owned fields; each is read at most once."""

    def __init__(
        self, root: Path, contract: Contract, output_paths: Collection[str], excluded_folder: str = ""
    ) -> None:
        self._root = root
        self._excluded_folder = excluded_folder
        self._contract = contract
        self.output_paths = output_paths
        self._cache: dict[str, HandWrittenFile | tuple[Problem, ...]] = {}

    @cached_property
    def tree(self) -> WorkingTree:
        """All files of the repository that git does not ignore, without the excluded folder."""
        return WorkingTree(self._root, self._excluded_folder)

    @cached_property
    def region_candidates(self) -> tuple[str, ...]:
        """The files that may contain regions."""
        patterns = self._contract.regions
        return tuple(
            path
            for path in self.tree.files
            if can_hold_regions(path)
            and path not in self.output_paths
            # By default every file that can hold regions, in any case: `README.MD` is Markdown, too.
            and (not patterns or path_matches(patterns, path))
        )

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the hand-written files that match a pattern of `owns`."""
        return tuple(
            path
            for path in self.tree.files
            if path not in self.output_paths and match_groups(pattern, path) is not None
        )

    def read(self, path: str) -> HandWrittenFile | tuple[Problem, ...]:
        """Read a file, or return the problems that prevent it."""
        if path not in self._cache:
            self._cache[path] = _read_file(self._root, path)
        return self._cache[path]

    @cached_property
    def regions(self) -> dict[str, tuple[Region, ...]]:
        """Path → regions, for files that have any."""
        return {path: file_regions for path, (file_regions, _) in self._regions_and_problems.items() if file_regions}

    def all_regions(self) -> Iterator[tuple[str, HandWrittenFile, Region]]:
        """Yield each region with its path and file."""
        for path, file_regions in self.regions.items():
            file = self.read(path)
            if isinstance(file, HandWrittenFile):
                yield from ((path, file, region) for region in file_regions)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Problems with markers, and with files that cannot be searched for markers."""
        return tuple(problem for _, problems in self._regions_and_problems.values() for problem in problems)

    @cached_property
    def link_problems(self) -> tuple[Problem, ...]:
        """Links out of the repository at a path where the contract expects hand-written files or a folder of them."""
        patterns = (*(self._contract.regions or DEFAULT_PATTERNS), *self._contract.owns, *self._contract.prose)
        expected = [pattern for pattern in patterns if not pattern.startswith("!")]
        return tuple(
            leading_out(path)
            for path in self.tree.links
            if path not in self.output_paths
            and any(path_matches((pattern,), path) or pattern.startswith(f"{path}/") for pattern in expected)
            and not stays_inside(self._root, path)
        )

    @cached_property
    def planned_regions(self) -> dict[tuple[str, int], RenderTask]:
        """(path, offset of the begin marker) → how to render the region."""
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
            # On bytes: most files have no marker, and need not be decoded.
            if not _may_have_regions(self._root, path):
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


def _may_have_regions(root: Path, path: str) -> bool:
    try:
        return may_contain_markers(read_file(root, path))
    except OSError:
        # Reading it again reports the error.
        return True


def _read_file(root: Path, path: str) -> HandWrittenFile | tuple[Problem, ...]:
    content, problems = read_bytes(root, path)
    if problems:
        return problems
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, path)[1]
    if not _CONFLICT_MARKER.search(content):
        return HandWrittenFile(path, content, text)
    # Conflict markers in a code block are an example.
    text_outside_fences = without_code_blocks(text) if path.lower().endswith((".md", ".markdown")) else text
    both_sides = split_conflict(text, text_outside_fences)
    return HandWrittenFile(path, content, *both_sides) if both_sides else HandWrittenFile(path, content, text)


def merge_conflict(file: HandWrittenFile) -> Problem:
    """Report a merge conflict in hand-written text, which revi-docs cannot resolve."""
    line = file.content[: file.content.find(b"<<<<<<< ")].count(b"\n") + 1
    return Problem(
        code="conflicted",
        message="contains git conflict markers around hand-written text",
        fix="resolve the conflict, then run 'revi-docs sync' to regenerate the owned parts",
        places=(Place(file.path, line, 1),),
        subject=file.path,
    )
