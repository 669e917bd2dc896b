"""One page of the site during the build: its diagrams and definitions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from revi_docs.contract.key_paths import KeyPath
from revi_docs.outputs import escape
from revi_docs.problems.problem import Place, Problem
from revi_docs.site import page_problems
from revi_docs.site.contract_listing import place_in_listings
from revi_docs.site.definition_lines import FilesByItem, defined_at_html, shown_in_html
from revi_docs.site.definitions import Definition, Definitions, line_url, replace_placeholders
from revi_docs.site.diagrams import Diagrams
from revi_docs.site.fences import split_blocks
from revi_docs.site.graphviz import DiagramError
from revi_docs.site.mkdocs.html_escape import as_text

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

_DOT = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*dot\b", re.MULTILINE)


@dataclass(slots=True)
class SitePage:
    """A page: the MkDocs file, its `source` relative to the repository, its Markdown without front matter.

    `docs_folder` is the folder of the pages, relative to the repository.
    """

    file: File
    source: str
    markdown: str
    files: Files
    repository_url: str
    warn: Callable[[Problem], None]
    docs_folder: str = "docs"
    figures: list[str] = field(default_factory=list)
    href_cache: dict[tuple[str, str], str] = field(default_factory=dict)

    def with_title(self) -> str:
        """The Markdown; with the title as a heading if it has no first-level heading."""
        if re.match(r"(?:\s++|<!--(?>.*?-->))*+# ", self.markdown, re.DOTALL) or self.file.page is None:
            return self.markdown
        return f"# {escape.markdown(as_text(self.file.page.title))}\n\n{self.markdown}"

    def with_diagram_placeholders(self) -> str:
        """Draw the diagrams and replace each of them with a placeholder."""
        if not _DOT.search(self.markdown):
            return self.markdown
        diagrams = Diagrams(self.resolve_href)
        pieces: list[str] = []
        for block in split_blocks(self.markdown):
            if block.language != "dot":
                pieces.append(block.text)
                continue
            # Blank lines around it, so that Markdown keeps the comment as a block of its own.
            pieces.append(f"\n<!-- revi:diagram {len(self.figures)} -->\n\n")
            self.figures.append(self._draw(diagrams, block.body, block.line))
        return "".join(pieces)

    def fill_placeholders(self, content: str, definitions: Definitions) -> str:
        """Replace placeholders in the HTML with diagrams and definition lines, and record the definitions."""
        if "<!-- revi:" not in content:
            return content

        def replace(kind: str, argument: str, anchor: str) -> str:
            if kind == "diagram":
                return self.figures[int(argument)]
            if kind == "listing":  # its links are known when all pages have been read
                return f"<!-- revi:listing {argument} -->"
            if kind == "keys":
                definitions.add_keys(self.file.src_uri)
            return self._add_definition(argument, anchor, definitions) if kind == "defined" else ""

        return replace_placeholders(content, replace).replace("<!-- revi:end -->", "")

    def resolve_href(self, link: str) -> str | None:
        """The address of a link in a diagram, relative to the page; warn if the page does not exist."""
        path, _, anchor = link.partition("#")
        if ":" in path or path.startswith("/") or not path:
            return link
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), path))
        target = self.files.get_file_from_path(uri)
        if target is None:
            self.warn(page_problems.broken_diagram_link(link, self._place_of_text(link)))
            return None
        return target.url_relative_to(self.file) + (f"#{anchor}" if anchor else "")

    def definition_href(self, definition: Definition) -> str:
        """The address of a definition relative to the page."""
        key = (definition.page, definition.anchor)
        if key not in self.href_cache:
            target = self.files.get_file_from_path(definition.page)
            path = target.url_relative_to(self.file) if target and target is not self.file else ""
            self.href_cache[key] = path + (f"#{definition.anchor}" if definition.anchor else "")
        return self.href_cache[key]

    def _draw(self, diagrams: Diagrams, body: str, line: int) -> str:
        try:
            figure, warnings = diagrams.figure(body)
        except DiagramError as error:
            self.warn(page_problems.bad_diagram(error.reason, self._place_at_line(line + error.line)))
            return ""
        for warning in warnings:
            self.warn(page_problems.bad_diagram(warning.partition(": ")[2], self._place_at_line(line)))
        return figure

    def _add_definition(self, item: str, anchor: str, definitions: Definitions) -> str:
        location = definitions.locate(item)
        if location is None:
            self.warn(page_problems.unknown_item(item, self._place_of_text(item), definitions))
            return ""
        path, place = location
        definition = Definition(path, self.file.src_uri, anchor, place)
        existing = definitions.add(definition)
        if existing is not None and existing != definition:
            self.warn(page_problems.duplicate_definition(item, self._place_of_text(item), existing))
        return self._definition_lines(item, path, place, definitions) if place else ""

    def _definition_lines(self, item: str, path: KeyPath, place: Place, definitions: Definitions) -> str:
        name, line = place_in_listings(place, definitions.listings)
        listing = definitions.listings.get(name)
        href = self._href(listing.page, f"L{line}") if listing else None
        url = "" if place.origin else line_url(place, self.repository_url)
        file = definitions.files.get(path)
        file_url = line_url(Place(file.path), self.repository_url) if file else ""
        return defined_at_html(f"{name}:{line}", href, url, file, file_url) + f"<!-- revi:shown {item} -->"

    def _page_of_file(self, file: str) -> str | None:
        """The address of an output that is a page of the site."""
        prefix = f"{self.docs_folder}/"
        return self._href(file.removeprefix(prefix)) if file.startswith(prefix) else None

    def _href(self, uri: str, anchor: str = "") -> str | None:
        """The address of a page relative to this one, None if there is no such page."""
        target = self.files.get_file_from_path(uri)
        if target is None:
            return None
        return target.url_relative_to(self.file) + (f"#{anchor}" if anchor else "")

    def fill_late_placeholders(self, content: str, definitions: Definitions, shown_in: FilesByItem) -> str:
        """Replace what needs all pages: the lines of the contract, and the files that show an item."""
        if "<!-- revi:listing " not in content and "<!-- revi:shown " not in content:
            return content
        listing = next(
            (listing for listing in definitions.listings.values() if listing.page == self.file.src_uri), None
        )

        def target(path: KeyPath) -> str | None:
            definition = definitions.of_key(path)
            return self.definition_href(definition) if definition else None

        def replace(kind: str, argument: str, _anchor: str) -> str:
            if kind == "shown":
                location = definitions.locate(argument)
                return shown_in_html(shown_in.get(location[0], ()) if location else (), self._page_of_file)
            if kind != "listing" or listing is None:
                return ""
            first_line, last_line = map(int, argument.split())
            return listing.html(first_line, last_line, target)

        return replace_placeholders(content, replace)

    def _place_at_line(self, line: int) -> Place:
        """The place of a line of the Markdown in the source, which starts with the front matter."""
        try:
            # MkDocs removed the front matter from the Markdown.
            front_matter_lines = self.file.content_string.count("\n") - self.markdown.count("\n")
        except OSError:
            return Place(self.source)
        return Place(self.source, max(front_matter_lines, 0) + line, 1)

    def _place_of_text(self, text: str) -> Place:
        offset = self.markdown.find(text)
        return self._place_at_line(self.markdown.count("\n", 0, offset) + 1) if offset >= 0 else Place(self.source)
