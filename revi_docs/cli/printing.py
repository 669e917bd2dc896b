"""What the commands print, and how: the one place that writes to the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO

import click

from revi_docs.app.code_catalog import exit_code, explanations
from revi_docs.cli.step_summary import add_summary
from revi_docs.problems.problem import Problem, errors
from revi_docs.report.color import Paint, ansi_color, no_color
from revi_docs.report.finding import format_counts
from revi_docs.report.formats import FORMATS
from revi_docs.report.render_options import RenderOptions


def paint_for(stream: TextIO) -> Paint:
    """Colour where the stream is a terminal that wants it (NO_COLOR is respected)."""
    use_color = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return ansi_color if use_color else no_color


def print_problems(problems: Sequence[Problem], output_format: str, clean_message: str = "") -> int:
    """Prints the problems, and the sentence `clean` where none is an error. Returns the exit code."""
    formatter = FORMATS[output_format]
    if problems or formatter.is_document:
        rule_texts = {entry.code: entry.text for entry in explanations()}
        sys.stdout.write(formatter.render(problems, RenderOptions(paint_for(sys.stdout), rule_texts)))
    if problems and output_format == "text":
        sys.stdout.write("\n")
    if clean_message and not formatter.is_document and not errors(problems):
        sys.stdout.write(f"{clean_message}\n")
    if problems and output_format == "text":
        sys.stdout.write(f"{format_counts(problems)}\n")
    if output_format == "github":
        add_summary(problems, clean_message)
    return exit_code(problems)


def pluralize(count: int, noun: str) -> str:
    """`1 page`, `1,200 pages`, `2 statuses`, `3 stories`."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("ry"):
        return f"{count:,} {noun.removesuffix('y')}ies"
    return f"{count:,} {noun}{'es' if noun.endswith('s') else 's'}"


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format` to a command."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="How problems are printed: for people, for programs, for GitHub, or for code scanning.",
    )(command)


def example(*lines: str) -> str:
    """The epilog of a command's help: an example of its use."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
