"""Run a program: from its arguments to its exit code. Only a bug prints a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from revi_docs.app.process import CLEAN, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED
from revi_docs.problems.call_warnings import take_warnings
from revi_docs.problems.revi_error import ReviError


def completion_variable(program: str) -> str:
    """Return the variable by which a shell asks a program for completions. The form is click's."""
    return f"_{program.replace('-', '_').upper()}_COMPLETE"


def run(program: click.Group, arguments: Sequence[str]) -> int:
    """Run a command of the program and return its exit code."""
    try:
        return run_command(program, arguments)
    except BrokenPipeError:  # the reader, such as head, has read enough
        _discard_output()
        return CLEAN
    except (click.Abort, KeyboardInterrupt):
        _discard_output()
        return INTERRUPTED
    except OSError as error:
        return _report_os_error(program, arguments, error)
    except Exception:  # noqa: BLE001 - a bug must not look like a finding, which exits with 1
        return _report_bug(program)


def _report_os_error(program: click.Group, arguments: Sequence[str], error: OSError) -> int:
    """Report a file that cannot be read or written, or standard output, which has no name."""
    if error.filename is None:
        sys.stderr.write(f"{program.name}: cannot write to standard output: {error.strerror}\n")
        return COULD_NOT_RUN
    # Imported late: a run without errors does not need the printers.
    from revi_docs.cli.output.error_printing import print_error
    from revi_docs.records.command_errors import file_error

    return print_error(file_error(os.fsdecode(error.filename), error, "read or written"), arguments)


def run_command(program: click.Group, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; problems and wrong usage are printed. Raises what else goes wrong.

    Warnings of the call follow on standard error and change no exit code.
    """
    take_warnings()
    try:
        return _answer(program, arguments)
    finally:
        with suppress(OSError):  # the act is done, whether standard error can be written or not
            sys.stderr.writelines(f"warning: {warning}\n" for warning in take_warnings())


def _answer(program: click.Group, arguments: Sequence[str]) -> int:
    try:
        code = program.main(list(arguments), prog_name=program.name, standalone_mode=False)
        return code if isinstance(code, int) else CLEAN
    except ReviError as error:
        from revi_docs.cli.output.error_printing import print_error

        return print_error(error, arguments)
    except click.ClickException as error:
        from revi_docs.cli.output.error_printing import print_usage_error

        return print_usage_error(error, program.name or "", arguments)
    except SystemExit:
        # Click ends the process after it has printed completions.
        if completion_variable(program.name or "") in os.environ:
            raise
        raise BrokenPipeError from None  # click exits with 1 if the reader closes the pipe


def _discard_output() -> None:
    """Redirect buffered output to the null device: its reader is gone."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, sys.stdout.fileno())


def _report_bug(program: click.Group) -> int:
    import traceback

    traceback.print_exc()
    sys.stderr.write(f"\nThis is a bug in {program.name}. Please report it with the lines above.\n")
    return INTERNAL_ERROR
