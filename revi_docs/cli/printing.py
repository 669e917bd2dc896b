"""What the commands print, and how: the one place that writes to the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO

import click

from revi_docs.cli.catalogue import exit_code, explanations
from revi_docs.cli.step_summary import add_summary
from revi_docs.problems.problem import Problem, errors
from revi_docs.report.colour import Paint, ansi, plain
from revi_docs.report.finding import tally
from revi_docs.report.formats import FORMATS
from revi_docs.report.setting import Setting


def paint_for(stream: TextIO) -> Paint:
    """Colour where the stream is a terminal that wants it (NO_COLOR is respected)."""
    wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return ansi if wanted else plain


def show(problems: Sequence[Problem], form: str, clean: str = "") -> int:
    """Prints the problems, and the sentence `clean` where none is an error. Returns the exit code."""
    chosen = FORMATS[form]
    if problems or chosen.is_document:
        rules = {one.code: one.text for one in explanations()}
        sys.stdout.write(chosen.render(problems, Setting(paint_for(sys.stdout), rules)))
    if problems and form == "text":
        sys.stdout.write("\n")
    if clean and not chosen.is_document and not errors(problems):
        sys.stdout.write(f"{clean}\n")
    if problems and form == "text":
        sys.stdout.write(f"{tally(problems)}\n")
    if form == "github":
        add_summary(problems, clean)
    return exit_code(problems)


def counted(number: int, noun: str) -> str:
    """`1 page`, `1,200 pages`, `2 statuses`, `3 stories`."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("ry"):
        return f"{number:,} {noun.removesuffix('y')}ies"
    return f"{number:,} {noun}{'es' if noun.endswith('s') else 's'}"


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format` to a command."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="How problems are printed: for people, for programs, for GitHub, or for code scanning.",
    )(command)


def example(*lines: str) -> str:
    """The epilog of a command's help: an example of its use."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
