"""GitLab Code Quality: what a merge request shows below its description and in its diff.

The format is the subset of Code Climate's that GitLab reads. Everything outside ASCII is escaped, so the encoding of
the output stream does not matter.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from revi_docs.problems.printable import printable
from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, path_in
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions

_SEVERITIES = {"error": "major", "warning": "minor"}
_DEFAULT_FILE = "revi.yml"
"""The location of findings without a place: GitLab drops an entry that has none."""


def render_gitlab(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """A list with one entry for each problem. Fingerprints are unique, because GitLab shows equal ones once."""
    counts: Counter[str] = Counter()
    entries = []
    for finding in findings(problems, options.folder):
        fingerprint = finding["fingerprint"]
        counts[fingerprint] += 1
        suffix = f"-{counts[fingerprint]}" if counts[fingerprint] > 1 else ""
        entries.append(_entry(finding, f"{fingerprint}{suffix}", path_in(options.folder, _DEFAULT_FILE)))
    return json.dumps(entries, indent=2) + "\n"


def _entry(finding: Finding, fingerprint: str, default_file: str) -> dict[str, Any]:
    place = next(iter((*finding["places"], *finding["cause"])), None)
    line = (place and place["line"]) or 1
    return {
        "description": printable(f"{finding['message']}\nfix: {finding['fix']}"),
        "check_name": finding["code"],
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding["severity"]],
        "location": {"path": (place and place["file"]) or default_file, "lines": {"begin": line}},
    }
