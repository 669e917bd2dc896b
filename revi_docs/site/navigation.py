"""What the site makes of mkdocs' navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from revi_docs.contract.model import Contract
from revi_docs.site.folders import Unfolding
from revi_docs.site.harmless import as_html, as_text
from revi_docs.site.twins import Entry, twin_of

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_HEADING = re.compile(r"^# +(.+?)(?: +\{[^}\n]*\})? *$", re.MULTILINE)
_LAST = 10_000


def unfolded(nav: list[Any], files: Files, contract: Contract) -> list[Any]:
    """The configured navigation with the pages of each folder whose index it names.

    Pages and folders that are called as sections of the contract, or as items of one, come in the
    contract's order; others follow by name.
    """
    pages = {file.src_uri for file in files.documentation_pages()}

    def title(path: str) -> str:
        file = files.get_file_from_path(path)
        text, data = meta.get_data(file.content_string) if file else ("", {})
        heading = _HEADING.search(text)
        words = path.removesuffix("/index.md").rstrip("/").rpartition("/")[2]
        said = as_text(heading[1]) if heading else words.replace("-", " ").capitalize()
        return as_html(str(data.get("title") or said))

    return Unfolding(pages, title, lambda path: _order(path, contract)).unfold(nav)


def sections(nav: Navigation) -> Iterator[tuple[str, list[Entry]]]:
    """The pages of a navigation by its topmost sections, for `llms.txt`."""
    loose = [item for item in nav.items if item.is_page]
    if loose:
        yield "Pages", [entry for item in loose for entry in _entries(item)]
    for item in nav.items:
        if item.is_section:
            yield as_text(item.title), list(_entries(item))


def _entries(item: Any) -> Iterator[Entry]:
    if item.is_page:
        description = as_text(item.meta.get("description"))
        yield Entry(as_text(item.title), twin_of(item.file.dest_uri), " ".join(description.split()))
    for child in item.children or ():
        yield from _entries(child)


def _order(path: str, contract: Contract) -> tuple[int, str]:
    folder, _, name = path.rstrip("/").rpartition("/")
    stem = name.removesuffix(".md")
    names = [field.name for field in fields(contract)]
    for section in (folder.rpartition("/")[2], *names):
        items = getattr(contract, section, None)
        if isinstance(items, Mapping) and stem in items:
            return list(items).index(stem), stem
    at = next((place for place, section in enumerate(names) if stem.startswith(section)), _LAST)
    return at, stem
