"""What the commands print, and how: the one place that writes to the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO

import click

from revi_docs.cli.catalogue import exit_code
from revi_docs.problems.problem import Problem
from revi_docs.report.colour import Paint, ansi, plain
from revi_docs.report.formats import FORMATS


def paint_for(stream: TextIO) -> Paint:
    """Colour where the stream is a terminal that wants it (NO_COLOR is respected)."""
    wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return ansi if wanted else plain


def show(problems: Sequence[Problem], form: str, clean: str = "") -> int:
    """Prints the problems, or the sentence `clean` where there are none. Returns the exit code."""
    if problems or form == "json":
        sys.stdout.write(FORMATS[form](problems, paint_for(sys.stdout)))
        if form == "text":
            sys.stdout.write(f"\n{counted(len(problems), 'problem')}\n")
    elif clean:
        sys.stdout.write(f"{clean}\n")
    return exit_code(problems)


def counted(number: int, noun: str) -> str:
    """`1 page`, `1,200 pages`, `2 statuses`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun}{'es' if noun.endswith('s') else 's'}"


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format` to a command."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="How problems are printed: for people, for machines, or as annotations on GitHub.",
    )(command)


def example(*lines: str) -> str:
    """The epilog of a command's help: an example of its use."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
