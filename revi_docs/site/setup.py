"""What a `mkdocs.yml` that somebody else wrote still lacks before it publishes the generated pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any

from revi_docs.problems.problem import Place, Problem, ReviError
from revi_docs.site.folders import all_listed
from revi_docs.site.notices import CONFIG

PAGES = "docs_src"
"""The folder of the pages that are generated where the contract names no other."""

PLUGIN = "revi"
DEFAULT_PLUGIN = "search"
"""What mkdocs takes where no plugin is named, and no longer where one is."""

EXTENSION = "attr_list"
"""The one extension of Markdown that the generated pages need and mkdocs does not have on by itself."""

_WITH_EXTENSION = frozenset({EXTENSION, "extra", "pymdownx.extra"})


def lacking_settings(root: Path, outputs: Collection[str]) -> tuple[str, ...]:
    """What to write into `mkdocs.yml`, a line each; empty where the pages among the outputs are published.

    `outputs` are paths relative to `root`. Raises ReviError where the file cannot be read.
    """
    settings = _settings(root)
    docs = normpath(str(settings.get("docs_dir") or "docs"))
    pages = [path for path in outputs if path.endswith(".md") and path.startswith((f"{docs}/", f"{PAGES}/"))]
    return tuple(_lacking(settings, docs, pages)) if pages else ()


def _lacking(settings: dict[str, Any], docs: str, pages: list[str]) -> Iterator[str]:
    if any(page.startswith(f"{docs}/") for page in pages):
        folder = docs
    else:
        folder = PAGES
        yield f"docs_dir: {PAGES} (now {docs}; the generated pages stand in {PAGES}/)"
    if "plugins" not in settings:
        yield f"plugins: [{DEFAULT_PLUGIN}, {PLUGIN}]"
    elif PLUGIN not in _names(settings["plugins"]):
        yield f"plugins: add {PLUGIN}"
    extensions = _names(settings.get("markdown_extensions"))
    if _WITH_EXTENSION.isdisjoint(name.removeprefix("markdown.extensions.") for name in extensions):
        yield f"markdown_extensions: {f'add {EXTENSION}' if extensions else f'[{EXTENSION}]'}"
    nav = settings.get("nav")
    inside = sorted(page.removeprefix(f"{folder}/") for page in pages if page.startswith(f"{folder}/"))
    if isinstance(nav, list) and not {normpath(str(one)) for one in all_listed(nav)}.intersection(inside):
        first = min(inside, key=lambda page: (not page.endswith("index.md"), page.count("/"), page))
        yield f"nav: add {first} (the plugin {PLUGIN} adds what stands below it)"


def _names(listed: object) -> tuple[str, ...]:
    """The names in a list of names and of mappings, or in one mapping."""
    entries: Iterable[object] = listed if isinstance(listed, list | dict) else ()
    return tuple(str(name) for one in entries for name in (one if isinstance(one, dict) else (one,)))


def _settings(root: Path) -> dict[str, Any]:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    try:
        with (root / CONFIG).open("rb") as stream:
            settings = yaml_load(stream, get_yaml_loader(config=MkDocsConfig()))
    except (MkDocsException, OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ReviError(_unreadable(" ".join(str(reason).split()))) from error
    return settings if isinstance(settings, dict) else {}


def _unreadable(reason: str) -> Problem:
    return Problem(
        code="site-config",
        message=f"cannot be read: {reason}",
        fix=f"mend {CONFIG}, then run 'revi-docs init' again",
        places=(Place(CONFIG),),
        subject=reason,
    )
