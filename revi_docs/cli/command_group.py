"""The click commands of `revi-docs`, and the exit code of a command that fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from revi_docs.app.process import COMPLETION_VARIABLE, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED, USAGE_ERROR
from revi_docs.cli.adopt import adopt
from revi_docs.cli.build import build
from revi_docs.cli.check import check
from revi_docs.cli.completion import completion
from revi_docs.cli.explain import explain
from revi_docs.cli.init import init
from revi_docs.cli.links import links
from revi_docs.cli.lint import lint
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.schema import schema
from revi_docs.cli.serve import serve
from revi_docs.cli.sync import sync
from revi_docs.cli.try_agent import try_agent
from revi_docs.cli.workspace_factory import open_workspace
from revi_docs.files.repository_root import find_root
from revi_docs.problems.revi_error import ReviError


@click.group(epilog="\b\nExample:\n  revi-docs build", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The repository. [default: the nearest parent folder with revi.yml]",
)
@click.version_option(package_name="revi-docs", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Generate files from one contract, revi.yml, and report what no longer matches it.

    Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 could not run, 70 a bug in revi-docs,
    130 interrupted.
    """
    repository_root = (root or Path(find_root("."))).resolve()
    assert isinstance(context.command, click.Group)
    context.obj = open_workspace(repository_root, context.command, use_cache=not os.environ.get("CI"))


for _command in (adopt, build, check, completion, explain, init, links, lint, schema, serve, sync, try_agent):
    cli.add_command(_command)


def run() -> int:
    """Run the command of `sys.argv` and return its exit code. Only a bug prints a traceback."""
    _prepare_streams()
    try:
        return _run_command()
    except (click.Abort, KeyboardInterrupt, BrokenPipeError):
        _discard_output()
        return INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            return _report_bug()
        sys.stderr.write(f"revi-docs: cannot write to standard output: {error.strerror}\n")
        return COULD_NOT_RUN
    except Exception:  # noqa: BLE001 - a bug must not look like a finding, which exits with 1
        return _report_bug()


def _prepare_streams() -> None:
    """Keep a closed stream from failing the command."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open until exit


def _run_command() -> int:
    try:
        code = cli.main(prog_name="revi-docs", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except ReviError as error:
        return print_problems(error.problems, _requested_format())
    except click.ClickException as error:
        error.show()
        return USAGE_ERROR
    except SystemExit:
        if COMPLETION_VARIABLE in os.environ:
            raise
        raise BrokenPipeError from None  # click exits with 1 if the reader closes the pipe


def _requested_format() -> str:
    """Return the `--format` of the command line, for errors raised before the command prints."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument.startswith("--format="):
            return argument.removeprefix("--format=")
        if argument == "--format" and index + 1 < len(arguments):
            return arguments[index + 1]
    return "text"


def _discard_output() -> None:
    """Redirect buffered output to the null device: the reader has closed the pipe."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, sys.stdout.fileno())


def _report_bug() -> int:
    import traceback

    traceback.print_exc()
    sys.stderr.write("\nThis is a bug in revi-docs. Please report it with the lines above.\n")
    return INTERNAL_ERROR
