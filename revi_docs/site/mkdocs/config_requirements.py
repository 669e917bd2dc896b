"""Settings that an existing MkDocs configuration needs before the site contains the generated pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any

from revi_docs.site.mkdocs.config_reader import read_settings
from revi_docs.site.mkdocs.nav_expansion import nav_targets

DEFAULT_PAGES_FOLDER = "docs_src"
"""The folder of the generated pages, unless the contract sets another one."""

PLUGIN = "revi"
DEFAULT_PLUGIN = "search"
"""MkDocs enables this plugin only as long as `plugins` is not set."""

REQUIRED_EXTENSION = "attr_list"
"""The only Markdown extension that the generated pages need and MkDocs does not enable by default."""

# Bundles of extensions that include the required one.
_PROVIDES_EXTENSION = frozenset({REQUIRED_EXTENSION, "extra", "pymdownx.extra"})


def missing_settings(root: Path, outputs: Collection[str]) -> tuple[str, ...]:
    """The changes that the configuration needs, one line each; none if the site contains the generated pages.

    `outputs` are paths relative to `root`. Raises ReviError if the file cannot be read.
    """
    settings, unread_files = read_settings(root)
    docs = _pages_folder(settings)
    pages = [
        path for path in outputs if path.endswith(".md") and path.startswith((f"{docs}/", f"{DEFAULT_PAGES_FOLDER}/"))
    ]
    notes = (f"INHERIT: {file} is not in this repository and was not read" for file in unread_files)
    return (*_missing_lines(settings, docs, pages), *notes) if pages else ()


def pages_folder(root: Path) -> str:
    """The folder of the pages in the existing configuration. Raises ReviError if the file cannot be read."""
    return _pages_folder(read_settings(root)[0])


def _pages_folder(settings: dict[str, Any]) -> str:
    return normpath(str(settings.get("docs_dir") or "docs"))


def _missing_lines(settings: dict[str, Any], docs: str, pages: list[str]) -> Iterator[str]:
    if any(page.startswith(f"{docs}/") for page in pages):
        folder = docs
    else:
        folder = DEFAULT_PAGES_FOLDER
        yield f"docs_dir: {folder} (now {docs}; the generated pages are in {folder}/: 'git mv {docs}/* {folder}/')"
    if "plugins" not in settings:
        yield f"plugins: [{DEFAULT_PLUGIN}, {PLUGIN}]"
    elif PLUGIN not in _names(settings["plugins"]):
        yield f"plugins: add {PLUGIN}"
    extensions = _names(settings.get("markdown_extensions"))
    if _PROVIDES_EXTENSION.isdisjoint(name.removeprefix("markdown.extensions.") for name in extensions):
        change = f"add {REQUIRED_EXTENSION}" if extensions else f"[{REQUIRED_EXTENSION}]"
        yield f"markdown_extensions: {change}"
    nav = settings.get("nav")
    pages_in_folder = [page.removeprefix(f"{folder}/") for page in pages if page.startswith(f"{folder}/")]
    nav_pages = {normpath(str(target)) for target in nav_targets(nav)} if isinstance(nav, list) else None
    if nav_pages is not None and nav_pages.isdisjoint(pages_in_folder):
        # An index comes first, then the page nearest to the root.
        *_, first_page = min((not page.endswith("index.md"), page.count("/"), page) for page in pages_in_folder)
        yield f"nav: add {first_page} (the plugin {PLUGIN} adds the pages below it)"


def _names(value: object) -> tuple[str, ...]:
    """The names in a list of names and mappings, or the keys of a mapping."""
    entries: Iterable[object] = value if isinstance(value, list | dict) else ()
    return tuple(str(name) for entry in entries for name in (entry if isinstance(entry, dict) else (entry,)))
