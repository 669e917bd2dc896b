"""Places in a text by offset."""

from __future__ import annotations

from revi_docs.problems.problem import Place


def place_at_offset(file: str, text: str, offset: int) -> Place:
    """Return the place of an offset; a byte order mark takes no column."""
    preceding_text = text[:offset]
    column = len(preceding_text) - preceding_text.rfind("\n")
    return Place(
        file, preceding_text.count("\n") + 1, column - (column == offset + 1 and preceding_text[:1] == "\ufeff")
    )
