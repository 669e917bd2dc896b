"""Options of the output formats, set by the command that prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.report.color import Paint, no_color


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`paint` colors parts for a terminal; `rules` maps each code to its text in Markdown."""

    paint: Paint = no_color
    rules: Mapping[str, str] = field(default_factory=dict)


DEFAULT_OPTIONS = RenderOptions()
"""No color and no texts of codes."""
