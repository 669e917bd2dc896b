"""What Graphviz is asked and what it says."""

from __future__ import annotations

import pytest

from revi_docs.site.graphviz import DiagramError, draw


def test_the_title_is_the_label_of_the_graph() -> None:
    assert draw('digraph "name" { label="A life" a -> b }').title == "A life"


def test_the_title_is_the_name_where_there_is_no_label() -> None:
    assert draw('digraph "A life" { a -> b }').title == "A life"


def test_labels_of_nodes_are_one_line() -> None:
    assert draw('digraph { a [label="one\\ntwo"]; b }').labels == {"a": "one two"}


def test_nothing_is_said_aloud(capfd: pytest.CaptureFixture[str]) -> None:
    draw("digraph { a [shape=nosuch] }")
    with pytest.raises(DiagramError):
        draw("digraph { a -> -> b }")
    assert capfd.readouterr() == ("", "")


def test_complaints_are_kept() -> None:
    """Graphviz complains of a shape once in the life of a process."""
    assert draw("digraph { a [shape=blob] }").warnings == ("Warning: using box for unknown shape blob",)


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        pytest.param("digraph {\n  a -> -> b\n}", 2, "syntax error near '->'", id="a word too many"),
        pytest.param("digraph {\n  a -> b", 2, "syntax error ends before it is complete", id="no end"),
        pytest.param("graph {\n\n a -> b }", 3, "syntax error near '->'", id="an arrow where none may be"),
        pytest.param("", 0, "Invalid Input", id="nothing"),
    ],
)
def test_what_cannot_be_drawn_says_where(source: str, line: int, reason: str) -> None:
    with pytest.raises(DiagramError) as caught:
        draw(source)
    assert (caught.value.line, caught.value.reason) == (line, reason)
