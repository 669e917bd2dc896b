"""Find texts on a page that may be names: code spans, table cells, headings, link fragments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from revi_docs.files.markdown.markdown_blocks import code_spans
from revi_docs.prose.page_structure import ProseTable, TextPassage


class OccurrenceKind(Enum):
    """The context of a name; `CELL` is a cell without backticks, `COLUMN` one in a column of names."""

    CODE = "code span"
    CELL = "table cell"
    COLUMN = "cell of a column of names"
    HEADING = "heading"
    FRAGMENT = "fragment of a link"


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """A text that may be a name; `section` is the section that the words around it indicate, else empty."""

    start: int
    text: str
    kind: OccurrenceKind
    section: str = ""


SectionLookup = Callable[[str], Collection[str]]
"""Name → the sections with an item of that name."""

_SECTION_WORDS = {
    "statuses": r"status(?:es)?",
    "errors": r"error(?: type)?s?",
    "commands": r"commands?",
    "agents": r"agents?",
    "phases": r"phases?",
    "models": r"models?",
}
_KIND_PATTERN = "|".join(f"(?P<{section}>{word})" for section, word in _SECTION_WORDS.items())
_KIND_BEFORE = re.compile(rf"\b(?:{_KIND_PATTERN})[\s:=]*\Z", re.IGNORECASE)
_KIND_AFTER = re.compile(rf"[\s]+(?:{_KIND_PATTERN})\b", re.IGNORECASE)
_KIND_HEADING = re.compile(rf"(?:.*\s)?(?:{_KIND_PATTERN})", re.IGNORECASE)
_KIND_AND_NAME = re.compile(rf"(?:{_KIND_PATTERN}):[ \t]*(?P<value>\S.*)", re.IGNORECASE)
_LINK = re.compile(
    r"(?:\]\(<?|^[ \t]*\[[^\]\n]+\]:[ \t]*<?)(?P<path>[^\s()<>#:]*)#(?P<fragment>[^\s()<>]+)", re.MULTILINE
)
_CONTEXT_LENGTH = 20
"""Characters on each side of a code span that may name its section; the longest such word fits twice."""


def find_occurrences(part: TextPassage | ProseTable, sections_of: SectionLookup) -> Iterator[NameOccurrence]:
    """Yield every text in a part of a page that may be a name."""
    if isinstance(part, ProseTable):
        yield from _in_table(part, sections_of)
        return
    # In a heading with code, only the code is a name.
    if part.is_heading and "`" not in part.text:
        yield NameOccurrence(part.start, part.text.strip(), OccurrenceKind.HEADING)
    yield from _in_text(part)


def _in_text(passage: TextPassage, section: str = "") -> Iterator[NameOccurrence]:
    for span in code_spans(passage.text):
        code = span.code
        start = passage.start + span.code_start + len(code) - len(code.lstrip())
        context_section = section or _section_nearby(passage.text, span.start, span.end)
        pair = _KIND_AND_NAME.fullmatch(code.strip())
        if pair:
            context_section, start, code = _matched_section(pair), start + pair.start("value"), pair["value"]
        yield NameOccurrence(start, " ".join(code.split()), OccurrenceKind.CODE, context_section)
    for link in _LINK.finditer(passage.text):
        sections = (section for section in _SECTION_WORDS if section.removesuffix("s") in link["path"])
        start = passage.start + link.start("fragment")
        yield NameOccurrence(start, link["fragment"], OccurrenceKind.FRAGMENT, next(sections, ""))


def _section_nearby(text: str, start: int, end: int) -> str:
    """Return the section named by the word directly before or after a code span."""
    before, after = text[max(0, start - _CONTEXT_LENGTH) : start], text[end : end + _CONTEXT_LENGTH]
    match = _KIND_BEFORE.search(before) or _KIND_AFTER.match(after)
    return _matched_section(match) if match else ""


def _matched_section(match: re.Match[str]) -> str:
    return next(section for section in _SECTION_WORDS if match[section])


def _in_table(table: ProseTable, sections_of: SectionLookup) -> Iterator[NameOccurrence]:
    for cell in table.headings:
        yield from _in_text(cell)
    width = max((len(row) for row in table.rows), default=0)
    for column in range(width):
        cells = [row[column] for row in table.rows if column < len(row)]
        heading = table.headings[column].text if column < len(table.headings) else ""
        heading_match = _KIND_HEADING.fullmatch(heading.strip(" *_`"))
        majority_section = _majority_section(cells, sections_of)
        section = _matched_section(heading_match) if heading_match else ""
        for cell in cells:
            yield from _in_text(cell, section or majority_section if _is_single_code_span(cell.text) else "")
            if cell.text and "`" not in cell.text and "](" not in cell.text:
                is_name_column = majority_section and section in ("", majority_section)
                kind = OccurrenceKind.COLUMN if is_name_column else OccurrenceKind.CELL
                yield NameOccurrence(cell.start, cell.text, kind, section or majority_section)


def _is_single_code_span(text: str) -> bool:
    return next(((span.start, span.end) for span in code_spans(text)), None) == (0, len(text))


def _majority_section(cells: list[TextPassage], sections_of: SectionLookup) -> str:
    """Return the section of a column if at least half of its cells are names of that section."""
    sections = [section for cell in cells for section in sections_of(cell.text.strip("`/"))]
    counts = Counter(section for section in sections if section in _SECTION_WORDS)
    if not counts:
        return ""
    # By name if two sections have the same count, so that the result is always the same.
    section, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return section if 2 * count >= len(cells) else ""
