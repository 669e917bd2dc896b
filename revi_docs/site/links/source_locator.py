"""From a fault on a page to the line that somebody wrote: in the source file, else in the HTML file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from revi_docs.files.markdown_blocks import without_code
from revi_docs.problems.problem import Place
from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.markdown_references import without_comments
from revi_docs.site.links.page_sources import PageSources
from revi_docs.site.links.theme_chrome import is_theme_chrome

_BEFORE_HTML = r"(?:\b(?:href|src|srcset|poster|data|url)\s*[=(]\s*[\"']?\s*)"
_BEFORE_MARKDOWN = r"(?:\]\(\s*<?|\]:\s*<?)"
_BEFORE_LINK = rf"(?:{_BEFORE_MARKDOWN}|{_BEFORE_HTML}|<)"
_RELATIVE_PREFIX = re.compile(r"^(?:\.{0,2}/)+")
_BEFORE_ID = r"(?:\bid\s*=\s*[\"']?|\{[^}\n]*#)"
_LINK_END = r"(?=[\s)>\"'#?}]|$)"


class LinkForm(Enum):
    """How an address stands in a page's source."""

    ABSENT = "nowhere"
    MARKDOWN = "as a Markdown link"
    OTHER = "otherwise, such as in raw HTML"


@dataclass(slots=True)
class SourceLocator:
    """Finds places in the files of one site; every source is read at most once."""

    site: Path
    sources: PageSources
    prose_cache: dict[str, str | None] = field(default_factory=dict)

    def places(self, issue: LinkIssue, page_addresses: Mapping[str, Iterable[str]]) -> tuple[Place, ...]:
        """Where the fault was written: `spots` leads from a page to what is written there.

        Places with a line come first. What stands in no source is the theme's or the navigation's
        when it is outside the page's content; it is then looked for in the settings, and reported at
        the HTML files.
        """
        exact_places: set[Place] = set()
        unlocated: dict[str, Iterable[str]] = {}
        for page, addresses in page_addresses.items():
            page_places = set(self._exact_places(issue, page, addresses))
            exact_places |= page_places
            if not page_places:
                unlocated[page] = addresses
        is_chrome = self._is_chrome(unlocated)
        file_places = {
            Place(self._html_path(page) if is_chrome else self._source_or_html(page)) for page in unlocated
        }
        settings = sorted(set(self._settings_places(unlocated))) if is_chrome else []
        return (*settings, *sorted(exact_places | file_places, key=lambda place: (not place.line, place)))

    def prose(self, page: str) -> str | None:
        """The source of a page without its code; None where the page has none that can be read."""
        source = self.sources.pages.get(page)
        if source is None:
            return None
        if source not in self.prose_cache:
            text = _read(self.sources.root / source)
            self.prose_cache[source] = None if text is None else without_code(text)
        return self.prose_cache[source]

    def link_form(self, page: str, address: str) -> LinkForm:
        """Whether the source of a page holds the address; NOWHERE for a page without a source."""
        prose = self.prose(page)
        spellings = [spelling for spelling in _spellings(address) if prose and spelling in prose]
        if not prose or not spellings:
            return LinkForm.ABSENT
        is_markdown_link = any(
            re.search(f"{_BEFORE_MARKDOWN}{re.escape(spelling)}{_LINK_END}", prose) for spelling in spellings
        )
        return LinkForm.MARKDOWN if is_markdown_link else LinkForm.OTHER

    def _exact_places(self, issue: LinkIssue, page: str, addresses: Iterable[str]) -> Iterator[Place]:
        text, file = self.prose(page), self.sources.pages.get(page, "")
        if file and text is None:
            return
        if text is None:
            text, file = _read(self.site / page) or "", self._html_path(page)
        if issue.code == "undefined-reference":
            text = without_comments(text)
        for address in addresses:
            yield from _places_of(file, text, _offsets(text, _patterns(issue, address)))

    def _is_chrome(self, unlocated: Mapping[str, Iterable[str]]) -> bool:
        """Whether the first page with a source shows, outside its content, what that source lacks."""
        page = next((page for page in unlocated if page in self.sources.pages), None)
        if page is None:
            return False
        page_html = (self.site / page).read_bytes()
        return any(is_theme_chrome(page_html, address) for address in unlocated[page])

    def _settings_places(self, unlocated: Mapping[str, Iterable[str]]) -> Iterator[Place]:
        names = {
            _RELATIVE_PREFIX.sub("", address) for addresses in unlocated.values() for address in addresses
        }
        patterns = [f"(?<![\\w/.-])(?P<at>{re.escape(name)})(?![\\w/.-])" for name in sorted(names) if name]
        for file in self.sources.settings:
            text = _read(self.sources.root / file) or ""
            for pattern in patterns:
                yield from _places_of(file, text, _offsets(text, (pattern,)))

    def _source_or_html(self, page: str) -> str:
        return self.sources.pages.get(page) or self._html_path(page)

    def _html_path(self, page: str) -> str:
        """The HTML file relative to the repository, or to the site where that lies elsewhere."""
        try:
            return (self.site / page).resolve().relative_to(self.sources.root.resolve()).as_posix()
        except ValueError:
            return page


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return None


def _places_of(file: str, text: str, offsets: Iterable[int]) -> Iterator[Place]:
    for offset in offsets:
        yield Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _offsets(text: str, patterns: Iterable[str]) -> list[int]:
    """Offsets of what is looked for, by the first pattern, the surest, that finds anything."""
    for pattern in patterns:
        offsets = [match.start("at") for match in re.finditer(pattern, text, re.MULTILINE)]
        if offsets:
            return offsets
    return []


def _patterns(issue: LinkIssue, address: str) -> Iterator[str]:
    code = issue.code
    if code == "duplicate-id":
        yield f"{_BEFORE_ID}(?P<at>{re.escape(address)}){_LINK_END}"
        return
    if code == "undefined-reference":
        yield f"(?P<at>{re.escape(address)})"
        return
    if code == "empty-link":
        yield r"(?P<at>\[[^\[\]\n]*\]\(\s*(?:<>)?\s*\)|\b(?:href|src)\s*=\s*(?:\"\s*\"|'\s*'))"
        return
    prefix = _BEFORE_HTML if issue.raw_html else _BEFORE_LINK
    spellings = [re.escape(spelling) for spelling in _spellings(address)]
    yield from (f"{prefix}(?P<at>{spelling}){_LINK_END}" for spelling in spellings)
    path, _, fragment = address.partition("#")
    if fragment:
        # The builder turns other.md#part into ../other/#part.
        stem, part = re.escape(PurePosixPath(path.removesuffix("index.html")).stem), re.escape(fragment)
        yield f"{prefix}(?P<at>(?:[^\\s()<>\"'#]*/)?{stem}(?:\\.md)?#{part}){_LINK_END}"
        yield f"{prefix}(?P<at>[^\\s()<>\"'#]*#{part}){_LINK_END}"
    yield from (f"(?<![\\w/.#-])(?P<at>{spelling})(?![\\w/-])" for spelling in spellings)


def _spellings(address: str) -> list[str]:
    without_scheme = address.removeprefix("mailto:").removeprefix("https:")
    forms = (address, html.escape(address), unquote(address), without_scheme)
    return [form for form in dict.fromkeys(forms) if form]
