"""The check of the pages: each link as it is read, anchors after all pages are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from revi_docs.problems.suggestions import closest_name
from revi_docs.site.links.issue_classifier import IssueClassifier
from revi_docs.site.links.link_issues import LinkIssue, LinkIssues
from revi_docs.site.links.markdown_references import defined_names, undefined_references
from revi_docs.site.links.page_parser import LinkUse, ParsedPage
from revi_docs.site.links.resolver import Resolver, display_path, malformed_reason

# Source: RFC 3986, section 3.1.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# The domain needs a dot, and labels that start and end with a letter or digit. Quoted local parts are not supported.
_EMAIL_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_WEB_SCHEMES = ("http", "https")
_LINK_NOUNS = {LinkUse.PAGE: "link", LinkUse.IMAGE: "image", LinkUse.STYLE: "style sheet", LinkUse.SCRIPT: "script"}


@dataclass(frozen=True, slots=True)
class _LinkBase:
    """What the links of a page are relative to.

    `name` is the file in `folder` that a bare `#anchor` refers to ("" for the page itself);
    `external_base` is the URL in `<base>` if it is outside the site.
    """

    page: ParsedPage
    folder: str
    name: str = ""
    external_base: str = ""


@dataclass(slots=True)
class LinkValidator:
    """The check of one site and its state.

    `anchor_uses` is (file, anchor) → the pages and URLs that link to it.
    """

    resolver: Resolver
    classifier: IssueClassifier
    site_url: str = ""
    issues: LinkIssues = field(default_factory=LinkIssues)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    anchor_uses: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    external_links: dict[str, dict[str, None]] = field(default_factory=dict)
    links: int = 0

    def check_page(self, page: ParsedPage, prose: str | None) -> None:
        """Check a page; `prose` is its source without code, None without a source."""
        self.anchors[page.path] = page.anchors
        for duplicate_id in page.duplicate_ids:
            self.issues.add(LinkIssue("duplicate-id", duplicate_id), page.path, duplicate_id)
        if page.reference_names and prose is not None:
            self._check_references(page, prose)
        base = self._link_base(page)
        for url, use in page.links:
            self._check_link(base, url, use)

    def check_stylesheet(self, path: str, urls: Iterator[str]) -> None:
        """Check the URLs in a style sheet."""
        base = self._link_base(ParsedPage(path, (), frozenset(), (), frozenset(), ""))
        for url in urls:
            self._check_link(base, url, LinkUse.FILE)

    def check_anchors(self) -> None:
        """Check the anchors of all links. Call this after all pages."""
        for (file, fragment), uses in self.anchor_uses.items():
            page_anchors = self.anchors.get(file)
            # A browser compares the fragment as written, then decoded.
            if page_anchors is None or fragment in page_anchors or unquote(fragment) in page_anchors:
                continue
            issue = LinkIssue("missing-anchor", f"#{fragment}", display_path(file))
            for page, url in uses:
                self.issues.add(issue, page, url)

    def _link_base(self, page: ParsedPage) -> _LinkBase:
        folder = self.resolver.folder_of(page.path)
        if not page.base:
            return _LinkBase(page, folder)
        site_path = self._site_path(page.base)
        if site_path is None and page.base.startswith(("http:", "https:", "//")):
            return _LinkBase(page, folder, external_base=page.base)
        # The host does not matter: in a URL, `urljoin` resolves `..` and stops at the root.
        base_path = urlsplit(_join(f"https://here/{folder}/", site_path or page.base)).path
        folder, _, name = base_path.lstrip("/").rpartition("/")
        # With a base, an empty link means the base and not this page.
        return _LinkBase(page, folder, name or ".")

    def _check_link(self, base: _LinkBase, raw_url: str, use: LinkUse) -> None:
        url = raw_url = raw_url.strip()
        page = base.page.path
        if not url:
            self.issues.add(LinkIssue("empty-link", _LINK_NOUNS.get(use, "element")), page, raw_url)
            return
        scheme = _SCHEME.match(url)
        if scheme or url.startswith("//"):
            site_path = self._site_path(url)
            if site_path is None:
                self._check_external(page, url, scheme[1].lower() if scheme else "https", use)
                return
            url = site_path
        elif base.external_base:
            self._check_external(page, _join(base.external_base, url), "https", use)
            return
        self.links += 1
        path, _, fragment = url.partition("#")
        file = self._resolve_file(base, path.partition("?")[0], raw_url, use)
        if file and fragment:
            self._record_anchor_use(base.page, file, fragment, raw_url)

    def _resolve_file(self, base: _LinkBase, path: str, raw_url: str, use: LinkUse) -> str:
        """The file that a path points to; without one, add an issue and return ""."""
        path = path or base.name
        if not path:
            return base.page.path
        resolution = self.resolver.resolve(base.folder, path)
        if not resolution.file:
            page = base.page.path
            issue = self.classifier.classify(page, path, use, resolution)
            is_from_theme = self.classifier.is_from_theme(page, raw_url)
            (self.issues.add_theme_issue if is_from_theme else self.issues.add)(issue, page, raw_url)
        return resolution.file

    def _record_anchor_use(self, page: ParsedPage, file: str, fragment: str, raw_url: str) -> None:
        fragment = fragment.partition(":~:")[0]  # a text fragment selects words, not an id
        # `#top` is the start of every page.
        if not fragment or fragment.lower() == "top" or (file == page.path and fragment in page.anchors):
            return
        self.anchor_uses.setdefault((file, fragment), []).append((page.path, raw_url))

    def _site_path(self, url: str) -> str | None:
        """The path of a URL inside the site; None for other URLs."""
        base_url = self.site_url.rstrip("/")
        if not base_url or not url.startswith(base_url):
            return None
        rest = url[len(base_url) :]
        return f"/{self.resolver.prefix}{rest}" if rest.startswith(("/", "?", "#")) or not rest else None

    def _check_external(self, page: str, url: str, scheme: str, use: LinkUse) -> None:
        if scheme == "mailto":
            if not is_valid_mailto(url):
                self.issues.add(LinkIssue("bad-mailto", url), page, url)
        elif len(scheme) == 1:  # a drive letter of Windows
            self.issues.add(LinkIssue("bad-link", url, "is a local file path"), page, url)
        elif scheme in _WEB_SCHEMES and use is not LinkUse.OWN_URL:
            reason = malformed_reason(url) or _host_problem(url)
            if reason:
                self.issues.add(LinkIssue("bad-link", url, reason), page, url)
            else:
                full_url = f"https:{url}" if url.startswith("//") else url
                self.external_links.setdefault(full_url, {})[page] = None

    def _check_references(self, page: ParsedPage, prose: str) -> None:
        for reference in undefined_references(prose):
            if reference.name in page.reference_names:
                closest = closest_name(reference.name, defined_names(prose)) or ""
                issue = LinkIssue("undefined-reference", reference.name, f"[{closest}]" if closest else "")
                self.issues.add(issue, page.path, reference.text)


def is_valid_mailto(url: str) -> bool:
    """Whether a `mailto:` URL is valid: email addresses separated by commas, and an optional query.

    With a query the URLs may be missing: the reader then chooses the recipient.
    """
    recipients, question_mark, query = url.partition(":")[2].partition("?")
    if not recipients:
        return bool(question_mark and query)
    return all(_EMAIL_ADDRESS.fullmatch(unquote(recipient).strip()) for recipient in recipients.split(","))


def _join(base: str, url: str) -> str:
    """The URL as it is resolved from a base; the base if one of them is no URL, such as `http://[x`."""
    try:
        return urljoin(base, url)
    except ValueError:
        return base


def _host_problem(url: str) -> str:
    try:
        parts = urlsplit(url)
        return "" if parts.hostname and parts.port != 0 else "has no host"
    except ValueError:
        return "has no host"
