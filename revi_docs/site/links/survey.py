"""The pass over the pages: every address is judged as it is met, anchors when all pages are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from revi_docs.problems.near import nearest
from revi_docs.site.links.diagnose import Diagnosis
from revi_docs.site.links.faults import Fault, Faults
from revi_docs.site.links.mail import is_sendable
from revi_docs.site.links.markdown import defined_names, undefined_references
from revi_docs.site.links.page import Page, Use
from revi_docs.site.links.resolve import Resolver, shown, wrong_form

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = ("http", "https")
_NAMES = {Use.PAGE: "link", Use.IMAGE: "image", Use.STYLE: "style sheet", Use.SCRIPT: "script"}


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the links of a page start: its folder, the name that a bare `#part` belongs to ("" for the
    page itself), and the web address of its `<base>` where that lies outside of the site."""

    page: Page
    folder: str
    name: str = ""
    outside: str = ""


@dataclass(slots=True)
class Survey:
    """Everything learnt so far. `wanted` are anchors, with the pages and addresses that want them."""

    resolver: Resolver
    diagnosis: Diagnosis
    site_url: str = ""
    faults: Faults = field(default_factory=Faults)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    outside: dict[str, dict[str, None]] = field(default_factory=dict)
    links: int = 0

    def take(self, page: Page, prose: str | None) -> None:
        """Judge a page; `prose` is its source without code, where it has one."""
        self.anchors[page.path] = page.anchors
        for one in page.twice:
            self.faults.add(Fault("duplicate-id", one), page.path, one)
        if page.brackets and prose is not None:
            self._references(page, prose)
        origin = self._origin(page)
        for written, use in page.links:
            self._link(origin, written, use)

    def take_style(self, path: str, addresses: Iterator[str]) -> None:
        """Judge the addresses in a style sheet."""
        origin = self._origin(Page(path, (), frozenset(), (), frozenset(), ""))
        for written in addresses:
            self._link(origin, written, Use.FILE)

    def finish(self) -> None:
        """Compare the wanted anchors with those that the pages have."""
        for (file, fragment), spots in self.wanted.items():
            there = self.anchors.get(file)
            if there is None or fragment in there or unquote(fragment) in there:
                continue
            for page, written in spots:
                self.faults.add(Fault("missing-anchor", f"#{fragment}", shown(file)), page, written)

    def _origin(self, page: Page) -> _Origin:
        folder = self.resolver.folder_of(page.path)
        if not page.base:
            return _Origin(page, folder)
        inside = self._inside(page.base)
        if inside is None and page.base.startswith(("http:", "https:", "//")):
            return _Origin(page, folder, outside=page.base)
        start = urlsplit(urljoin(f"https://here/{folder}/", inside or page.base)).path
        folder, _, name = start.lstrip("/").rpartition("/")
        return _Origin(page, folder, name or ".")

    def _link(self, origin: _Origin, written: str, use: Use) -> None:
        address = written = written.strip()
        page = origin.page.path
        if not address:
            self.faults.add(Fault("empty-link", _NAMES.get(use, "element")), page, written)
            return
        scheme = _SCHEME.match(address)
        if scheme or address.startswith("//"):
            inside = self._inside(address)
            if inside is None:
                self._elsewhere(page, address, scheme[1].lower() if scheme else "https", use)
                return
            address = inside
        elif origin.outside:
            self._elsewhere(page, urljoin(origin.outside, address), "https", use)
            return
        self.links += 1
        path, _, fragment = address.partition("#")
        file = self._file(origin, path.partition("?")[0], written, use)
        if file and fragment:
            self._fragment(origin.page, file, fragment, written)

    def _file(self, origin: _Origin, path: str, written: str, use: Use) -> str:
        """The file that a path leads to; a fault and "" where there is none."""
        path = path or origin.name
        if not path:
            return origin.page.path
        answer = self.resolver.resolve(origin.folder, path)
        if not answer.file:
            page = origin.page.path
            fault = self.diagnosis.fault(page, path, use, answer)
            add = self.faults.add_strange if self.diagnosis.is_strange(page, written) else self.faults.add
            add(fault, page, written)
        return answer.file

    def _fragment(self, page: Page, file: str, fragment: str, written: str) -> None:
        fragment = fragment.partition(":~:")[0]
        if not fragment or fragment.lower() == "top" or (file == page.path and fragment in page.anchors):
            return
        self.wanted.setdefault((file, fragment), []).append((page.path, written))

    def _inside(self, address: str) -> str | None:
        """The path of a web address that lies within the site itself, else None."""
        own = self.site_url.rstrip("/")
        if not own or not address.startswith(own):
            return None
        rest = address[len(own) :]
        return f"/{self.resolver.prefix}{rest}" if rest.startswith(("/", "?", "#")) or not rest else None

    def _elsewhere(self, page: str, address: str, scheme: str, use: Use) -> None:
        if scheme == "mailto":
            if not is_sendable(address):
                self.faults.add(Fault("bad-mailto", address), page, address)
        elif len(scheme) == 1:
            self.faults.add(Fault("bad-link", address, "is a path of one machine"), page, address)
        elif scheme in _WEB and use is not Use.OWN_ADDRESS:
            reason = wrong_form(address) or _no_host(address)
            if reason:
                self.faults.add(Fault("bad-link", address, reason), page, address)
            else:
                whole = f"https:{address}" if address.startswith("//") else address
                self.outside.setdefault(whole, {})[page] = None

    def _references(self, page: Page, prose: str) -> None:
        for reference in undefined_references(prose):
            if reference.name in page.brackets:
                near = nearest(reference.name, defined_names(prose)) or ""
                fault = Fault("undefined-reference", reference.name, f"[{near}]" if near else "")
                self.faults.add(fault, page.path, reference.written)


def _no_host(address: str) -> str:
    try:
        parts = urlsplit(address)
        return "" if parts.hostname and parts.port != 0 else "names no host"
    except ValueError:
        return "names no host"
