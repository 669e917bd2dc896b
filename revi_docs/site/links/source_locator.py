"""Source positions of link issues: a line of the source file, else of the HTML file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from revi_docs.files.markdown.markdown_blocks import without_code
from revi_docs.problems.problem import Place
from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.markdown_references import reference_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# A URL counts only where a link can start and end: its text in a sentence is not the link.
_BEFORE_HTML = r"(?:\b(?:href|src|srcset|poster|data|url)\s*[=(]\s*[\"']?\s*)"
_BEFORE_MARKDOWN = r"(?:\]\(\s*<?|\]:\s*<?)"
_BEFORE_LINK = rf"(?:{_BEFORE_MARKDOWN}|{_BEFORE_HTML}|<)"
_RELATIVE_PREFIX = re.compile(r"^(?:\.{0,2}/)+")
_BEFORE_ID = r"(?:\bid\s*=\s*[\"']?|\{[^}\n]*#)"
_LINK_END = r"(?=[\s)>\"'#?}]|$)"
_CONTENT_TAGS = frozenset(("article", "main"))
_CONTENT_ROLE = "[role=main]"
_CHROME_TAGS = frozenset(("head", "nav", "header", "footer", "aside"))


class LinkForm(Enum):
    """How a URL is written in the source of a page; OTHER is raw HTML, for example."""

    ABSENT = "absent"
    MARKDOWN = "markdown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageSources:
    """The source files of the pages of a site.

    `root` is the repository. `pages` is a page's path relative to the site (`guide/index.html`) → its
    source relative to `root` (`docs/guide.md`). `settings` are files relative to `root` that configure
    theme and navigation, such as `mkdocs.yml` and the templates of its `custom_dir`. Without both, issues
    are reported at the HTML files. `generated` are the sources that `sync` writes, whether they exist or not.
    """

    root: Path = field(default_factory=Path)
    pages: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    generated: frozenset[str] = frozenset()


@dataclass(slots=True)
class SourceLocator:
    """Finds places in the files of one site; each source is read at most once."""

    site: Path
    sources: PageSources
    prose_cache: dict[str, str | None] = field(default_factory=dict)

    def places(self, issue: LinkIssue, page_urls: Mapping[str, Iterable[str]]) -> tuple[Place, ...]:
        """The places of an issue; `page_urls` is page → the URLs as written there.

        Places with a line come first. A URL that is not in the source of its page comes from the theme or the
        navigation, or a plugin makes it: it is searched for in the settings. HTML files are reported only if
        nothing is known about the sources, because a person edits the source.
        """
        exact_places: set[Place] = set()
        unlocated: dict[str, Iterable[str]] = {}
        for page, urls in page_urls.items():
            page_places = set(self._exact_places(issue, page, urls))
            # An entry of the navigation can be spelled like a link in the page, which MkDocs rewrites.
            if page_places and any(self._settings_places({page: urls})) and self._is_chrome({page: urls}):
                page_places = set()
            exact_places |= page_places
            if not page_places:
                unlocated[page] = urls
        is_chrome = self._is_chrome(unlocated)
        settings = sorted(set(self._settings_places(unlocated)))
        # Every built page contains the chrome, but the source of no page does.
        file_places = set() if settings else {self._file_place(page, is_chrome) for page in unlocated}
        return (*settings, *sorted(exact_places | file_places, key=lambda place: (not place.line, place)))

    def prose(self, page: str) -> str | None:
        """The source of a page without its code; None without a readable source."""
        source = self.sources.pages.get(page)
        if source is None:
            return None
        if source not in self.prose_cache:
            text = _read(self.sources.root / source)
            self.prose_cache[source] = None if text is None else without_code(text)
        return self.prose_cache[source]

    def link_form(self, page: str, url: str) -> LinkForm:
        """How the source of a page contains the URL; ABSENT for a page without a source."""
        prose = self.prose(page)
        spellings = [spelling for spelling in _spellings(url) if prose and spelling in prose]
        if not prose or not spellings:
            return LinkForm.ABSENT
        is_markdown_link = any(
            re.search(f"{_BEFORE_MARKDOWN}{re.escape(spelling)}{_LINK_END}", prose) for spelling in spellings
        )
        return LinkForm.MARKDOWN if is_markdown_link else LinkForm.OTHER

    def _exact_places(self, issue: LinkIssue, page: str, urls: Iterable[str]) -> Iterator[Place]:
        text, file = self.prose(page), self.sources.pages.get(page, "")
        if file and text is None:
            return
        if text is None and self.sources.settings:
            return
        if text is None:
            text, file = _read(self.site / page) or "", self._html_path(page)
        if issue.code == "undefined-reference":
            text = reference_text(text)
        for url in urls:
            yield from _places_of(file, text, _offsets(text, _patterns(issue, url)))

    def _is_chrome(self, unlocated: Mapping[str, Iterable[str]]) -> bool:
        """Whether a URL is in the theme chrome of the first page with a source; all pages share it."""
        page = next((page for page in unlocated if page in self.sources.pages), None)
        if page is None:
            return False
        page_html = (self.site / page).read_bytes()
        return any(_is_theme_chrome(page_html, url) for url in unlocated[page])

    def _settings_places(self, unlocated: Mapping[str, Iterable[str]]) -> Iterator[Place]:
        urls = {url for page_urls in unlocated.values() for url in page_urls}
        names = sorted({_RELATIVE_PREFIX.sub("", url) for url in urls} - {""})
        patterns = [rf"(?<![\w/.-])(?P<url>(?:\.{{0,2}}/)*{re.escape(name)})(?![\w/.-])" for name in names]
        for file in self.sources.settings:
            text = _read(self.sources.root / file) or ""
            for pattern in patterns:
                yield from _places_of(file, text, _offsets(text, (pattern,)))

    def _file_place(self, page: str, is_chrome: bool) -> Place:
        """The source of a page; the first settings file for the theme and for pages that a plugin generates."""
        source = "" if is_chrome else self.sources.pages.get(page)
        settings = next(iter(self.sources.settings), "")
        return Place(source or settings or self._html_path(page))

    def _html_path(self, page: str) -> str:
        """The HTML file relative to the repository, or to the site if that is outside the repository."""
        try:
            return (self.site / page).resolve().relative_to(self.sources.root.resolve()).as_posix()
        except ValueError:
            # The site is built outside the repository.
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
    """The offsets of the URLs that the first matching pattern finds."""
    for pattern in patterns:
        offsets = [match.start("url") for match in re.finditer(pattern, text, re.MULTILINE)]
        if offsets:
            return offsets
    return []


def _patterns(issue: LinkIssue, url: str) -> Iterator[str]:
    """Patterns with a group `url`, the most reliable one first."""
    code = issue.code
    if code == "duplicate-id":
        yield f"{_BEFORE_ID}(?P<url>{re.escape(url)}){_LINK_END}"
        return
    if code == "undefined-reference":
        yield rf"(?<![\\\w])(?P<url>{re.escape(url)})"
        return
    if code == "empty-link":
        yield r"(?P<url>\[[^\[\]\n]*\]\(\s*(?:<>)?\s*\)|\b(?:href|src)\s*=\s*(?:\"\s*\"|'\s*'))"
        return
    prefix = _BEFORE_HTML if issue.raw_html else _BEFORE_LINK
    spellings = [re.escape(spelling) for spelling in _spellings(url)]
    yield from (f"{prefix}(?P<url>{spelling}){_LINK_END}" for spelling in spellings)
    path, _, fragment = url.partition("#")
    if fragment:
        # MkDocs turns other.md#part into ../other/#part.
        stem, part = re.escape(PurePosixPath(path.removesuffix("index.html")).stem), re.escape(fragment)
        yield f"{prefix}(?P<url>(?:[^\\s()<>\"'#]*/)?{stem}(?:\\.md)?#{part}){_LINK_END}"
        yield f"{prefix}(?P<url>[^\\s()<>\"'#]*#{part}){_LINK_END}"
    # Last, because the text of a URL need not be a link.
    yield from (f"(?<![\\w/.#-])(?P<url>{spelling})(?![\\w/-])" for spelling in spellings)


def _spellings(url: str) -> list[str]:
    without_scheme = url.removeprefix("mailto:").removeprefix("https:")
    # As it may be written: in the page, in HTML, without escapes, or as an autolink.
    forms = (url, html.escape(url), unquote(url), without_scheme)
    return [form for form in dict.fromkeys(forms) if form]


def _is_theme_chrome(html_bytes: bytes, target: str) -> bool:
    """Whether all elements with this URL or id are in the navigation or head, not in the content."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html_bytes)
    nodes = [
        node
        for node in tree.css("[href],[src],[srcset],[poster],[data],[id],link,script")
        if any(_has_value(value, target) for value in node.attributes.values())
    ]
    has_content = tree.css_first(f"article,main,{_CONTENT_ROLE}") is not None
    return bool(nodes) and all(_is_in_chrome(node, has_content) for node in nodes)


def _has_value(value: str | None, target: str) -> bool:
    value = (value or "").strip()
    parts = (value.partition("#")[0], *value.replace(",", " ").split())
    return value == target or (bool(target) and target in parts)


def _is_in_chrome(node: LexborNode, has_content: bool) -> bool:
    """Decide by the nearest marked ancestor; without one, a page that marks its content has it elsewhere."""
    ancestor: LexborNode | None = node
    while ancestor is not None:
        is_content = ancestor.tag in _CONTENT_TAGS or ancestor.attributes.get("role") == "main"
        if is_content or ancestor.tag in _CHROME_TAGS:
            return not is_content
        ancestor = ancestor.parent
    return has_content
