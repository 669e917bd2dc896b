"""The Graphviz call: titles, labels, warnings and errors."""

from __future__ import annotations

import pytest

from revi_docs.site.graphviz import DiagramError, draw


def test_the_title_is_the_label_of_the_graph() -> None:
    assert draw('digraph "name" { label="A life" a -> b }').title == "A life"


def test_the_title_is_the_name_if_there_is_no_label() -> None:
    assert draw('digraph "A life" { a -> b }').title == "A life"


def test_labels_of_nodes_have_one_line() -> None:
    assert draw('digraph { a [label="one\\ntwo"]; b }').labels == {"a": "one two"}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    draw("digraph { a [shape=nosuch] }")
    with pytest.raises(DiagramError):
        draw("digraph { a -> -> b }")
    assert capfd.readouterr() == ("", "")


def test_warnings_are_returned() -> None:
    """Graphviz warns about an unknown shape only once in a process."""
    assert draw("digraph { a [shape=blob] }").warnings == ("Warning: using box for unknown shape blob",)


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        pytest.param("digraph {\n  a -> -> b\n}", 2, "syntax error near '->'", id="an extra word"),
        pytest.param("digraph {\n  a -> b", 2, "syntax error at the end: the diagram is incomplete", id="no end"),
        pytest.param("graph {\n\n a -> b }", 3, "syntax error near '->'", id="an invalid arrow"),
        pytest.param("", 0, "Invalid Input", id="empty"),
    ],
)
def test_an_error_has_its_line(source: str, line: int, reason: str) -> None:
    with pytest.raises(DiagramError) as caught:
        draw(source)
    assert (caught.value.line, caught.value.reason) == (line, reason)
