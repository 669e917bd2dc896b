"""One page of the site on its way from Markdown to HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from revi_docs.outputs import escape
from revi_docs.problems.problem import Place, Problem
from revi_docs.site import faults
from revi_docs.site.contract_links import defined_line
from revi_docs.site.definitions import Definition, Definitions
from revi_docs.site.diagrams import Diagrams
from revi_docs.site.fences import blocks
from revi_docs.site.graphviz import DiagramError
from revi_docs.site.harmless import as_text
from revi_docs.site.marks import replace_marks

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

_DOT = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*dot\b", re.MULTILINE)


@dataclass(slots=True)
class SitePage:
    """A page: mkdocs' file, its `source` relative to the repository, its Markdown without front matter."""

    file: File
    source: str
    markdown: str
    files: Files
    repository: str
    warn: Callable[[Problem], None]
    figures: list[str] = field(default_factory=list)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)

    def with_title(self) -> str:
        """The Markdown, below its title where it has no heading of its own."""
        if re.match(r"(?:\s|<!--.*?-->)*# ", self.markdown, re.DOTALL) or self.file.page is None:
            return self.markdown
        return f"# {escape.markdown(as_text(self.file.page.title))}\n\n{self.markdown}"

    def with_diagrams(self) -> str:
        """The Markdown with a mark in the place of each diagram, which is drawn and kept."""
        if not _DOT.search(self.markdown):
            return self.markdown
        diagrams = Diagrams(self.address)
        pieces: list[str] = []
        for block in blocks(self.markdown):
            if block.word != "dot":
                pieces.append(block.text)
                continue
            pieces.append(f"\n<!-- revi:diagram {len(self.figures)} -->\n\n")
            self.figures.append(self._figure(diagrams, block.body, block.line))
        return "".join(pieces)

    def with_marks(self, content: str, definitions: Definitions) -> str:
        """The HTML with its diagrams, and with each item's place below its heading."""
        if "<!-- revi:" not in content:
            return content

        def replace(kind: str, what: str, anchor: str) -> str:
            if kind == "diagram":
                return self.figures[int(what)]
            return self._defined(what, anchor, definitions) if kind == "defined" else ""

        return replace_marks(content, replace).replace("<!-- revi:end -->", "")

    def address(self, written: str) -> str | None:
        """The address on the page of what a diagram links to; a missing page is warned of."""
        path, _, anchor = written.partition("#")
        if ":" in path or path.startswith("/") or not path:
            return written
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), path))
        target = self.files.get_file_from_path(uri)
        if target is None:
            self.warn(faults.diagram_link(written, self._place_of(written)))
            return None
        return target.url_relative_to(self.file) + (f"#{anchor}" if anchor else "")

    def address_of(self, definition: Definition) -> str:
        """The address of a definition as seen from the page."""
        key = (definition.page, definition.anchor)
        if key not in self.addresses:
            target = self.files.get_file_from_path(definition.page)
            path = target.url_relative_to(self.file) if target and target is not self.file else ""
            self.addresses[key] = path + (f"#{definition.anchor}" if definition.anchor else "")
        return self.addresses[key]

    def _figure(self, diagrams: Diagrams, body: str, line: int) -> str:
        try:
            figure, complaints = diagrams.figure(body)
        except DiagramError as error:
            self.warn(faults.bad_diagram(error.reason, self._place(line + error.line)))
            return ""
        for complaint in complaints:
            self.warn(faults.bad_diagram(complaint.partition(": ")[2], self._place(line)))
        return figure

    def _defined(self, what: str, anchor: str, definitions: Definitions) -> str:
        found = definitions.locate(what)
        if found is None:
            self.warn(faults.unknown_item(what, self._place_of(what), definitions))
            return ""
        path, place = found
        definition = Definition(path, self.file.src_uri, anchor, place)
        earlier = definitions.add(definition)
        if earlier is not None and earlier != definition:
            self.warn(faults.second_definition(what, self._place_of(what), earlier))
        return defined_line(place, self.repository) if place else ""

    def _place(self, line: int) -> Place:
        """A line of the Markdown as a place in the source, where front matter stands before it."""
        try:
            before = self.file.content_string.count("\n") - self.markdown.count("\n")
        except OSError:
            return Place(self.source)
        return Place(self.source, max(before, 0) + line, 1)

    def _place_of(self, written: str) -> Place:
        at = self.markdown.find(written)
        return self._place(self.markdown.count("\n", 0, at) + 1) if at >= 0 else Place(self.source)
