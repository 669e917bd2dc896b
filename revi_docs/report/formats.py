"""The formats by name: each makes one string of all problems and knows nothing of the terminal.

Problems become data first (`finding.py`), and each format is a rendering of that data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from revi_docs.problems.problem import Problem
from revi_docs.report.github import render_github
from revi_docs.report.json_format import render_json
from revi_docs.report.render_options import RenderOptions
from revi_docs.report.sarif import render_sarif
from revi_docs.report.text_format import render_text

__all__ = ["FORMATS", "Format", "render_github", "render_json", "render_sarif", "render_text"]


@dataclass(frozen=True, slots=True)
class Format:
    """`is_document`: it is printed where nothing was found, too, and nothing else beside it."""

    render: Callable[[Sequence[Problem], RenderOptions], str]
    is_document: bool = False


FORMATS = {
    "text": Format(render_text),
    "json": Format(render_json, is_document=True),
    "github": Format(render_github),
    "sarif": Format(render_sarif, is_document=True),
}
