"""The faults that a repository began with: listed in `.revi/baseline`, they fail nothing.

One fault a line, sorted: its fingerprint, and behind `#` what it was when it was listed. Only new faults
fail; a fault that is gone is told, so that its line goes, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from revi_docs.files.decoding import read_bytes
from revi_docs.problems.problem import Place, Problem

BASELINE_FILE = ".revi/baseline"

BASELINE_CODES: dict[str, str] = {
    "baseline-gone": """\
A fault that the baseline lists is no longer there.

Why: as long as its line stands, the same fault could come back and nobody would see it.

Example:

    8f14e45fceea167a # plans/stories/REVI-007/REVI-007.md: empty-section: the section 'Reuse Plan' is empty

and the section has been written since.

Mend: remove the line from `.revi/baseline`, or write it anew with `revi-docs lint --write-baseline`.
""",
    "baseline-malformed": """\
A line of the baseline is no fingerprint with its comment.

Why: it lists nothing, and the fault that it was meant for fails again.

Example:

    plans/stories/REVI-007/REVI-007.md: empty-section

Mend: remove the line, or write the file anew with `revi-docs lint --write-baseline`.
""",
}

_LINE = re.compile(r"([0-9a-f]{16})(?: +# *(.*))?")


class BaselineResult(NamedTuple):
    """What is left once the baseline was held against the problems, and how many faults it lists of them."""

    problems: tuple[Problem, ...]
    suppressed_count: int


def apply_baseline(root: Path, problems: Iterable[Problem]) -> BaselineResult:
    """The problems that the baseline does not list, and what is to be said of the baseline itself."""
    entries, baseline_problems = _read_baseline(root)
    remaining: list[Problem] = []
    matched_fingerprints: set[str] = set()
    for problem in problems:
        if problem.severity == "error" and problem.fingerprint in entries:
            matched_fingerprints.add(problem.fingerprint)
        else:
            remaining.append(problem)
    for fingerprint, (line, comment) in entries.items():
        if fingerprint not in matched_fingerprints:
            baseline_problems.append(_fixed_problem(fingerprint, line, comment))
    return BaselineResult((*remaining, *baseline_problems), len(matched_fingerprints))


def format_baseline(problems: Iterable[Problem]) -> bytes:
    """The baseline that lists these problems; nothing for none."""
    lines = {problem.fingerprint: _comment(problem) for problem in problems if problem.severity == "error"}
    rows = sorted(f"{fingerprint} # {comment}\n" for fingerprint, comment in lines.items())
    return "".join(rows).encode("utf-8", "backslashreplace")


def _comment(problem: Problem) -> str:
    """What it is, on one line and without its line's number, which would change with every edit."""
    file = problem.first_place.file if problem.first_place else ""
    return " ".join(f"{file}: {problem.code}: {problem.message}".split())


def _read_baseline(root: Path) -> tuple[dict[str, tuple[int, str]], list[Problem]]:
    """Fingerprint → its line and comment; and the lines that list nothing."""
    if not (root / BASELINE_FILE).exists():
        return {}, []
    content, read_problems = read_bytes(root / BASELINE_FILE, BASELINE_FILE)
    problems = [_malformed_line(problem.places[0], problem.message) for problem in read_problems]
    entries: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if match:
            entries.setdefault(match[1], (number, match[2] or ""))
        elif line.strip() and not line.startswith("#"):
            problems.append(
                _malformed_line(Place(BASELINE_FILE, number, 1), "is no fingerprint with its comment")
            )
    return entries, problems


def _malformed_line(place: Place, message: str) -> Problem:
    return Problem(
        code="baseline-malformed",
        message=message,
        fix="remove the line, or run 'revi-docs lint --write-baseline'",
        places=(place,),
        subject=f"{place.line}",
    )


def _fixed_problem(fingerprint: str, line: int, comment: str) -> Problem:
    comment_suffix = f": {comment}" if comment else ""
    return Problem(
        code="baseline-gone",
        message=f"the fault that is listed here is gone{comment_suffix}",
        fix="remove the line, or run 'revi-docs lint --write-baseline'",
        places=(Place(BASELINE_FILE, line, 1),),
        subject=fingerprint,
        severity="warning",
    )
