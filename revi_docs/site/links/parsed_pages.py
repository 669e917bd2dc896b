"""The pages of a site, each parsed once for each content, so that some can be parsed while others are written."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from revi_docs.site.links.page_parser import ParsedPage, parse_page


class ParsedPages:
    """Reads the pages of one site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._by_path: dict[str, tuple[bytes, ParsedPage]] = {}

    def read(self, path: str) -> ParsedPage:
        """The page as it is on disk now. Raises OSError."""
        content = (self.site / path).read_bytes()
        digest = blake2b(content).digest()
        entry = self._by_path.get(path)
        if entry is None or entry[0] != digest:
            entry = self._by_path[path] = digest, parse_page(path, content)
        return entry[1]
