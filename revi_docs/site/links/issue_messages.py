"""Messages and fixes of link issues, by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from revi_docs.problems.suggestions import closest_name
from revi_docs.site.links.link_issues import LinkIssue, page_count_suffix
from revi_docs.site.links.resolver import display_path
from revi_docs.site.links.written_paths import WrittenPaths

MESSAGES: Mapping[str, str] = {
    "missing-page": "link to '{target}': the page does not exist",
    "wrong-case": "link to '{target}' differs from '{detail}' only in case",
    "missing-anchor": "link to '{target}': the page has no such anchor",
    "missing-image": "image '{target}' does not exist",
    "missing-style": "style sheet '{target}' does not exist",
    "missing-script": "script '{target}' does not exist",
    "missing-file": "link to '{target}': the file does not exist",
    "link-leaves-site": "link to '{target}' points outside the site",
    "directory-without-index": "link to '{target}': the folder has no index.html",
    "duplicate-id": "id '{target}' is used by more than one element of the page",
    "bad-mailto": "'{target}' is not a valid mailto address",
    "undefined-reference": "reference '{target}' is not defined; its link is rendered as text",
    "empty-link": "{target} without a URL",
    "bad-link": "URL '{target}' {detail}",
}
FIXES: Mapping[str, str] = {
    "missing-page": "correct the link or add the page",
    "wrong-case": "write '{detail}'; paths on web servers are case-sensitive",
    "missing-anchor": "correct the anchor, or give the heading this id",
    "missing-image": "correct the URL or add the file",
    "missing-style": "correct the URL or add the file",
    "missing-script": "correct the URL or add the file",
    "missing-file": "correct the URL or add the file",
    "link-leaves-site": "remove the extra '../', or write the full URL",
    "directory-without-index": "link to a page in the folder, or add an index page to the folder",
    "duplicate-id": "give each element its own id; a link opens only the first one",
    "bad-mailto": "write mailto:name@example.org",
    "undefined-reference": "add '[{target}]: URL' to the file, or write the link as [text](URL)",
    "empty-link": "add the URL, or remove the element",
    "bad-link": "correct the URL",
}
MALFORMED_FIXES: Mapping[str, str] = {
    "contains a backslash": "write '/' for each backslash",
    "contains a space": "write '%20' for each space",
    "contains an invalid '%' escape": "write '%25' for the '%'",
    "has no host": "write the full URL, such as https://example.org/page",
}
_CORRECT = re.compile(r"^correct the \w+,? or ")
"""The start of a fix that a suggestion replaces."""

_SUFFIXES = {
    "missing-image": tuple(".png .svg .jpg .jpeg .gif .webp .avif .ico .mp4 .webm .mp3 .ogg".split()),
    "missing-style": (".css",),
    "missing-script": (".js",),
}
"""Code → the suffixes of files that a fix can suggest."""


@dataclass(frozen=True, slots=True)
class LinkCandidates:
    """What a fix can suggest: files of the site, page → source file, the anchors of each page, generated sources."""

    files: frozenset[str]
    sources: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    generated: frozenset[str] = frozenset()


def issue_message(issue: LinkIssue, pages: int) -> str:
    """The issue in one line, with the number of pages if there are several."""
    target = f"{issue.detail}{issue.target}" if issue.code == "missing-anchor" else issue.target
    return MESSAGES[issue.code].format(target=target, detail=issue.detail) + page_count_suffix(pages)


def issue_fix(issue: LinkIssue, candidates: LinkCandidates, spelling: WrittenPaths | None = None) -> str:
    """How to fix the issue, with a suggestion if a name is similar; `spelling` is how the links spell a path."""
    spelling = spelling or WrittenPaths()
    code = issue.code
    if code == "bad-link":
        return MALFORMED_FIXES.get(issue.detail, FIXES[code])
    if code == "link-leaves-site" and issue.detail:
        return f"start the URL with '/{issue.detail}/', or make it relative to the page"
    if issue.raw_html:
        return issue.detail
    if code == "missing-page" and issue.target in candidates.generated:
        return "run 'revi-docs sync', which generates the page"
    suggestion = _suggestion(issue, candidates, spelling)
    detail = issue.detail
    if code == "wrong-case":
        detail = spelling.source(detail) if detail in candidates.sources.values() else spelling.site_path(detail)
    fix_text = FIXES[code].format(target=issue.target, detail=detail)
    return f"write '{suggestion}', or {_CORRECT.sub('', fix_text)}" if suggestion else fix_text


def _suggestion(issue: LinkIssue, candidates: LinkCandidates, spelling: WrittenPaths) -> str | None:
    code, target = issue.code, issue.target
    if code == "missing-anchor":
        page = issue.detail if issue.detail in candidates.anchors else f"{issue.detail}index.html"
        closest = closest_name(target.removeprefix("#"), candidates.anchors.get(page, ()))
        return f"#{closest}" if closest else None
    if code == "undefined-reference":
        return issue.detail or None
    if code == "missing-page" and target.endswith(".md") and candidates.sources:
        source = _nearest_path(target, candidates.sources.values())
        return source and spelling.source(source)
    if code == "missing-page":
        return _page_suggestion(target, candidates, spelling)
    suffix = PurePosixPath(target).suffix
    suffixes = _SUFFIXES.get(code) or ((suffix,) if suffix and code == "missing-file" else ())
    file = _nearest_path(target, (file for file in candidates.files if suffixes and file.endswith(suffixes)))
    return file and spelling.site_path(file)


def _page_suggestion(target: str, candidates: LinkCandidates, spelling: WrittenPaths) -> str | None:
    """The nearest page: its source for a link in Markdown, which MkDocs rewrites, else its URL."""
    pages = {display_path(file): file for file in candidates.anchors}
    url = _nearest_path(target, pages)
    if url is None:
        return None
    source = candidates.sources.get(pages[url])
    return spelling.source(source) if source and spelling.source_folder is not None else spelling.site_path(url)


def _nearest_path(target: str, paths: Iterable[str]) -> str | None:
    """The only path with the same file name, else the most similar path."""
    sorted_paths = sorted(paths)
    name = target.rstrip("/").rpartition("/")[2]
    same_name = [path for path in sorted_paths if path.rstrip("/").rpartition("/")[2] == name]
    return same_name[0] if len(same_name) == 1 else closest_name(target, sorted_paths)
