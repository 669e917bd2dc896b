"""Call `revi-docs` and `revi` in this process: the same functions as the programs, without starting Python."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import click

from revi_docs.cli.agent.command_group import cli as revi_program
from revi_docs.cli.command_group import cli as docs_program
from revi_docs.cli.program.runner import run

PROGRAMS = {"revi-docs": docs_program, "revi": revi_program}


class ProgramOutput(NamedTuple):
    """The exit code, and the text of both streams."""

    code: int
    stdout: str
    stderr: str


def call_program(program: str, folder: Path, *words: str, env: Mapping[str, str] | None = None) -> ProgramOutput:
    """Call a program in a folder. Variables of a session or of continuous integration are not passed on."""
    passed_on = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CLAUDE", "GITHUB", "_REVI")) and name not in ("CI", "NO_COLOR", "FORCE_COLOR")
    }
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    variables = {**passed_on, "COLUMNS": "80", **(env or {})}
    with patch.dict(os.environ, variables, clear=True), chdir(folder), redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            code = run(PROGRAMS[program], words)
        except SystemExit as stop:  # only click's completion ends the process itself
            code = int(stop.code or 0)
    return ProgramOutput(code, *(stream.buffer.getvalue().decode() for stream in (stdout, stderr)))


def parse(program: str, *words: str) -> click.Context:
    """Parse a command line as the program does, without running it. Raises click.UsageError if it is wrong."""
    context = click.Context(PROGRAMS[program], info_name=program)
    command: click.Command = PROGRAMS[program]
    remaining = list(words)
    while isinstance(command, click.Group):
        name, subcommand, remaining = command.resolve_command(context, remaining)
        assert subcommand is not None
        command = subcommand
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=name, parent=context)
    return command.make_context(command.name, remaining, parent=context)
