"""From an address as written to the file of the site that a browser would open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from revi_docs.site.links.listing import Listing

MISSING = "missing"
_SPACE = re.compile(r"\s")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an address leads.

    `file` is the file of the site, or "" when there is none; then `code` says what is wrong
    (`MISSING` is made precise by the link's use), `target` is the address relative to the site and
    `detail` what the code needs besides: the right spelling, or the reason.
    """

    file: str = ""
    code: str = ""
    target: str = ""
    detail: str = ""


def wrong_form(address: str) -> str:
    """Why no browser can be trusted with this path or web address; "" where the form is right."""
    if "\\" in address:
        return "holds a backslash"
    if _SPACE.search(address):
        return "holds a space"
    if "%" in address and _BROKEN_ESCAPE.search(address):
        return "holds a '%' that is no escape"
    return ""


def shown(file: str) -> str:
    """A page as its readers know it: `guide/` for `guide/index.html`."""
    return file[: -len("index.html")] if file.endswith("/index.html") else file


@dataclass(slots=True)
class Resolver:
    """Answers for one site, each worked out once.

    Folders are counted from the root of the domain, so that a site below `/docs/` is left by
    `../` exactly when a browser leaves it.
    """

    listing: Listing
    prefix: str
    known: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def folder_of(self, page: str) -> str:
        """The folder that the relative links of a page start from."""
        inner = page.rpartition("/")[0]
        return f"{self.prefix}/{inner}" if self.prefix and inner else self.prefix or inner

    def resolve(self, folder: str, path: str) -> Answer:
        """Where `path`, without query and fragment, leads from a folder of the domain."""
        if path.startswith("/"):
            folder, path = "", path.lstrip("/")
        over = 0
        while path.startswith(("../", "./")):
            if path.startswith("../"):
                over += not folder
                folder = folder.rpartition("/")[0]
                path = path[3:]
            else:
                path = path[2:]
        if over:
            return Answer(code="link-leaves-site", target="../" * over + path)
        key = (folder, path)
        answer = self.known.get(key)
        if answer is None:
            answer = self.known[key] = self._look(folder, path)
        return answer

    def _look(self, folder: str, path: str) -> Answer:
        reason = wrong_form(path)
        if reason:
            return Answer(code="bad-link", target=path, detail=reason)
        steps: list[str] = folder.split("/") if folder else []
        for step in path.split("/"):
            if step == "..":
                if not steps:
                    return Answer(code="link-leaves-site", target=path)
                steps.pop()
            elif step not in ("", "."):
                steps.append(unquote(step))
        return self._find("/".join(steps), path.endswith("/"))

    def _find(self, full: str, slash: bool) -> Answer:
        if self.prefix and full != self.prefix and not full.startswith(f"{self.prefix}/"):
            return Answer(code="link-leaves-site", target=f"/{full}{'/' * slash}", detail=self.prefix)
        local = full[len(self.prefix) :].lstrip("/") if self.prefix else full
        listing = self.listing
        if local in listing.files and not slash:
            return Answer(file=local)
        target = f"{local}/" if slash and local else local
        if local in listing.folders:
            index = f"{local}/index.html" if local else "index.html"
            if index in listing.files:
                return Answer(file=index)
            return Answer(code="directory-without-index", target=f"{local}/")
        spelled = listing.folded.get(local.casefold())
        if spelled and spelled != local and not (slash and spelled in listing.files):
            return Answer(code="wrong-case", target=target, detail=spelled + target[len(local) :])
        return Answer(code=MISSING, target=target)


def prefix_of(site_url: str) -> str:
    """The path of a site's address without its slashes: `docs/v2` for `https://example.org/docs/v2/`."""
    return unquote(urlsplit(site_url).path).strip("/")
