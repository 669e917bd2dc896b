"""Graphviz: from the source of a diagram to its SVG, as Graphviz writes it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

FONT = "Helvetica,Arial,sans-serif"

_GRAPH = {"fontname": FONT, "fontsize": "13", "bgcolor": "transparent", "pad": "0.1"}
_NODE = {
    "shape": "box",
    "style": "rounded",
    "fontname": FONT,
    "fontsize": "13",
    "margin": "0.14,0.07",
    "height": "0.4",
}
_EDGE = {"fontname": FONT, "fontsize": "11", "arrowsize": "0.7"}

_BREAK = re.compile(r"(\\[nlr]|\n)")
_LINE = re.compile(r"^Error: .*?\bline (?P<line>\d+)\b(?P<rest>.*)$", re.MULTILINE)
_COMPLAINT = re.compile(r"^(?:Warning|Error): .*$", re.MULTILINE)


class DiagramError(Exception):
    """Graphviz cannot draw it. `line` counts from 1 in the diagram's source, 0 where it is not known."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Drawing:
    """What Graphviz made of a diagram: the SVG, the diagram's label or name, and complaints on the way.

    `labels` leads from the name of a node to its label in one line, where it has one of its own.
    """

    svg: str
    title: str
    labels: Mapping[str, str]
    complaints: tuple[str, ...]


def draw(source: str) -> Drawing:
    """The diagram as SVG. Raises DiagramError."""
    import pygraphviz

    with _heard() as said:
        try:
            graph = pygraphviz.AGraph(string=source)
            title, labels = _prepared(graph)
            svg = graph.draw(format="svg", prog="dot").decode("utf-8")
        except (ValueError, OSError) as error:
            text = _text(said)
            found = _LINE.search(text)
            if found is None:
                raise DiagramError(str(error)) from error
            reason = found["rest"].strip(" :") or "ends before it is complete"
            raise DiagramError(f"syntax error {reason}", int(found["line"])) from error
        complaints = tuple(_COMPLAINT.findall(_text(said)))
    return Drawing(svg, title, labels, complaints)


def _prepared(graph: Any) -> tuple[str, dict[str, str]]:
    """Gives the graph its looks where its source gives none. Its title and the labels of its nodes."""
    looks = ((graph.graph_attr, _GRAPH), (graph.node_attr, _NODE), (graph.edge_attr, _EDGE))
    for attributes, wanted in looks:
        for name, value in wanted.items():
            if not attributes.get(name):
                attributes[name] = value
    for edge in graph.edges():
        if edge.attr["label"]:
            edge.attr["label"] = _aired(edge.attr["label"])
    labels = {str(node): _BREAK.sub(" ", node.attr["label"]) for node in graph.nodes() if _is_plain(node)}
    title = graph.graph_attr.get("label") or graph.name or ""
    if graph.graph_attr.get("label"):
        graph.graph_attr["label"] = ""
    return str(title), labels


def _is_plain(node: Any) -> bool:
    label = node.attr["label"]
    return bool(label) and label != "\\N" and not label.startswith("<")


def _aired(label: str) -> str:
    """The label of an edge with room at both ends of each line, so that it does not touch the edge."""
    if label.startswith("<"):  # made of HTML, which has its own way of saying so
        return label
    return "".join(
        f"  {part}  " if part and at % 2 == 0 else part for at, part in enumerate(_BREAK.split(label))
    )


@contextmanager
def _heard() -> Iterator[IO[bytes]]:
    """Graphviz speaks to the process's stderr: what it says is kept in a file, and nobody sees it."""
    sys.stderr.flush()
    saved = os.dup(2)
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _text(said: IO[bytes]) -> str:
    said.seek(0)
    text = said.read().decode("utf-8", errors="replace")
    said.seek(0, os.SEEK_END)
    return text
