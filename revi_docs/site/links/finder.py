"""From a fault on a page to the line that somebody wrote: in the source file, else in the HTML file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from revi_docs.files.markdown import without_code
from revi_docs.problems.problem import Place
from revi_docs.site.links.faults import Fault
from revi_docs.site.links.frame import stands_in_frame
from revi_docs.site.links.markdown import references_only
from revi_docs.site.links.sources import Sources

_BEFORE_HTML = r"(?:\b(?:href|src|srcset|poster|data|url)\s*[=(]\s*[\"']?\s*)"
_BEFORE_MARKDOWN = r"(?:\]\(\s*<?|\]:\s*<?)"
_BEFORE_LINK = rf"(?:{_BEFORE_MARKDOWN}|{_BEFORE_HTML}|<)"
_STEPS = re.compile(r"^(?:\.{0,2}/)+")
_BEFORE_ID = r"(?:\bid\s*=\s*[\"']?|\{[^}\n]*#)"
_AFTER = r"(?=[\s)>\"'#?}]|$)"


class Written(Enum):
    """How an address stands in a page's source."""

    NOWHERE = "nowhere"
    MARKDOWN = "as a Markdown link"
    OTHERWISE = "otherwise, such as in raw HTML"


@dataclass(slots=True)
class Finder:
    """Finds places in the files of one site; every source is read at most once."""

    site: Path
    sources: Sources
    texts: dict[str, str | None] = field(default_factory=dict)

    def places(self, fault: Fault, spots: Mapping[str, Iterable[str]]) -> tuple[Place, ...]:
        """Where the fault was written: `spots` leads from a page to what is written there.

        Places with a line come first. What stands in no source is the theme's or the navigation's
        when it is outside the page's content; it is then looked for in the settings, and reported at
        the HTML files.
        """
        found: set[Place] = set()
        lost: dict[str, Iterable[str]] = {}
        for page, written in spots.items():
            here = set(self._exact(fault, page, written))
            found |= here
            if not here:
                lost[page] = written
        framed = self._is_framed(lost)
        whole = {Place(self._html(page) if framed else self._source_or_html(page)) for page in lost}
        settings = sorted(set(self._in_settings(lost))) if framed else []
        return (*settings, *sorted(found | whole, key=lambda place: (not place.line, place)))

    def prose(self, page: str) -> str | None:
        """The source of a page without its code; None where the page has none that can be read."""
        source = self.sources.pages.get(page)
        if source is None:
            return None
        if source not in self.texts:
            text = _read(self.sources.root / source)
            self.texts[source] = None if text is None else without_code(text)
        return self.texts[source]

    def written_as(self, page: str, address: str) -> Written:
        """Whether the source of a page holds the address; NOWHERE for a page without a source."""
        prose = self.prose(page)
        spellings = [one for one in _spellings(address) if prose and one in prose]
        if not prose or not spellings:
            return Written.NOWHERE
        link = any(re.search(f"{_BEFORE_MARKDOWN}{re.escape(one)}{_AFTER}", prose) for one in spellings)
        return Written.MARKDOWN if link else Written.OTHERWISE

    def _exact(self, fault: Fault, page: str, written: Iterable[str]) -> Iterator[Place]:
        text, file = self.prose(page), self.sources.pages.get(page, "")
        if file and text is None:
            return
        if text is None:
            text, file = _read(self.site / page) or "", self._html(page)
        if fault.code == "undefined-reference":
            text = references_only(text)
        for one in written:
            yield from _places_of(file, text, _offsets(text, _patterns(fault, one)))

    def _is_framed(self, lost: Mapping[str, Iterable[str]]) -> bool:
        """Whether the first page with a source shows, outside its content, what that source lacks."""
        page = next((page for page in lost if page in self.sources.pages), None)
        if page is None:
            return False
        shown = (self.site / page).read_bytes()
        return any(stands_in_frame(shown, one) for one in lost[page])

    def _in_settings(self, lost: Mapping[str, Iterable[str]]) -> Iterator[Place]:
        names = {_STEPS.sub("", one) for written in lost.values() for one in written}
        patterns = [f"(?<![\\w/.-])(?P<at>{re.escape(name)})(?![\\w/.-])" for name in sorted(names) if name]
        for file in self.sources.settings:
            text = _read(self.sources.root / file) or ""
            for pattern in patterns:
                yield from _places_of(file, text, _offsets(text, (pattern,)))

    def _source_or_html(self, page: str) -> str:
        return self.sources.pages.get(page) or self._html(page)

    def _html(self, page: str) -> str:
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
    for at in offsets:
        yield Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _offsets(text: str, patterns: Iterable[str]) -> list[int]:
    """Offsets of what is looked for, by the first pattern, the surest, that finds anything."""
    for pattern in patterns:
        found = [match.start("at") for match in re.finditer(pattern, text, re.MULTILINE)]
        if found:
            return found
    return []


def _patterns(fault: Fault, written: str) -> Iterator[str]:
    code = fault.code
    if code == "duplicate-id":
        yield f"{_BEFORE_ID}(?P<at>{re.escape(written)}){_AFTER}"
        return
    if code == "undefined-reference":
        yield f"(?P<at>{re.escape(written)})"
        return
    if code == "empty-link":
        yield r"(?P<at>\[[^\[\]\n]*\]\(\s*(?:<>)?\s*\)|\b(?:href|src)\s*=\s*(?:\"\s*\"|'\s*'))"
        return
    before = _BEFORE_HTML if fault.raw_html else _BEFORE_LINK
    spellings = [re.escape(one) for one in _spellings(written)]
    yield from (f"{before}(?P<at>{one}){_AFTER}" for one in spellings)
    path, _, fragment = written.partition("#")
    if fragment:
        # The builder turns other.md#part into ../other/#part.
        stem, part = re.escape(PurePosixPath(path.removesuffix("index.html")).stem), re.escape(fragment)
        yield f"{before}(?P<at>(?:[^\\s()<>\"'#]*/)?{stem}(?:\\.md)?#{part}){_AFTER}"
        yield f"{before}(?P<at>[^\\s()<>\"'#]*#{part}){_AFTER}"
    yield from (f"(?<![\\w/.#-])(?P<at>{one})(?![\\w/-])" for one in spellings)


def _spellings(written: str) -> list[str]:
    bare = written.removeprefix("mailto:").removeprefix("https:")
    forms = (written, html.escape(written), unquote(written), bare)
    return [form for form in dict.fromkeys(forms) if form]
