"""Regions: stretches of hand-written files that hold what a template renders, between two comments.

    <!-- revi:begin NAME key=value -->
    what the template NAME renders
    <!-- revi:end -->

Both markers may stand on one line; then what is between them is part of that line. In the begin
marker stands the proof that nobody has edited the content, as `sync` writes it. It is taken over name,
arguments and content, so a region may be moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.files import region_faults as faults
from revi_docs.files.markers import COMMENT, HASH, SLASHES, Marker, kind_of, markers
from revi_docs.files.proof import token
from revi_docs.problems.problem import Place, Problem

_ARGUMENT = re.compile(r"\s*([A-Za-z_][\w-]*)=(\"[^\"\n]*\"|[^\s\"]+)(?=\s|$)")
_TOKEN = re.compile(r"\srevi:([0-9a-f]{16})$")
_ENDS = {COMMENT: ("<!--", " -->"), HASH: ("#", ""), SLASHES: ("//", "")}
"""How a comment begins and ends, by what its markers look like."""
_REST = re.compile(r"[ \t\r]*(?:\n|\Z)")
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*")
_HEAD = re.compile(r"\s+([A-Za-z0-9][A-Za-z0-9_-]*)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `begin` is the offset of its begin marker, `start` and `end` are those of its content.

    `form` is the name by which templates for such a file end; `written` is the marker without its proof,
    in two halves; `seal` is the proof that stands in it, empty where there is none. It is `inline` where
    both markers stand on one line, and `within` where that line holds other text as well.
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    form: str
    begin: int
    start: int
    end: int
    place: Place
    written: tuple[str, str]
    seal: str
    indent: str
    newline: str
    inline: bool
    within: bool

    @property
    def template(self) -> str:
        """The template that renders it."""
        return f"regions/{self.name}.{self.form}.j2"

    def proof(self, content: str) -> str:
        """The proof for a content."""
        said = " ".join(f"{key}={value}" for key, value in self.arguments)
        return token(f"{self.name}\0{said}", content.replace("\r\n", "\n").encode())

    def fitted(self, rendered: str) -> str:
        """What the template renders, as it stands between the markers."""
        if self.inline and "\n" not in rendered.strip():
            return rendered.strip()
        lines = rendered.strip("\n").split("\n")
        blank_line = self.indent.rstrip()
        made = "".join(f"{self.indent}{line}\n" if line.strip() else f"{blank_line}\n" for line in lines)
        return f"\n{made}{self.indent}".replace("\n", self.newline)

    def sealed(self, content: str) -> str:
        """The begin marker with the proof for a content, and the content."""
        first, last = self.written
        return f"{first} revi:{self.proof(content)}{last}{content}"


def find(path: str, text: str) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The regions of a file, in order, and everything that is wrong with its markers."""
    found: list[Region] = []
    problems: list[Problem] = []
    opened: Marker | None = None
    closed: Marker | None = None
    owed = 0  # ends that belong to begin markers which are reported already
    for marker in markers(path, text):
        if marker.word not in ("begin", "end"):
            problems.append(faults.unknown(_at(path, marker), marker.word))
        elif marker.word == "begin" and opened:
            same = marker.rest.strip() == opened.rest.strip()
            problems.append(faults.second_begin(_at(path, marker), _at(path, opened), same=same))
            owed += 1
        elif marker.word == "begin":
            opened, owed = marker, 0
        elif marker.rest.strip():
            problems.append(faults.malformed(_at(path, marker), f"ends with '{marker.rest.strip()}'"))
            opened, closed = None, marker
        elif opened is None and owed:
            owed -= 1
        elif opened is None:
            problems.append(faults.stray_end(_at(path, marker), _at(path, closed) if closed else None))
        else:
            region = _region(path, text, opened, marker)
            (problems if isinstance(region, Problem) else found).append(region)  # type: ignore[arg-type]
            opened, closed = None, marker
    if opened:
        problems.append(faults.unclosed(_at(path, opened)))
    return tuple(found), tuple(problems)


def why_no_content(path: str, content: str, *, within: bool) -> str | None:
    """Why a text cannot stand in a region, for a sentence that begins with the region; None where it can."""
    begin, end = _ENDS[kind_of(path)[1]]
    found, problems = find(path, f"{begin} revi:begin x{end}\n{content}\n{begin} revi:end{end}\n")
    if problems or len(found) != 1:
        return "comes out with what would be a marker of a region, or would hide its end"
    if within and "\n" in content.strip():
        return "comes out with several lines, and its markers stand within a line"
    return None


def _region(path: str, text: str, begin: Marker, end: Marker) -> Region | Problem:
    rest, seal = begin.rest, ""
    stamped = _TOKEN.search(rest, max(0, len(rest) - 22))
    if stamped:
        rest, seal = rest[: stamped.start()].rstrip(), stamped[1]
    head = _HEAD.match(rest)
    if head is None:
        return faults.malformed(_at(path, begin), "names no template")
    arguments = _arguments(rest[head.end() :])
    if isinstance(arguments, str):
        return faults.malformed(_at(path, begin), f"says '{arguments}', which is no key=value")
    if len(dict(arguments)) < len(arguments):
        return faults.malformed(_at(path, begin), "gives an argument twice")
    line = text[text.rfind("\n", 0, begin.start) + 1 : begin.start]
    inline = "\n" not in text[begin.end : end.start]
    ends = text.find("\n", begin.end)
    return Region(
        name=head[1],
        arguments=arguments,
        form=kind_of(path)[0],
        begin=begin.start,
        start=begin.end,
        end=end.start,
        place=_at(path, begin),
        written=(text[begin.start : begin.said] + rest, f" {begin.close}" if begin.close else ""),
        seal=seal,
        indent=re.sub(r"[^ \t>]", " ", line) if _LEAD.fullmatch(line) else "",
        newline="\r\n" if ends > 0 and text[ends - 1] == "\r" else "\n",
        inline=inline,
        within=inline and not (_LEAD.fullmatch(line) and _REST.match(text, end.end)),
    )


def _at(path: str, marker: Marker) -> Place:
    return Place(path, marker.line, marker.column)


def _arguments(rest: str) -> tuple[tuple[str, str], ...] | str:
    """The arguments in their order, or what of the text is none."""
    found: list[tuple[str, str]] = []
    while rest.strip():
        match = _ARGUMENT.match(rest)
        if match is None:
            return rest.strip()
        found.append((match[1], match[2].strip('"')))
        rest = rest[match.end() :]
    return tuple(found)
