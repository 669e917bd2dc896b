"""A MkDocs plugin for `build --offline`: a site that a browser opens from its files, without a server.

The theme reads the search index from a script on such a site. Its own plugin for this loads a script of another
server, so the site has a script of ours instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

WORKER_SCRIPT = "assets/offline_worker.js"
_INDEX = "search/search_index"


class OfflineSiteConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin has no settings."""


class OfflineSite(BasePlugin[OfflineSiteConfig]):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """Makes the search work without a server. The links do with `use_directory_urls: false`."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the script that runs the search worker."""
        content = Path(__file__).with_name("offline_worker.js").read_text(encoding="utf-8")
        files.append(File.generated(config, WORKER_SCRIPT, content=content))
        return files

    def on_pre_page(self, page: Page, **_: object) -> Page:
        """Remove the canonical address: the published site has other addresses."""
        page.canonical_url = None
        return page

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Load the script before those of the theme."""
        script = f'<script src="{get_relative_url(WORKER_SCRIPT, page.url)}"></script>'
        return output.replace("</head>", f"{script}</head>", 1)

    # After the search plugin, which writes its index in the same event.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index as a script, too: a page may not read other files."""
        index = Path(config.site_dir, f"{_INDEX}.json")
        if index.is_file():
            script = f"var __index = {index.read_text(encoding='utf-8')};\n"
            index.with_suffix(".js").write_text(script, encoding="utf-8", newline="\n")
