"""The baseline: existing problems listed in `.revi/baseline` do not fail lint; only new ones do.

Each line has a problem's fingerprint and, after `#`, its description at the time. Lines are sorted. A listed
problem that no longer occurs is reported as a warning, so that its line can be removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import remove_from_repository, write_in_repository
from revi_docs.problems.problem import Place, Problem

BASELINE_FILE = ".revi/baseline"

BASELINE_CODES: dict[str, str] = {
    "baseline-gone": """\
A problem that the baseline lists no longer occurs.

Why: While the line exists, the same problem can come back unnoticed.

Example:

    8f14e45fceea167a # plans/stories/REVI-007/REVI-007.md: empty-section: the section 'Reuse Plan' is empty

The section has been written since.

Fix: Remove the line from `.revi/baseline`, or regenerate the file with `revi-docs lint --write-baseline`.
""",
    "baseline-malformed": """\
A line of the baseline is not a fingerprint with a comment.

Why: The line has no effect, so the problem that it was meant for fails lint again.

Example:

    plans/stories/REVI-007/REVI-007.md: empty-section

Fix: Remove the line, or regenerate the file with `revi-docs lint --write-baseline`.
""",
}

_LINE = re.compile(r"([0-9a-f]{16})(?: +# *(.*))?")


class BaselineResult(NamedTuple):
    """The problems that the baseline does not list, and the number of those that it does."""

    problems: tuple[Problem, ...]
    suppressed_count: int


def apply_baseline(root: Path, problems: Iterable[Problem]) -> BaselineResult:
    """Remove the problems that the baseline lists, and add those of the baseline itself."""
    entries, baseline_problems = _read_baseline(root)
    remaining: list[Problem] = []
    matched_fingerprints: set[str] = set()
    for problem in problems:
        # Only errors are listed: a warning fails nothing.
        if problem.severity == "error" and problem.fingerprint in entries:
            matched_fingerprints.add(problem.fingerprint)
        else:
            remaining.append(problem)
    for fingerprint, (line, comment) in entries.items():
        if fingerprint not in matched_fingerprints:
            baseline_problems.append(_fixed_problem(fingerprint, line, comment))
    return BaselineResult((*remaining, *baseline_problems), len(matched_fingerprints))


def listed_fingerprints(content: bytes) -> frozenset[str]:
    """The fingerprints in a baseline with this content; malformed lines are left out."""
    lines = content.decode("utf-8", "replace").splitlines()
    return frozenset(match[1] for line in lines if (match := _LINE.fullmatch(line.strip())))


def present_fingerprints(root: Path) -> frozenset[str]:
    """The fingerprints in the baseline of a repository."""
    return frozenset(_read_baseline(root)[0])


def format_baseline(problems: Iterable[Problem]) -> bytes:
    """Return the bytes of a baseline with these problems; empty if there are none."""
    lines = {problem.fingerprint: _comment(problem) for problem in problems if problem.severity == "error"}
    rows = sorted(f"{fingerprint} # {comment}\n" for fingerprint, comment in lines.items())
    return "".join(rows).encode("utf-8", "backslashreplace")


def write_baseline(root: Path, problems: Iterable[Problem]) -> int:
    """Write a baseline with these problems, or delete the file if there are none. Returns their number.

    Raises ReviError if the file cannot be written.
    """
    content = format_baseline(problems)
    if content:
        write_in_repository(root, BASELINE_FILE, content)
    elif (root / BASELINE_FILE).exists():
        remove_from_repository(root, BASELINE_FILE)
    return len(content.splitlines())


def _comment(problem: Problem) -> str:
    """Describe a problem on one line, without its line number, which changes with every edit."""
    file = problem.first_place.file if problem.first_place else ""
    return " ".join(f"{file}: {problem.code}: {problem.message}".split())


def _read_baseline(root: Path) -> tuple[dict[str, tuple[int, str]], list[Problem]]:
    """Return fingerprint → (line, comment), and the problems of malformed lines."""
    if not (root / BASELINE_FILE).exists():
        return {}, []
    content, read_problems = read_bytes(root, BASELINE_FILE)
    problems = [_malformed_line(problem.places[0], problem.message) for problem in read_problems]
    entries: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if match:
            entries.setdefault(match[1], (number, match[2] or ""))
        elif line.strip() and not line.startswith("#"):
            place = Place(BASELINE_FILE, number, 1)
            problems.append(_malformed_line(place, "not a fingerprint with a comment"))
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
        message=f"the problem listed here no longer occurs{comment_suffix}",
        fix="remove the line, or run 'revi-docs lint --write-baseline'",
        places=(Place(BASELINE_FILE, line, 1),),
        subject=fingerprint,
        severity="warning",
    )
