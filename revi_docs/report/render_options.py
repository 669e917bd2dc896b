"""Options of the output formats, set by the command that prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.report.color import Paint, no_color


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`paint` colors parts for a terminal; `rules` maps each code to its text in Markdown.

    `folder` is where the contract is in its git repository: a build server names files from the root of that.
    """

    paint: Paint = no_color
    rules: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""


DEFAULT_OPTIONS = RenderOptions()
"""No color and no texts of codes."""
