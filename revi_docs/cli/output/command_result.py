"""The result of a command, printed as text or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from revi_docs.problems.call_warnings import current_warnings

if TYPE_CHECKING:
    from revi_docs.problems.problem import Problem


class CommandResult(NamedTuple):
    """`code` is in kebab-case. `data` is added to the JSON document, `lines` to the text."""

    code: str
    message: str
    fix: str = ""
    exit_code: int = 0
    data: Mapping[str, Any] = {}
    lines: tuple[str, ...] = ()


class ProblemReport(NamedTuple):
    """The result of a command that checks something; printed in the formats of `revi-docs check`."""

    problems: Sequence[Problem]
    clean_message: str


def print_result(result: CommandResult | ProblemReport, output_format: str) -> int:
    """Print a result and return the exit code. In text, all but exit code 0 goes to standard error."""
    if isinstance(result, ProblemReport):
        from revi_docs.cli.output.printing import print_problems  # slow: imports the catalog of codes

        # What a check finds is its answer, even a code that stops other commands with 3.
        return min(print_problems(result.problems, output_format, result.clean_message), 1)
    if output_format == "json":
        document = {"code": result.code, "message": result.message, "fix": result.fix, **result.data}
        if warnings := current_warnings():
            document["warnings"] = warnings
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return result.exit_code
    output_lines = [f"{result.code}: {result.message}" if result.exit_code else result.message, *result.lines]
    if result.fix:
        output_lines.append(f"  fix: {result.fix}")
    (sys.stderr if result.exit_code else sys.stdout).write("\n".join(output_lines) + "\n")
    return result.exit_code
