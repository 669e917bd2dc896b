"""Markup of the story pages, with escaping functions for the texts of stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revi_docs.outputs.escape import code, html_text, markdown, quoted
from revi_docs.stories.story_index import IndexedStory

__all__ = ["code", "html_text", "markdown", "markdown_table", "page_header", "status_markup", "story_link"]


def page_header(title: str, description: str, *, is_wide: bool = False) -> list[str]:
    """The front matter of a page and its heading. A wide page has no table of contents beside it."""
    return [
        "---",
        f"title: {quoted(title)}",
        f"description: {quoted(description)}",
        *(("hide: [toc]",) if is_wide else ()),
        "---",
        "",
        f"# {markdown(title)}",
        "",
    ]


def story_link(story_id: str) -> str:
    """A link to the page of a story."""
    return f"[{markdown(story_id)}]({story_id}.md)"


def status_markup(entry: IndexedStory) -> str:
    """The status of a story, and the status in its front matter if that differs."""
    front_matter_status = entry.status.front_matter_status
    note = f" (front matter: {code(front_matter_status)})" if front_matter_status else ""
    return (code(entry.status.id) if entry.status.id else "unknown") + note


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose cells are Markdown; no lines without a row."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield f"| {' | '.join(columns)} |"
        yield f"|{'---|' * len(columns)}"
        yield from lines
        yield ""
