"""The lines below the heading of an item: where it is defined, and which files show it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from revi_docs.contract.key_paths import KeyPath
from revi_docs.site.item_files import ItemFile, item_file_html

if TYPE_CHECKING:
    # The process that builds the site renders no outputs.
    from revi_docs.outputs.renderer import RenderResult

FileHref = Callable[[str], str | None]
"""From a file of the repository to the address of its page relative to the page, if the site has one."""


_MAX_DEPTH = 3
"""Keys in the path of an item: no section of items is deeper, such as `budgets.levels.warning`."""

FilesByItem = Mapping[KeyPath, tuple[str, ...]]
"""The path of an item → the generated files that show it, sorted."""


def defined_at_html(place: str, href: str | None, url: str, file: ItemFile | None = None, file_url: str = "") -> str:
    """The line "Defined at revi.yml:4": with a link to that line of the site, and to `url` in the repository.

    `file` is the hand-written file of the item, and `file_url` its address.
    """
    code = f"<code>{html.escape(place)}</code>"
    if href:
        code = f'<a href="{html.escape(href)}">{code}</a>'
    repository = f' (<a href="{html.escape(url)}">in the repository</a>)' if url else ""
    summary, link = item_file_html(file, file_url) if file else ("", "")
    text = f"Defined at {code}{repository}; file: {link}" if file else f"Defined at {code}{repository}"
    return f'{summary}<p class="revi-defined" data-search-exclude>{text}</p>'


def shown_in_html(files: Iterable[str], href_of: FileHref) -> str:
    """The files that show an item, folded; those that are pages of the site with links."""
    items = [f"<li>{_file_html(file, href_of(file))}</li>" for file in files]
    if not items:
        return ""
    count = "1 generated file" if len(items) == 1 else f"{len(items)} generated files"
    summary = f"<summary>Shown in {count}</summary>"
    return f'<details class="revi-shown" data-search-exclude>{summary}<ul>{"".join(items)}</ul></details>'


def _file_html(file: str, href: str | None) -> str:
    code = f"<code>{html.escape(file)}</code>"
    return f'<a href="{html.escape(href)}">{code}</a>' if href else code


def files_by_item(results: Iterable[RenderResult]) -> FilesByItem:
    """The path of each value, and of what contains it → the files that print it, sorted."""
    files: dict[KeyPath, set[str]] = {}
    for result in results:
        for item in {path[:end] for path in result.printed_paths for end in range(2, min(len(path), _MAX_DEPTH) + 1)}:
            files.setdefault(item, set()).add(result.path)
    return {path: tuple(sorted(names)) for path, names in files.items()}
