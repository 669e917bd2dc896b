"""The guides of the site, which `help guide` prints in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import frontmatter

from revi_docs.files.markdown.markdown_blocks import inline_spans

GUIDES_FOLDER = "guides"
"""The folder of the guides in the installed package."""
_PAGES_FOLDER = "docs_src"
"""The folder of the pages in a checkout. Its other folders are generated, or about the project."""


def guides() -> Mapping[str, Path]:
    """Name → page, sorted by name. The name of a page is that of its file: `quick-start`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / GUIDES_FOLDER
    folder = installed if installed.is_dir() else package.parent / _PAGES_FOLDER
    pages = [*folder.glob("*.md"), *(folder / GUIDES_FOLDER).glob("*.md")]
    return {page.stem: page for page in sorted(pages, key=lambda page: page.stem) if page.stem != "index"}


def guide_title(page: Path) -> str:
    """Return the title in the front matter of a page."""
    return str(_read(page).get("title", page.stem))


def guide_text(page: Path) -> str:
    """Return the Markdown of a page, without front matter and comments."""
    text = _read(page).content
    # From the end, so that the offsets of earlier comments remain valid. Comments in code are examples.
    for start, end in reversed(inline_spans(text)[1]):
        text = text[:start] + text[end:].removeprefix("\n")
    return text.strip()


def _read(page: Path) -> frontmatter.Post:
    return frontmatter.loads(page.read_text(encoding="utf-8"))
