"""Records as Python objects and as JSON data."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.decide.wire import WireField, from_wire, to_wire


@dataclass(frozen=True)
class Line:
    text: str
    line_number: int | None = None


@dataclass(frozen=True)
class Page:
    file_name: str
    lines: tuple[Line, ...] = ()
    head: Line | None = None


SCHEMA = {
    Line: {"text": WireField("text"), "line_number": WireField("lineNumber")},
    Page: {"file_name": WireField("fileName"), "lines": WireField("lines", Line), "head": WireField("head", Line)},
}


def test_there_and_back() -> None:
    page = Page("a.md", (Line("x", 1), Line("y")), Line("z", 0))
    data = {
        "fileName": "a.md",
        "lines": [{"text": "x", "lineNumber": 1}, {"text": "y"}],
        "head": {"text": "z", "lineNumber": 0},
    }
    assert to_wire(SCHEMA, page) == data
    assert from_wire(SCHEMA, Page, data) == page


def test_what_is_absent_is_left_out() -> None:
    assert to_wire(SCHEMA, Page("a.md")) == {"fileName": "a.md", "lines": []}
    assert from_wire(SCHEMA, Page, {"fileName": "a.md"}) == Page("a.md")
