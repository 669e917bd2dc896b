"""The summary of a step on GitHub: a file that its runner names and shows on the page of the run."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from revi_docs.problems.problem import Problem
from revi_docs.report.summary import MOST_BYTES, summary

NAMED_BY = "GITHUB_STEP_SUMMARY"


def add_summary(problems: Sequence[Problem], clean: str) -> None:
    """Adds the problems to the summary where there is one. A file that refuses is no answer, only a note."""
    path = os.environ.get(NAMED_BY)
    if not path:
        return
    try:
        with open(path, "ab") as file:  # noqa: PTH123 - as the runner spells it
            added = summary(problems, clean, MOST_BYTES - file.tell())
            file.write(added.encode("utf-8", "backslashreplace"))
    except OSError as error:
        click.echo(f"revi-docs: the summary of this step cannot be written: {error.strerror}", err=True)
