"""The options that commands share, and the example at the end of a help text."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from revi_docs.cli.program.invocation import invocation_of

Function = TypeVar("Function", bound=Callable[..., Any])

RESULT_FORMATS = ("text", "json")
"""The formats of a command that prints one result."""


def _store_root(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        invocation_of(context).root = value


def _store_group_format(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        invocation_of(context).output_format = value


def _turn_color_off(_: click.Context, __: click.Parameter, value: bool) -> None:
    if value:
        os.environ["NO_COLOR"] = "1"


ROOT_OPTION = click.Option(
    ("-C", "--root"),
    type=click.Path(exists=True, file_okay=False),
    expose_value=False,
    is_eager=True,  # the values that a shell completes come from this repository
    callback=_store_root,
    help="The repository. [default: the nearest parent folder with revi.yml]",
)
COLOR_OPTION = click.Option(
    ("--no-color",), is_flag=True, expose_value=False, callback=_turn_color_off, help="Print without color."
)
GLOBAL_OPTIONS = (ROOT_OPTION, COLOR_OPTION)
"""Accepted by every command and every group of commands."""

GROUP_FORMAT_OPTION = click.Option(
    ("--format",),
    expose_value=False,
    callback=_store_group_format,
    metavar="FORMAT",
    help="Output format of the command; see its help.",
)
"""`--format` before the command, which checks the value."""


def _command_format(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Return the format: of this option, else of the one before the command, else text."""
    invocation = invocation_of(context)
    if value is None and invocation.output_format:
        value = parameter.type.convert(invocation.output_format, parameter, context)
    invocation.output_format = value or "text"
    return invocation.output_format


def format_option(formats: Sequence[str], *, expose_value: bool = False) -> Callable[[Function], Function]:
    """Add `--format`; the command gets its value as `output_format` if `expose_value`."""
    uses = {
        "text": "people",
        "json": "programs",
        "github": "annotations",
        "sarif": "code scanning",
        "junit": "test reports",
        "gitlab": "code quality",
    }
    names = ", ".join(f"{name} for {uses[name]}" if name in uses else name for name in formats)
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        expose_value=expose_value,
        callback=_command_format,
        help=f"Output format: {names}. [default: text]",
    )


def findings_format_option(function: Function) -> Function:
    """Add `--format` with every format of findings; the command gets its value as `output_format`."""
    # Imported late: only commands that report findings need all formats.
    from revi_docs.report.formats import FORMATS

    return format_option(tuple(FORMATS), expose_value=True)(function)


def against_option(help_text: str) -> Callable[[Function], Function]:
    """Add `--against REF`; the command gets its value as `against`, "" if it is not given."""
    return click.option("--against", default="", metavar="REF", help=help_text)


def fail_on_option(function: Function) -> Function:
    """Add `--fail-on`; the command gets its value as `fail_on`, "" if it is not given."""
    choice = click.Choice(["breaking"])
    help_text = "Exit with 1 if a change of the contract is breaking or strands a story."
    return click.option("--fail-on", type=choice, callback=lambda _, __, value: value or "", help=help_text)(function)


def example(*lines: str) -> str:
    """Return the epilog of a command's help: an example of its use. `\\b` keeps click from filling the lines."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
