"""The line "Defined at `revi.yml:41`" below an item's heading."""

from __future__ import annotations

import html

from revi_docs.problems.problem import Place

_BLOB = {"github": "/blob/HEAD/", "gitlab": "/-/blob/HEAD/"}


def spelled(place: Place) -> str:
    """A place without its column: what people look up is a line."""
    return f"{place.file}:{place.line}"


def defined_line(place: Place, repository: str) -> str:
    """The line as HTML; a link where the repository's address tells how its files are shown."""
    code = f"<code>{html.escape(spelled(place))}</code>"
    address = line_address(place, repository)
    if address:
        code = f'<a href="{html.escape(address)}">{code}</a>'
    return f'<p class="revi-defined" data-search-exclude>Defined at {code}</p>'


def line_address(place: Place, repository: str) -> str:
    """The web address of a line in the repository, empty where it cannot be told."""
    host = repository.partition("//")[2].partition("/")[0]
    folder = next((folder for name, folder in _BLOB.items() if name in host), "")
    return f"{repository.rstrip('/')}{folder}{place.file}#L{place.line}" if folder else ""
