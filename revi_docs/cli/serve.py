"""`revi-docs serve`: serve the site locally and rebuild it on changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import open_workspace, pass_workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.stack import require_site_stack

if TYPE_CHECKING:
    from revi_docs.problems.problem import Problem
    from revi_docs.site.mkdocs.builder import BuildContext
    from revi_docs.site.mkdocs.dev_server import BuildReport


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
    """Serve the site, and show every change of the contract, a template or a page.

    A saved page is shown at once; the full build follows, and each page shows what the gates find.

    Regenerates outputs like `sync`, and skips outputs with manual edits. Loads the plugins, hooks and Python tags
    of mkdocs.yml, which run code: do not serve a repository that you do not trust.
    """
    require_site_stack()
    # Only after the check: without these packages, the import would end in a traceback.
    from revi_docs.site.mkdocs.builder import serve_site
    from revi_docs.site.mkdocs.local_requests import is_loopback

    host = address.rpartition(":")[0] or address
    if not is_loopback(host):
        raise click.UsageError(
            f"'{host}' is not an address of this machine only; use 127.0.0.1:PORT, localhost:PORT or [::1]:PORT"
        )

    click.echo("building the site …")
    serve_site(
        workspace.root, address, lambda: _sync_outputs(_reopened(workspace)), _print_report, full_build=build_fully
    )
    return 0


def build_fully(root: Path, folder: Path, url: str) -> tuple[Problem, ...]:
    """Run every gate, with the site built into `folder`: in a process of its own, while the server goes on."""
    from revi_docs.app.gates import all_problems
    from revi_docs.cli.command_group import cli

    return all_problems(open_workspace(root, cli, use_cache=True), folder, url)


def _reopened(workspace: Workspace) -> Workspace:
    """The workspace as it is on disk now; what did not change is taken from the cache."""
    return Workspace(workspace.root, workspace.make_template_globals, use_cache=True)


def _sync_outputs(workspace: Workspace) -> BuildContext:
    """Regenerate the outputs, and return what the site needs of the workspace. Raises ReviError."""
    from revi_docs.app.gates import site_context

    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    result = sync(workspace.root, workspace.file_statuses)
    sys.stdout.writelines(f"wrote {path}\n" for path in result.written_paths)
    sys.stdout.writelines(f"skipped {status.hides or status.path}: it has manual edits\n" for status in result.skipped)
    return site_context(workspace)


def _print_report(url: str, report: BuildReport) -> None:
    """Print what a save led to; the problems come last, so that they are not overlooked."""
    if report.kind == "preview":
        click.echo(f"shown after {report.seconds:.1f} s")
    else:
        click.echo(f"serving {url} (press Ctrl-C to stop)")
    if report.problems:
        print_problems(report.problems, "text")
