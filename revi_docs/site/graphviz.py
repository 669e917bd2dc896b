"""The Graphviz call: from the source of a diagram to the SVG that Graphviz writes."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

# Fonts that most systems have: text is measured where the site is built, and shown where it is read.
FONT = "Helvetica,Arial,sans-serif"

# Defaults for attributes that the source of a diagram does not set. The sizes are arbitrary.
_GRAPH = {"fontname": FONT, "fontsize": "13", "bgcolor": "transparent", "pad": "0.1"}
_NODE = {"shape": "box", "style": "rounded", "fontname": FONT, "fontsize": "13", "margin": "0.14,0.07", "height": "0.4"}
_EDGE = {"fontname": FONT, "fontsize": "11", "arrowsize": "0.7"}

# In a label, these escapes end a line: centered, left-aligned and right-aligned.
_LINE_BREAK = re.compile(r"(\\[nlr]|\n)")
# Graphviz has no codes for errors, only this form of text.
_ERROR_LINE = re.compile(r"^Error: .*?\bline (?P<line>\d+)\b(?P<rest>.*)$", re.MULTILINE)
_MESSAGE = re.compile(r"^(?:Warning|Error): .*$", re.MULTILINE)


class DiagramError(Exception):
    """Graphviz cannot draw a diagram. `line` in its source counts from 1; 0 if it is not known."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn diagram: the SVG, the label or name of the graph, and the warnings of Graphviz.

    `labels` is node name → label in one line, for nodes that have a plain label.
    """

    svg: str
    title: str
    labels: Mapping[str, str]
    warnings: tuple[str, ...]


def draw(source: str) -> Drawing:
    """Draw a diagram. Raises DiagramError."""
    import pygraphviz

    with _capture_stderr() as captured:
        try:
            graph = pygraphviz.AGraph(string=source)
            title, labels = _prepare(graph)
            svg = graph.draw(format="svg", prog="dot").decode("utf-8")
        except (ValueError, OSError) as error:
            text = _captured_text(captured)
            line_match = _ERROR_LINE.search(text)
            if line_match is None:
                raise DiagramError(str(error)) from error
            reason = line_match["rest"].strip(" :") or "at the end: the diagram is incomplete"
            raise DiagramError(f"syntax error {reason}", int(line_match["line"])) from error
        warnings = tuple(_MESSAGE.findall(_captured_text(captured)))
    return Drawing(svg, title, labels, warnings)


def _prepare(graph: Any) -> tuple[str, dict[str, str]]:
    """Set default attributes that the source does not set; return the title and the labels of the nodes."""
    defaults = ((graph.graph_attr, _GRAPH), (graph.node_attr, _NODE), (graph.edge_attr, _EDGE))
    for attributes, default_values in defaults:
        for name, value in default_values.items():
            if not attributes.get(name):
                attributes[name] = value
    _join_parallel_edges(graph)
    for edge in graph.edges():
        if edge.attr["label"]:
            edge.attr["label"] = _pad_edge_label(edge.attr["label"])
    labels = {str(node): _LINE_BREAK.sub(" ", node.attr["label"]) for node in graph.nodes() if _has_plain_label(node)}
    title = graph.graph_attr.get("label") or graph.name or ""
    # The frame has the title as its accessible name; the image must not repeat it.
    if graph.graph_attr.get("label"):
        graph.graph_attr["label"] = ""
    return str(title), labels


def _join_parallel_edges(graph: Any) -> None:
    """Make edges with the same ends and the same id one edge, with the classes and the label lines of all."""
    edges_by_ends: dict[Any, list[Any]] = {}
    for edge in graph.edges():
        edges_by_ends.setdefault(tuple(edge), []).append(edge)
    for edges in edges_by_ends.values():
        if len(edges) > 1 and edges[0].attr["id"] and len({edge.attr["id"] for edge in edges}) == 1:
            classes = dict.fromkeys(name for edge in edges for name in edge.attr["class"].split())
            labels = dict.fromkeys(edge.attr["label"] for edge in edges)
            for edge in edges:
                edge.attr["class"] = " ".join(classes)
                edge.attr["label"] = r"\n".join(filter(None, labels))
            # pygraphviz finds an edge by its ends only, so all have the values of the one that stays.
            for edge in edges[1:]:
                graph.remove_edge(edge)


def _has_plain_label(node: Any) -> bool:
    label = node.attr["label"]
    return bool(label) and label != "\\N" and not label.startswith("<")


def _pad_edge_label(label: str) -> str:
    """The label of an edge with spaces around each line, so that it does not touch the edge."""
    if label.startswith("<"):  # an HTML-like label, which sets its own spacing
        return label
    return "".join(
        f"  {part}  " if part and index % 2 == 0 else part for index, part in enumerate(_LINE_BREAK.split(label))
    )


@contextmanager
def _capture_stderr() -> Iterator[IO[bytes]]:
    """Redirect file descriptor 2 to a file: Graphviz is a C library and does not write to sys.stderr."""
    sys.stderr.flush()
    saved_stderr = os.dup(2)
    with tempfile.TemporaryFile() as captured:
        os.dup2(captured.fileno(), 2)
        try:
            yield captured
        finally:
            os.dup2(saved_stderr, 2)
            os.close(saved_stderr)


def _captured_text(captured: IO[bytes]) -> str:
    captured.seek(0)
    text = captured.read().decode("utf-8", errors="replace")
    captured.seek(0, os.SEEK_END)
    return text
