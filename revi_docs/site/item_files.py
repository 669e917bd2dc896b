"""The hand-written file of an item, such as an agent, as its definition on the site shows it."""

from __future__ import annotations

import html
from typing import NamedTuple

from revi_docs.outputs import escape


class ItemFile(NamedTuple):
    """The path relative to the repository; `summary` describes the item, "" if the contract does."""

    path: str
    summary: str = ""


def item_file_html(file: ItemFile, url: str) -> tuple[str, str]:
    """The summary as a paragraph, "" without one, and the path with a link to `url`, if that is not empty."""
    code = f"<code>{html.escape(file.path)}</code>"
    link = f'<a href="{html.escape(url)}">{code}</a>' if url else code
    return (f"<p>{html.escape(file.summary)}</p>" if file.summary else ""), link


def item_file_markdown(file: ItemFile) -> str:
    """The summary and the path as Markdown."""
    summary = f"{escape.markdown(file.summary)}\n\n" if file.summary else ""
    return f"{summary}File: {escape.code(file.path)}."
