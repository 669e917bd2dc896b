"""Regions: generated parts of hand-written files, between two comments.

    <!-- revi:begin NAME key=value -->
    the output of the template NAME
    <!-- revi:end -->

Both markers may be on one line; then the content is part of that line. The markers never change, so that branches
that change the content merge. Earlier versions added a checksum to the begin marker; it is read, and `sync` removes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.files.markdown import marker_problems
from revi_docs.files.markdown.markers import Marker, format_comment, marker_syntax, markers
from revi_docs.files.markdown.near_miss_markers import NearMiss, near_miss_markers
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import closest_name

# As in HTML: quotes are needed only for a value with spaces.
_ARGUMENT = re.compile(r"\s*([A-Za-z_][\w-]*)=(\"[^\"\n]*\"|[^\s\"]+)(?=\s|$)")
# Versions before the constant marker wrote a checksum at the end.
_CHECKSUM = re.compile(r"\srevi:([0-9a-f]{16})$")
_BLANK_LINE_REST = re.compile(r"[ \t\r]*(?:\n|\Z)")
# A marker may be in a block quote or list item; its content gets the same indentation.
_LINE_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*")
_TEMPLATE_NAME = re.compile(r"\s+([A-Za-z0-9][A-Za-z0-9_-]*)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Region:
    """One region, with offsets of its begin marker and of its content.

    `file_type` is the suffix in the name of its template. `marker` is the begin marker, without the
    checksum of earlier versions; `former_checksum` is "" if it has none. `is_inline`: both markers are on one line;
    `shares_line`: that line contains other text, too.
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    file_type: str
    marker_start: int
    content_start: int
    content_end: int
    place: Place
    marker: str
    former_checksum: str
    indent: str
    newline: str
    is_inline: bool
    shares_line: bool

    @property
    def template(self) -> str:
        """The template that renders the content."""
        return f"regions/{self.name}.{self.file_type}.j2"

    @property
    def key(self) -> str:
        """What the content follows from: the name and the arguments."""
        return " ".join((self.name, *(f"{key}={value}" for key, value in self.arguments)))

    @property
    def checksum_subject(self) -> str:
        """What the checksum of earlier versions covered besides the content."""
        return f"{self.name}\0{' '.join(f'{key}={value}' for key, value in self.arguments)}"

    def format_content(self, rendered: str) -> str:
        """The rendered text with the indentation and line ends that it gets between the markers."""
        if self.is_inline and "\n" not in rendered.strip():
            return rendered.strip()
        lines = rendered.strip("\n").split("\n")
        blank_line = self.indent.rstrip()
        body = "".join(f"{self.indent}{line}\n" if line.strip() else f"{blank_line}\n" for line in lines)
        return f"\n{body}{self.indent}".replace("\n", self.newline)


