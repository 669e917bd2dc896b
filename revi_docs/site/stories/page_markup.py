"""Markup of the story pages, with escaping functions for the texts of stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revi_docs.outputs.escape import code, html_text, markdown, quoted

__all__ = ["code", "html_text", "markdown", "markdown_table", "page_header"]


def page_header(title: str, description: str) -> list[str]:
    """The front matter of a page and its heading."""
    return [
        "---",
        f"title: {quoted(title)}",
        f"description: {quoted(description)}",
        "---",
        "",
        f"# {markdown(title)}",
        "",
    ]


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose cells are Markdown; no lines without a row."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield f"| {' | '.join(columns)} |"
        yield f"|{'---|' * len(columns)}"
        yield from lines
        yield ""
