"""The story pages as generated files of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from revi_docs.contract.loader import LoadedContract
from revi_docs.problems.problem import Place
from revi_docs.site.definitions import line_url
from revi_docs.site.stories.board import board_page
from revi_docs.site.stories.roadmap import roadmap_page
from revi_docs.site.stories.story_page import StoryLinks, story_page
from revi_docs.site.stories.story_views import load_story_views
from revi_docs.site.stories.tokens import tokens_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

STORIES_FOLDER = "stories"
STORIES_INDEX = f"{STORIES_FOLDER}/index.md"
ARTIFACTS_PAGE = "reference/artifacts.md"
SCRIPT = "assets/stories.js"


def add_stories(root: Path, loaded: LoadedContract, files: Files, config: MkDocsConfig) -> bool:
    """Add the story pages and their script to the files of the site; False if there are no stories."""
    views = load_story_views(root, loaded)
    if not views.stories:
        return False
    suffix = "/" if config.use_directory_urls else ".html"

    explained = loaded.contract.artifacts if files.get_file_from_path(ARTIFACTS_PAGE) else {}
    links = StoryLinks(
        artifact=lambda kind: f"../{ARTIFACTS_PAGE}#{kind}" if kind in explained else "",
        file=lambda path: line_url(Place(path), config.repo_url or ""),
    )

    def pages() -> Iterator[tuple[str, str]]:
        yield "index", board_page(views, suffix)
        yield "roadmap", roadmap_page(views)
        yield "tokens", tokens_page(views)
        yield from ((story.id, story_page(views, story, links)) for story in views.stories)

    for name, text in pages():
        path = f"{STORIES_FOLDER}/{name}.md"
        # A page in the docs folder has precedence over a generated one.
        if text and files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    script = Path(__file__).with_name("stories.js").read_text(encoding="utf-8")
    files.append(File.generated(config, SCRIPT, content=script))
    config.extra_javascript.append(SCRIPT)
    # Without `nav`, MkDocs adds every page by itself.
    if config.nav is not None and STORIES_INDEX not in str(config.nav):
        config.nav.append({"Stories": STORIES_INDEX})
    return True
