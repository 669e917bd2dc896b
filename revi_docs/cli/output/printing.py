"""Print problems: the one place that writes them to the terminal. Free of click, because `revi` uses it, too."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from revi_docs.app.code_catalog import exit_code, explanations
from revi_docs.cli.output.contract_folder import contract_folder
from revi_docs.cli.output.terminal_stream import COMMAND_START, TerminalStream
from revi_docs.problems.problem import Problem, errors
from revi_docs.report.color import Paint, ansi_color, no_color
from revi_docs.report.finding import format_counts
from revi_docs.report.formats import FORMATS
from revi_docs.report.render_options import RenderOptions
from revi_docs.report.summary import MAX_BYTES, render_summary

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
"""Names the file whose Markdown GitHub shows on the page of the run. Source: GitHub's workflow commands."""


def paint_for(stream: TextIO) -> Paint:
    """Return the painter for a stream: with colors on a terminal whose TERM is not `dumb`.

    NO_COLOR turns colors off and FORCE_COLOR turns them on, in this order.
    """
    is_color_terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    use_color = is_color_terminal or os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false")
    return ansi_color if use_color and not os.environ.get("NO_COLOR") else no_color


def print_problems(problems: Sequence[Problem], output_format: str, clean_message: str = "") -> int:
    """Print the problems, and `clean_message` if none of them is an error. Return the exit code."""
    formatter = FORMATS[output_format]
    if problems or formatter.is_document:
        rule_texts = {entry.code: entry.text for entry in explanations()}
        folder = contract_folder() if formatter.is_for_server else ""
        text = formatter.render(problems, RenderOptions(paint_for(sys.stdout), rule_texts, folder))
        is_marked = output_format == "github" and isinstance(sys.stdout, TerminalStream)
        sys.stdout.write(_marked_commands(text) if is_marked else text)

    if problems and output_format == "text":
        sys.stdout.write("\n")
    if clean_message and not formatter.is_document and not errors(problems):
        sys.stdout.write(f"{clean_message}\n")
    if problems and output_format == "text":
        sys.stdout.write(f"{format_counts(problems)}\n")
    if output_format == "github":
        _add_step_summary(problems, clean_message)
    return exit_code(problems)


def _marked_commands(annotations: str) -> str:
    """Mark each annotation, one a line, for the stream: it lets no other command pass."""
    return "".join(f"{COMMAND_START}{line.removeprefix('::')}\n" for line in annotations.split("\n")[:-1])


def _add_step_summary(problems: Sequence[Problem], clean_message: str) -> None:
    """Append the problems to GitHub's step summary, if there is one. A file that cannot be written is only noted."""
    path = os.environ.get(SUMMARY_VARIABLE)
    if not path:
        return
    try:
        with open(path, "ab") as file:  # noqa: PTH123 - the path is used exactly as the runner gives it
            content = render_summary(problems, clean_message, MAX_BYTES - file.tell())
            file.write(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        # The findings are printed already, so the job must not fail because of its summary.
        sys.stderr.write(f"revi-docs: cannot write the step summary: {error.strerror}\n")
