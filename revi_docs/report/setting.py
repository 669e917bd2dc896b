"""What a format may use besides the problems: handed over by whoever prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.report.colour import Paint, plain


@dataclass(frozen=True, slots=True)
class Setting:
    """`paint` colours parts for a terminal; `rules` holds the catalogue: code → its text in Markdown."""

    paint: Paint = plain
    rules: Mapping[str, str] = field(default_factory=dict)


BARE = Setting()
"""No colour and no catalogue."""
