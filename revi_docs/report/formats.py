"""The output formats by name. Each renders all problems to one string and does not access the terminal.

Problems are converted to findings first (`finding.py`); each format renders these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from revi_docs.problems.problem import Problem
from revi_docs.report.finding import SCHEMA_ID, Findings, findings
from revi_docs.report.github import render_github
from revi_docs.report.gitlab import render_gitlab
from revi_docs.report.junit import render_junit
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions
from revi_docs.report.sarif import render_sarif
from revi_docs.report.text_format import render_text

__all__ = [
    "FORMATS",
    "Format",
    "render_github",
    "render_gitlab",
    "render_json",
    "render_junit",
    "render_sarif",
    "render_text",
]


@dataclass(frozen=True, slots=True)
class Format:
    """`is_document`: printed even without problems, and as the only output.

    `is_for_server`: files are named from the root of the git repository, as build servers name them.
    """

    render: Callable[[Sequence[Problem], RenderOptions], str]
    is_document: bool = False
    is_for_server: bool = False


def render_json(problems: Sequence[Problem], _: RenderOptions = DEFAULT_OPTIONS) -> str:
    """`{"$schema": …, "problems": [...]}`, in the format that `findings_schema` describes."""
    document: Findings = {"$schema": SCHEMA_ID, "problems": findings(problems)}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


FORMATS = {
    "text": Format(render_text),
    "json": Format(render_json, is_document=True),
    "github": Format(render_github, is_for_server=True),
    "sarif": Format(render_sarif, is_document=True, is_for_server=True),
    "junit": Format(render_junit, is_document=True, is_for_server=True),
    "gitlab": Format(render_gitlab, is_document=True, is_for_server=True),
}
