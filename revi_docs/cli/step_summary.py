"""The summary of a step on GitHub: a file that its runner names and shows on the page of the run."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from revi_docs.problems.problem import Problem
from revi_docs.report.summary import MAX_BYTES, render_summary

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"


def add_summary(problems: Sequence[Problem], clean_message: str) -> None:
    """Adds the problems to the summary where there is one. A file that refuses is no answer, only a note."""
    path = os.environ.get(SUMMARY_VARIABLE)
    if not path:
        return
    try:
        with open(path, "ab") as file:  # noqa: PTH123 - as the runner spells it
            content = render_summary(problems, clean_message, MAX_BYTES - file.tell())
            file.write(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        click.echo(f"revi-docs: the summary of this step cannot be written: {error.strerror}", err=True)
