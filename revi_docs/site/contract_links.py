"""The line "Defined at `revi.yml:41`" below the heading of an item."""

from __future__ import annotations

import html

from revi_docs.problems.problem import Place

_BLOB_PATHS = {"github": "/blob/HEAD/", "gitlab": "/-/blob/HEAD/"}


def place_without_column(place: Place) -> str:
    """The place as `file:line`."""
    return f"{place.file}:{place.line}"


def defined_at_html(place: Place, repository: str) -> str:
    """The line as HTML, with a link if the repository host is known."""
    code = f"<code>{html.escape(place_without_column(place))}</code>"
    url = line_url(place, repository)
    if url:
        code = f'<a href="{html.escape(url)}">{code}</a>'
    return f'<p class="revi-defined" data-search-exclude>Defined at {code}</p>'


def line_url(place: Place, repository: str) -> str:
    """The web address of a line in the repository, "" for an unknown host."""
    host = repository.partition("//")[2].partition("/")[0]
    blob_path = next((blob_path for provider, blob_path in _BLOB_PATHS.items() if provider in host), "")
    return f"{repository.rstrip('/')}{blob_path}{place.file}#L{place.line}" if blob_path else ""
