"""Resolution of URLs: from a URL in a page to the file of the site that a browser opens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from revi_docs.site.links.site_files import SiteFiles

MISSING = "missing"
"""The code of a target that does not exist; the use of the link selects the public code."""
_SPACE = re.compile(r"\s")
_MAX_URL_LENGTH = 8_000
"""Characters that every server accepts. Source: RFC 9110, section 4.1."""

# A percent sign that does not start an escape: servers answer such an address with an error.
_INVALID_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a URL points to.

    `file` is the file of the site. If it is "", `code` is the reason, `target` the URL relative to
    the site, and `detail` the correct spelling or another detail that depends on the code.
    """

    file: str = ""
    code: str = ""
    target: str = ""
    detail: str = ""


def malformed_reason(url: str) -> str:
    """Why a path or URL is malformed; "" if it is not."""
    if len(url) > _MAX_URL_LENGTH:
        return f"is longer than {_MAX_URL_LENGTH:,} characters"
    if "\\" in url:
        return "contains a backslash"
    if _SPACE.search(url):
        return "contains a space"
    if "%" in url and _INVALID_ESCAPE.search(url):
        return "contains an invalid '%' escape"
    return ""


def display_path(file: str) -> str:
    """The URL of a page that readers see: `guide/` for `guide/index.html`."""
    return file[: -len("index.html")] if file.endswith("/index.html") else file


@dataclass(slots=True)
class Resolver:
    """Resolves the URLs of one site and caches the results.

    Folders are relative to the root of the domain, so that `../` leaves a site below `/docs/` exactly
    when it does in a browser. `prefix` is the path of the site, without slashes at the ends.
    """

    site_files: SiteFiles
    prefix: str
    cache: dict[tuple[str, str], Resolution] = field(default_factory=dict)

    def folder_of(self, page: str) -> str:
        """The folder that the links of a page are relative to."""
        return f"{self.prefix}/{page}".lstrip("/").rpartition("/")[0]

    def resolve(self, folder: str, path: str) -> Resolution:
        """Resolve `path`, without query and fragment, relative to a folder of the domain."""
        if path.startswith("/"):
            folder, path = "", path.lstrip("/")
        levels_above_root = 0
        while path.startswith(("../", "./")):
            if path.startswith("../"):
                levels_above_root += not folder
                folder = folder.rpartition("/")[0]
                path = path[3:]
            else:
                path = path[2:]
        if levels_above_root:
            return Resolution(code="link-leaves-site", target="../" * levels_above_root + path)
        # Without leading `../`, pages of different folders share the cached result.
        key = (folder, path)
        resolution = self.cache.get(key)
        if resolution is None:
            resolution = self.cache[key] = self._resolve_steps(folder, path)
        return resolution

    def _resolve_steps(self, folder: str, path: str) -> Resolution:
        reason = malformed_reason(path)
        if reason:
            return Resolution(code="bad-link", target=path, detail=reason)
        steps: list[str] = folder.split("/") if folder else []
        for step in path.split("/"):
            if step == "..":
                if not steps:
                    return Resolution(code="link-leaves-site", target=path)
                steps.pop()
            elif step not in ("", "."):
                steps.append(unquote(step))
        return self._find_file("/".join(steps), path.endswith("/"))

    def _find_file(self, full_path: str, has_slash: bool) -> Resolution:
        if self.prefix and full_path != self.prefix and not full_path.startswith(f"{self.prefix}/"):
            target = f"/{full_path}{'/' * has_slash}"
            return Resolution(code="link-leaves-site", target=target, detail=self.prefix)
        site_path = full_path[len(self.prefix) :].lstrip("/") if self.prefix else full_path
        site_files = self.site_files
        if site_path in site_files.files and not has_slash:
            return Resolution(file=site_path)
        target = f"{site_path}/" if has_slash and site_path else site_path
        # A server answers with the index of a folder, also without the slash.
        if site_path in site_files.folders:
            index = f"{site_path}/index.html" if site_path else "index.html"
            if index in site_files.files:
                return Resolution(file=index)
            return Resolution(code="directory-without-index", target=f"{site_path}/")
        # A web server on Linux does not find a file whose name differs in case.
        actual_path = site_files.casefolded.get(site_path.casefold())
        if actual_path and actual_path != site_path and not (has_slash and actual_path in site_files.files):
            return Resolution(code="wrong-case", target=target, detail=actual_path + target[len(site_path) :])
        return Resolution(code=MISSING, target=target)


def prefix_of(site_url: str) -> str:
    """The path of a site URL without outer slashes: `docs/v2` for `https://example.org/docs/v2/`."""
    return unquote(urlsplit(site_url).path).strip("/")
