"""What a command of `revi` answers: one document for programs, a few lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.command_errors import CommandError


class CommandResult(NamedTuple):
    """`code` is kebab-case, `exit` the exit code, `facts` what programs get more, `lines` what people do."""

    code: str
    message: str
    fix: str = ""
    exit_code: int = 0
    data: Mapping[str, Any] = {}
    lines: tuple[str, ...] = ()


def error_result(error: CommandError) -> CommandResult:
    """The answer to what was refused."""
    return CommandResult(error.code, error.message, error.fix, error.exit_code)


def print_result(result: CommandResult, output_format: str) -> int:
    """Prints the answer: a refusal to standard error, all else and every document to standard output."""
    if output_format == "json":
        document = {"code": result.code, "message": result.message, "fix": result.fix, **result.data}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return result.exit_code
    output_lines = [f"{result.code}: {result.message}" if result.exit_code else result.message, *result.lines]
    if result.fix:
        output_lines.append(f"  fix: {result.fix}")
    (sys.stderr if result.exit_code else sys.stdout).write("\n".join(output_lines) + "\n")
    return result.exit_code