def find_regions(path: str, text: str) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The regions of a file, in order, and all problems with its markers."""
    regions: list[Region] = []
    problems: list[Problem] = []
    open_marker: Marker | None = None
    last_end_marker: Marker | None = None
    unmatched_ends = 0  # end markers of begin markers that are reported already
    comments: list[Marker | NearMiss] = [*markers(path, text), *near_miss_markers(path, text)]
    comments.sort(key=lambda comment: comment.start)
    for marker in comments:
        if isinstance(marker, NearMiss) or marker.keyword not in ("begin", "end"):
            problems.append(_unreadable_marker(path, text, marker))
            # The other marker of a region with a misspelled one is not a problem of its own.
            is_begin = marker.keyword == "begin" or (isinstance(marker, Marker) and _means_begin(marker, open_marker))
            unmatched_ends += is_begin and open_marker is None
            open_marker = open_marker if is_begin else None
            continue
        place = _marker_place(path, marker)
        if marker.keyword == "begin" and open_marker:
            is_same = marker.arguments.strip() == open_marker.arguments.strip()
            first = _marker_place(path, open_marker)
            problems.append(marker_problems.second_begin_marker(place, first, is_same_marker=is_same))
            unmatched_ends += 1
        elif marker.keyword == "begin":
            open_marker, unmatched_ends = marker, 0
        elif marker.arguments.strip():
            detail = f"has unexpected text after 'revi:end': '{marker.arguments.strip()}'"
            problems.append(marker_problems.malformed_marker(place, detail))
            open_marker, last_end_marker = None, marker
        elif open_marker is None and unmatched_ends:
            unmatched_ends -= 1
        elif open_marker is None:
            previous_end = _marker_place(path, last_end_marker) if last_end_marker else None
            problems.append(marker_problems.stray_end_marker(place, previous_end))
        else:
            region = _parse_region(path, text, open_marker, marker)
            if isinstance(region, Problem):
                problems.append(region)
            else:
                regions.append(region)
            open_marker, last_end_marker = None, marker
    if open_marker:
        problems.append(marker_problems.unclosed_region(_marker_place(path, open_marker)))
    return tuple(regions), tuple(problems)


def without_contents(path: str, text: str) -> str:
    """The text with empty regions. Markers that had lines of their own are then on adjacent lines."""
    regions, _ = find_regions(path, text)
    # From the end, so that the offsets of earlier regions remain valid.
    for region in reversed(regions):
        empty = "" if region.is_inline else region.newline + region.indent
        text = text[: region.content_start] + empty + text[region.content_end :]
    return text


def content_rejection_reason(path: str, content: str, *, shares_line: bool) -> str | None:
    """Why a text cannot be the content of a region, as the predicate of a sentence; None if it can."""
    text = f"{format_comment(path, 'revi:begin x')}\n{content}\n{format_comment(path, 'revi:end')}\n"
    regions, problems = find_regions(path, text)
    if problems or len(regions) != 1:
        return "renders text that contains a region marker or hides the end marker"
    if shares_line and "\n" in content.strip():
        return "renders several lines, but its markers are within a line"
    return None


def _parse_region(path: str, text: str, begin_marker: Marker, end_marker: Marker) -> Region | Problem:
    marker_text, marker, checksum = begin_marker.arguments, text[begin_marker.start : begin_marker.end], ""
    # The checksum takes the last 22 characters: a space, `revi:` and 16 digits.
    checksum_match = _CHECKSUM.search(marker_text, max(0, len(marker_text) - 22))
    if checksum_match:
        marker_text, checksum = marker_text[: checksum_match.start()].rstrip(), checksum_match[1]
        opening = text[begin_marker.start : begin_marker.arguments_start] + marker_text
        marker = f"{opening} {begin_marker.comment_end}".rstrip()
    place = _marker_place(path, begin_marker)
    name_match = _TEMPLATE_NAME.match(marker_text)
    if name_match is None:
        return marker_problems.malformed_marker(place, "names no template")
    arguments = _parse_arguments(marker_text[name_match.end() :])
    if isinstance(arguments, str):
        return marker_problems.malformed_marker(place, f"contains '{arguments}', which is not key=value")
    if len(dict(arguments)) < len(arguments):
        return marker_problems.malformed_marker(place, "repeats an argument")
    line_prefix = text[text.rfind("\n", 0, begin_marker.start) + 1 : begin_marker.start]
    has_plain_prefix = _LINE_PREFIX.fullmatch(line_prefix) is not None
    is_inline = "\n" not in text[begin_marker.end : end_marker.start]
    line_end = text.find("\n", begin_marker.end)
    return Region(
        name=name_match[1],
        arguments=arguments,
        file_type=marker_syntax(path)[0],
        marker_start=begin_marker.start,
        content_start=begin_marker.end,
        content_end=end_marker.start,
        place=place,
        marker=marker,
        former_checksum=checksum,
        indent=re.sub(r"[^ \t>]", " ", line_prefix) if has_plain_prefix else "",
        newline="\r\n" if line_end > 0 and text[line_end - 1] == "\r" else "\n",
        is_inline=is_inline,
        shares_line=is_inline and not (has_plain_prefix and _BLANK_LINE_REST.match(text, end_marker.end)),
    )


def _unreadable_marker(path: str, text: str, marker: Marker | NearMiss) -> Problem:
    if isinstance(marker, Marker):
        return marker_problems.unknown_marker(_marker_place(path, marker), marker.keyword)
    return marker_problems.misspelled_marker(_place_of_offset(path, text, marker.start), marker.comment)


def _means_begin(marker: Marker, open_marker: Marker | None) -> bool:
    """Whether a marker with an unknown keyword, such as `revi:start`, is meant to start a region."""
    keyword = closest_name(marker.keyword, ("begin", "end"))
    return keyword == "begin" or (keyword is None and open_marker is None)


def _place_of_offset(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _marker_place(path: str, marker: Marker) -> Place:
    return Place(path, marker.line, marker.column)


def _parse_arguments(rest: str) -> tuple[tuple[str, str], ...] | str:
    """The arguments in order, or the first part of the text that is not an argument."""
    arguments: list[tuple[str, str]] = []
    while rest.strip():
        match = _ARGUMENT.match(rest)
        if match is None:
            return rest.strip()
        arguments.append((match[1], match[2].strip('"')))
        rest = rest[match.end() :]
    return tuple(arguments)
