"""What the click commands share: the `--format` option and the example at the end of a help text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from revi_docs.report.formats import FORMATS


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format` to a command."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="Output format: text for people, json for programs, github for annotations, sarif for code scanning.",
    )(command)


def example(*lines: str) -> str:
    """Return the epilog of a command's help: an example of its use. `\\b` keeps click from filling the lines."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
