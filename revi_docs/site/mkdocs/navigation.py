"""The navigation of the site: expansion with the titles and the order of pages, and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from revi_docs.contract.model import Contract
from revi_docs.files.markdown.markdown_headings import without_attributes
from revi_docs.site.markdown_copies import LlmsTxtEntry, copy_path
from revi_docs.site.mkdocs.html_escape import as_html, as_text
from revi_docs.site.mkdocs.nav_expansion import NavExpander

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

OPTIONAL_FOLDERS = ("project/", "stories/")
"""Folders whose pages a reader of `llms.txt` can leave out: how the project is made, and its work."""

_HEADING = re.compile(r"^# +([^ \n].*)$", re.MULTILINE)
_LAST_POSITION = 10_000
"""Sorts pages that are not in the contract last. Arbitrary: more than a contract has sections."""


def expand_nav(nav: list[Any], files: Files, contract: Contract) -> list[Any]:
    """Add the pages of each folder whose index is in the configured navigation.

    Pages and folders with the name of a section of the contract, or of an item, are in the order of the
    contract; others follow by name.
    """
    pages = {file.src_uri for file in files.documentation_pages()}

    def title(path: str) -> str:
        file = files.get_file_from_path(path)
        text, data = meta.get_data(file.content_string) if file else ("", {})
        heading = _HEADING.search(text)
        path_name = path.removesuffix("/index.md").rstrip("/").rpartition("/")[2]
        title_text = as_text(without_attributes(heading[1])) if heading else path_name.replace("-", " ").capitalize()
        return as_html(str(data.get("title") or title_text))

    return NavExpander(pages, title, lambda path: _sort_key(path, contract)).expand(nav)


def nav_sections(nav: Navigation) -> Iterator[tuple[str, list[LlmsTxtEntry]]]:
    """The pages of a navigation by top-level section, for `llms.txt`; the optional ones in the last section."""
    optional_items = [item for item in nav.items if _is_optional(item)]
    items = [item for item in nav.items if item not in optional_items]
    top_level_pages = [item for item in items if item.is_page]
    if top_level_pages:
        yield "Pages", [entry for item in top_level_pages for entry in _llms_txt_entries(item)]
    for item in items:
        if item.is_section:
            yield as_text(item.title), list(_llms_txt_entries(item))
    if optional_items:
        yield "Optional", [entry for item in optional_items for entry in _llms_txt_entries(item)]


def _is_optional(item: Any) -> bool:
    """Whether a page, or the first page of a section, is in a folder that is not about how to use the workflow."""
    if item.is_page:
        return str(item.file.src_uri).startswith(OPTIONAL_FOLDERS)
    return bool(item.children) and _is_optional(item.children[0])


def _llms_txt_entries(item: Any) -> Iterator[LlmsTxtEntry]:
    if item.is_page:
        description = as_text(item.meta.get("description"))
        yield LlmsTxtEntry(as_text(item.title), copy_path(item.file.dest_uri), " ".join(description.split()))
    for child in item.children or ():
        yield from _llms_txt_entries(child)


def _sort_key(path: str, contract: Contract) -> tuple[int, str]:
    folder, _, name = path.rstrip("/").rpartition("/")
    stem = name.removesuffix(".md")
    # `revi` is not a section, but the start of the names of other pages.
    section_names = [field.name for field in fields(contract) if field.name != "revi"]
    for section in (folder.rpartition("/")[2], *section_names):
        items = getattr(contract, section, None)
        if isinstance(items, Mapping) and stem in items:
            return list(items).index(stem), stem
    positions = (index for index, section in enumerate(section_names) if stem.startswith(section))
    position = next(positions, _LAST_POSITION)
    return position, stem
