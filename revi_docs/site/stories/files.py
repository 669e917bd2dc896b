"""The pages of the stories as files of mkdocs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from revi_docs.contract.load import Loaded
from revi_docs.site.stories.board import board
from revi_docs.site.stories.roadmap import roadmap
from revi_docs.site.stories.shown import shown
from revi_docs.site.stories.story_page import story_page
from revi_docs.site.stories.tokens import tokens

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

FOLDER = "stories"
INDEX = f"{FOLDER}/index.md"
SCRIPT = "assets/stories.js"


def add_stories(root: Path, loaded: Loaded, files: Files, config: MkDocsConfig) -> bool:
    """Adds the pages, and the script that filters and sorts; whether there are stories."""
    found = shown(root, loaded)
    if not found.stories:
        return False
    suffix = "/" if config.use_directory_urls else ".html"

    def pages() -> Iterator[tuple[str, str]]:
        yield "index", board(found, suffix)
        yield "roadmap", roadmap(found)
        yield "tokens", tokens(found)
        yield from ((one.id, story_page(found, one)) for one in found.stories)

    for name, text in pages():
        path = f"{FOLDER}/{name}.md"
        if text and files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    script = Path(__file__).with_name("stories.js").read_text(encoding="utf-8")
    files.append(File.generated(config, SCRIPT, content=script))
    config.extra_javascript.append(SCRIPT)
    if config.nav is not None and INDEX not in str(config.nav):
        config.nav.append({"Stories": INDEX})
    return True
