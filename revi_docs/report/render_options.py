"""What a format may use besides the problems: handed over by whoever prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.report.color import Paint, no_color


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`paint` colours parts for a terminal; `rules` holds the catalogue: code → its text in Markdown."""

    paint: Paint = no_color
    rules: Mapping[str, str] = field(default_factory=dict)


DEFAULT_OPTIONS = RenderOptions()
"""No colour and no catalogue."""
