"""Where a page names something: code spans, table cells, headings and the fragments of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from revi_docs.drift.prose.passages import Passage, Table
from revi_docs.files.markdown import code_spans


class Spot(Enum):
    """What a name stands in; `CELL` is a cell without ticks, `COLUMN` one among others of its kind."""

    CODE = "code span"
    CELL = "table cell"
    COLUMN = "cell of a column of names"
    HEADING = "heading"
    FRAGMENT = "fragment of a link"


@dataclass(frozen=True, slots=True)
class Naming:
    """A text that may be a name; `section` is the one it must be of, where the words around it say so."""

    start: int
    text: str
    spot: Spot
    section: str = ""


Sections = Callable[[str], Collection[str]]
"""From a name to the sections in which an item has it."""

_WORDS = {
    "statuses": r"status(?:es)?",
    "errors": r"error(?: type)?s?",
    "commands": r"commands?",
    "agents": r"agents?",
    "phases": r"phases?",
    "models": r"models?",
}
_KIND = "|".join(f"(?P<{section}>{word})" for section, word in _WORDS.items())
_BEFORE = re.compile(rf"\b(?:{_KIND})[\s:=]*\Z", re.IGNORECASE)
_AFTER = re.compile(rf"[\s]+(?:{_KIND})\b", re.IGNORECASE)
_HEAD = re.compile(rf"(?:.*\s)?(?:{_KIND})", re.IGNORECASE)
_PAIR = re.compile(rf"(?:{_KIND}):[ \t]*(?P<value>\S.*)", re.IGNORECASE)
_LINK = re.compile(
    r"(?:\]\(<?|^[ \t]*\[[^\]\n]+\]:[ \t]*<?)(?P<path>[^\s()<>#:]*)#(?P<fragment>[^\s()<>]+)", re.MULTILINE
)
_FAR = 20


def namings(part: Passage | Table, sections: Sections) -> Iterator[Naming]:
    """Everything in a part of a page that may be a name."""
    if isinstance(part, Table):
        yield from _in_table(part, sections)
        return
    if part.is_heading and "`" not in part.text:
        yield Naming(part.start, part.text.strip(), Spot.HEADING)
    yield from _in_text(part)


def _in_text(passage: Passage, section: str = "") -> Iterator[Naming]:
    for span in code_spans(passage.text):
        code = span["code"]
        start = passage.start + span.start("code") + len(code) - len(code.lstrip())
        said = section or _said_around(passage.text, *span.span())
        pair = _PAIR.fullmatch(code.strip())
        if pair:
            said, start, code = _section(pair), start + pair.start("value"), pair["value"]
        yield Naming(start, " ".join(code.split()), Spot.CODE, said)
    for link in _LINK.finditer(passage.text):
        folder = next((one for one in _WORDS if one in link["path"] or one.rstrip("s") in link["path"]), "")
        start = passage.start + link.start("fragment")
        yield Naming(start, link["fragment"], Spot.FRAGMENT, folder)


def _said_around(text: str, start: int, end: int) -> str:
    """The section that the word right before or behind a code span names."""
    found = _BEFORE.search(text[max(0, start - _FAR) : start]) or _AFTER.match(text[end : end + _FAR])
    return _section(found) if found else ""


def _section(found: re.Match[str]) -> str:
    return next(section for section in _WORDS if found[section])


def _in_table(table: Table, sections: Sections) -> Iterator[Naming]:
    for cell in table.heads:
        yield from _in_text(cell)
    width = max((len(row) for row in table.rows), default=0)
    for column in range(width):
        cells = [row[column] for row in table.rows if column < len(row)]
        head = table.heads[column].text if column < len(table.heads) else ""
        titled = _HEAD.fullmatch(head.strip(" *_`"))
        usual = _usual(cells, sections)
        section = _section(titled) if titled else ""
        for cell in cells:
            yield from _in_text(cell, section or usual if _is_one_span(cell.text) else "")
            if cell.text and "`" not in cell.text and "](" not in cell.text:
                spot = Spot.COLUMN if usual and usual in (section or usual) else Spot.CELL
                yield Naming(cell.start, cell.text, spot, section or usual)


def _is_one_span(text: str) -> bool:
    return next((span[0] for span in code_spans(text)), "") == text


def _usual(cells: list[Passage], sections: Sections) -> str:
    """The section that the names in a column are of, where at least half of its cells are names of one."""
    named = Counter(one for cell in cells for one in sections(cell.text.strip("`/")) if one in _WORDS)
    if not named:
        return ""
    section, often = max(named.items(), key=lambda item: (item[1], item[0]))
    return section if 2 * often >= len(cells) else ""
