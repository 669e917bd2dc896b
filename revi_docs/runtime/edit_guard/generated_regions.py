"""Reject edits of generated regions; the rest of their files may be edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location, find_change, find_location
from revi_docs.runtime.edit_guard.edits import FileEdit, require_guardable
from revi_docs.runtime.edit_guard.generated_files import FIX

_BEGIN, _END = "revi:begin", "revi:end"

_MARKER_PARTS = ("revi:", "`", "~~~", "<!--", "-->")
"""The parts of a marker and of what can hide one: lines without any of them cannot change a marker."""


class _GeneratedRegion(NamedTuple):
    """The text between two markers, and the arguments and the line of the first."""

    name: str
    content: str
    line: int


def check_regions(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit is rejected; "" if it changes no generated text.

    A region may be moved. A region that `sync` has not filled yet may be edited and deleted.
    """
    if not edit.old_text or _BEGIN not in edit.old_text or _is_outside_regions(edit.old_text, edit.new_text or ""):
        return ""
    from revi_docs.files.globs import path_matches
    from revi_docs.files.markdown.markers import can_hold_regions

    patterns = repository.region_patterns
    if not can_hold_regions(path) or not (not patterns or path_matches(patterns, path)):
        return ""
    require_guardable(path, edit)
    # Counted by content: a region that moved within the file is unchanged.
    remaining = Counter(region.content for region in _regions(path, edit.new_text or ""))
    for region in _regions(path, edit.old_text):
        if region.content.strip() and not remaining[region.content]:
            location = _region_location(repository, region, edit)
            return (
                f"line {region.line} of {path} starts a region that is generated from {location}: "
                f"{FIX}; the text outside of the markers may be edited"
            )
        remaining[region.content] -= 1
    return ""


def _is_outside_regions(old_text: str, new_text: str) -> bool:
    """Whether an edit certainly changes no region: a cheap test that avoids parsing the file."""
    text_change = find_change(old_text, new_text)
    if any(part in text for part in _MARKER_PARTS for text in (text_change.lines, text_change.replacement)):
        return False
    begin_offset = old_text.rfind(_BEGIN, 0, text_change.offset)
    return begin_offset < 0 or 0 <= old_text.find(_END, begin_offset) < text_change.offset


def _regions(path: str, text: str) -> Iterator[_GeneratedRegion]:
    from revi_docs.files.markdown.markers import Marker, markers

    begin_marker: Marker | None = None
    for marker in markers(path, text):
        if marker.keyword == "begin" and begin_marker is None:
            begin_marker = marker
        elif marker.keyword == "end" and begin_marker is not None:
            yield _GeneratedRegion(
                begin_marker.arguments.strip(), text[begin_marker.end : marker.start], begin_marker.line
            )
            begin_marker = None


def _region_location(repository: Repository, region: _GeneratedRegion, edit: FileEdit) -> str:
    """The line of the value that a region shows."""
    name, _, arguments = region.name.partition(" ")
    parameters: dict[str, str] = dict(re.findall(r"(?<![\w-])([\w-]+)=\"?([^\"\s]+)", arguments))
    key_path = tuple(parameters.get("of", name).split(",")[0].split("."))
    if not repository.has_section(key_path[0]):
        return f"the template regions/{name}"
    if "of" in parameters:
        return contract_location(repository, key_path)
    return find_location(repository, find_change(edit.old_text or "", edit.new_text or ""), key_path)
