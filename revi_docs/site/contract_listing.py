"""The contract as a page of the site: each line has an anchor, and keys and names link to their pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from revi_docs.contract.extends import edition_content, edition_names
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, YamlSequence, read_tree
from revi_docs.outputs import escape
from revi_docs.problems.problem import Place

LISTING_FOLDER = "reference"
"""The pages are beside the reference, whose navigation lists them."""

_SECTION_LINE = re.compile(r"(?P<quote>[\"']?)(?P<name>[\w-]+)(?P=quote)\s*:(?:\s|$)")
# A `#` after anything but white space is part of a value.
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

Target = Callable[[KeyPath], str | None]
"""From the path of a key to the address of the page about it, if there is one."""


@dataclass(frozen=True, slots=True)
class ListingPart:
    """Lines of a file that belong together, from 1; `section` is the section of the contract, "" before the first."""

    section: str
    first_line: int
    last_line: int


@dataclass(frozen=True)
class ContractListing:
    """A file of the contract: its name as in places, its text, and the tree of its values."""

    name: str
    text: str
    root: YamlNode | None = field(repr=False)

    @property
    def page(self) -> str:
        """The path of its page below the docs folder."""
        return f"{LISTING_FOLDER}/{self.name}.md"

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.removesuffix("\n").split("\n")

    @cached_property
    def key_paths(self) -> Mapping[tuple[int, int], KeyPath]:
        """Line and column of each key → its path."""
        return {(place.line, place.column): path for path, place in _keys(self.root, ())}

    @cached_property
    def line_of_text(self) -> Mapping[str, int]:
        """The path of each key as text, such as `statuses.open` → its line."""
        return {format_key_path(path): place.line for path, place in _keys(self.root, ())}

    def parts(self) -> Iterator[ListingPart]:
        """The file in parts: one for each section, with the comments above it."""
        section, first = "", 1
        for number, line in enumerate(self.lines, 1):
            match = _SECTION_LINE.match(line)
            if match is None or (number, 1) not in self.key_paths:
                continue
            start = number
            while start > first and self.lines[start - 2].startswith("#"):
                start -= 1
            if start > first:
                yield self._part(section, first, start - 1)
            section, first = match["name"], start
        yield self._part(section, first, len(self.lines))

    def _part(self, section: str, first: int, last: int) -> ListingPart:
        """A part without empty lines at its end."""
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        return ListingPart(section, first, last)

    def markdown(self) -> str:
        """The Markdown of its page, with a placeholder for each part."""
        name = escape.markdown(self.name)
        introduction = (
            f"---\ntitle: {escape.quoted(self.name)}\n"
            f"description: {escape.quoted(f'{self.name}, the contract of this site, line by line.')}\n"
            "search:\n  exclude: true\n---\n\n"
            f"# {name}\n\nThe contract that this site is built from. Each key links to its description, each name to "
            "its page, and each line has an anchor, such as `#L1`.\n"
        )
        pieces = [introduction]
        for part in self.parts():
            pieces.append(f"\n## {escape.markdown(part.section)}\n" if part.section else "")
            pieces.append(f"\n<!-- revi:listing {part.first_line} {part.last_line} -->\n")
        return "".join(pieces)

    def html(self, first_line: int, last_line: int, target: Target) -> str:
        """The lines as HTML; each is an element with the anchor `L` and its number."""
        numbers = range(first_line, last_line + 1)
        rows = (f'<span id="L{number}">{self._line_html(number, target)}</span>\n' for number in numbers)
        style = f"counter-reset: revi-line {first_line - 1}"
        return f'<pre class="revi-listing" style="{style}"><code>{"".join(rows)}</code></pre>'

    def fenced(self, first_line: int, last_line: int) -> str:
        """The lines as a Markdown code block."""
        return "\n".join(("```yaml", *self.lines[first_line - 1 : last_line], "```"))

    def _line_html(self, number: int, target: Target) -> str:
        line = self.lines[number - 1]
        pieces: list[str] = []
        position = 0
        for column, path in self._keys_by_line.get(number, ()):
            key = str(path[-1])
            start = column - 1 + line.startswith(("'", '"'), column - 1)
            # A key with escapes is left as it is.
            if start < position or not line.startswith(key, start):
                continue
            text = html.escape(key)
            href = target(path)
            pieces += [_plain_html(line[position:start]), f'<a href="{html.escape(href)}">{text}</a>' if href else text]
            position = start + len(key)
        return "".join((*pieces, _plain_html(line[position:])))

    @cached_property
    def _keys_by_line(self) -> Mapping[int, list[tuple[int, KeyPath]]]:
        keys: dict[int, list[tuple[int, KeyPath]]] = {}
        for (line, column), path in sorted(self.key_paths.items()):
            keys.setdefault(line, []).append((column, path))
        return keys


def contract_listings(loaded: LoadedContract) -> dict[str, ContractListing]:
    """The files that a contract consists of, by name: the contract, what it extends, and the edition."""
    listings: dict[str, ContractListing] = {}
    for name in (CONTRACT_FILE, *loaded.parent_files):
        content, problems = loaded.read_file(name) if loaded.read_file else (b"", ())
        if content and not problems:
            listings[name] = _listing(name, content)
    edition = loaded.contract.extends
    if edition in edition_names():
        listings[edition] = _listing(edition, edition_content(edition))
    return listings


def place_in_listings(place: Place, listings: Mapping[str, ContractListing]) -> tuple[str, int]:
    """File and line of a value; a value of an edition has its place there, not where the edition is named."""
    if place.origin:
        path = place.origin.partition(":")[2]
        for listing in listings.values():
            line = listing.line_of_text.get(path) if listing.name in edition_names() else None
            if line:
                return listing.name, line
    return place.file, place.line


def _listing(name: str, content: bytes) -> ContractListing:
    root, _ = read_tree(content, name)
    return ContractListing(name, content.decode("utf-8-sig", "replace").replace("\r\n", "\n"), root)


def _keys(node: YamlNode | None, path: KeyPath) -> Iterator[tuple[KeyPath, Place]]:
    if isinstance(node, YamlMapping):
        for key, value in node.entries:
            inner_path = (*path, key.text)
            yield inner_path, key.place
            yield from _keys(value, inner_path)
    elif isinstance(node, YamlSequence):
        for index, item in enumerate(node.items):
            yield from _keys(item, (*path, index))


def _plain_html(text: str) -> str:
    """Escape text of a line, and mark its comment. A `#` between quotes does not start one."""
    match = _COMMENT.search(text)
    if match is None or text[: match.start()].count('"') % 2 or text[: match.start()].count("'") % 2:
        return html.escape(text, quote=False)
    comment = html.escape(match[0], quote=False)
    return f"{html.escape(text[: match.start()], quote=False)}<i>{comment}</i>"
