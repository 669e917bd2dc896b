"""Print the errors that end a command, in the format that the command line asks for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from revi_docs.app.process import USAGE_ERROR
from revi_docs.cli.output.command_result import CommandResult, print_result
from revi_docs.cli.output.usage_messages import describe_usage_error
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.contract_cache import UnsoundContractError


def print_error(error: ReviError, arguments: Sequence[str]) -> int:
    """Print an error and return its exit code: one of `revi` as a result, others as findings.

    Problems of the contract are findings, too: all of them, at their places.
    """
    output_format = requested_format(arguments)
    is_finding = isinstance(error, UnsoundContractError) and output_format == "text"
    if isinstance(error, CommandError) and output_format in ("text", "json") and not is_finding:
        return print_result(
            CommandResult(error.code, error.message, error.fix, error.exit_code, error.data, error.lines), output_format
        )
    from revi_docs.cli.output.printing import print_problems

    code = print_problems(error.problems, output_format)
    return error.exit_code if isinstance(error, CommandError) else code


def print_usage_error(error: click.ClickException, program: str, arguments: Sequence[str]) -> int:
    """Print an error of the command line and return the exit code of wrong usage."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        sys.stderr.write(f"{error.ctx.get_help() if error.ctx else error.message}\n")
        return USAGE_ERROR
    message, fix = describe_usage_error(error, program)
    output_format = "json" if requested_format(arguments) in ("json", "sarif") else "text"
    return print_result(CommandResult("wrong-usage", message, fix, USAGE_ERROR), output_format)


def requested_format(arguments: Sequence[str]) -> str:
    """Return the `--format` of the command line; text if it has none or an unknown one."""
    requested = "text"
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--format="):
            requested = argument.removeprefix("--format=")
        elif argument == "--format" and index + 1 < len(arguments):
            requested = arguments[index + 1]
    if requested == "text":
        return requested  # Without the import of all formats, which would take a tenth of the time of an answer.
    from revi_docs.report.formats import FORMATS

    return requested if requested in FORMATS else "text"
