"""The formats by name: each makes one string of all problems and knows nothing of the terminal.

Problems become data first (`finding.py`), and each format is a rendering of that data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from revi_docs.problems.problem import Problem
from revi_docs.report.github import github
from revi_docs.report.json_document import as_json
from revi_docs.report.sarif import sarif
from revi_docs.report.setting import Setting
from revi_docs.report.text import text

__all__ = ["FORMATS", "Format", "as_json", "github", "sarif", "text"]


@dataclass(frozen=True, slots=True)
class Format:
    """`is_document`: it is printed where nothing was found, too, and nothing else beside it."""

    render: Callable[[Sequence[Problem], Setting], str]
    is_document: bool = False


FORMATS = {
    "text": Format(text),
    "json": Format(as_json, is_document=True),
    "github": Format(github),
    "sarif": Format(sarif, is_document=True),
}
