"""`revi-docs serve`: serve the site locally and rebuild it on changes."""

from __future__ import annotations

import sys

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError


@program_command("revi-docs serve", "revi-docs serve --address 127.0.0.1:8001")
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="Where to listen; only this machine can connect.",
)
@pass_workspace
def serve(workspace: Workspace, address: str) -> int:
    """Serve the site, and rebuild it when the contract, a template or a page changes.

    Regenerates outputs like `sync`, and skips outputs with manual edits. Loads the plugins, hooks and Python tags
    of mkdocs.yml, which run code: do not serve a repository that you do not trust.
    """
    from revi_docs.site.mkdocs.builder import serve_site
    from revi_docs.site.mkdocs.local_requests import is_loopback

    host = address.rpartition(":")[0] or address
    if not is_loopback(host):
        raise click.UsageError(
            f"'{host}' is not an address of this machine only; use 127.0.0.1:PORT, localhost:PORT or [::1]:PORT"
        )

    serve_site(workspace.root, address, lambda: _sync_outputs(workspace.reopen()), _print_status)
    return 0


def _sync_outputs(workspace: Workspace) -> None:
    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    result = sync(workspace.root, workspace.file_statuses)
    sys.stdout.writelines(f"wrote {path}\n" for path in result.written_paths)
    sys.stdout.writelines(f"skipped {status.path}: it has manual edits\n" for status in result.skipped)


def _print_status(url: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        print_problems(problems, "text")
    click.echo(f"serving {url} (press Ctrl-C to stop)")
