"""`revi-docs serve`: the site while it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from revi_docs.cli.printing import counted, example, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem, ReviError
from revi_docs.site.builder import Built


@click.command(epilog=example("revi-docs serve", "revi-docs serve --port 8001"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to serve.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="At which port.")
@click.pass_obj
def serve(workspace: Workspace, host: str, port: int) -> int:
    """Serve the site and bring it up to date whenever the contract, a template or a page changes.

    Outputs are written as `sync` writes them; one that was changed by hand is left alone.
    """
    from revi_docs.site.serve import Serving, serve_site

    serving = Serving(
        before_build=lambda: _bring_up_to_date(workspace.root),
        built=_tell,
        failed=lambda error: _show(*error.problems),
        ready=lambda url: click.echo(f"serving {url}, Ctrl-C ends"),
    )
    try:
        serve_site(workspace.root, serving, (host, port))
    except OSError as error:
        raise click.UsageError(f"cannot serve at {host}:{port}: {error.strerror or error}") from None
    return 0


def _bring_up_to_date(root: Path) -> None:
    fresh = Workspace(root)
    if fresh.production.problems:
        raise ReviError(*fresh.production.problems)
    done = sync(root, fresh.standings)
    sys.stdout.writelines(f"written {path}\n" for path in done.written)
    sys.stdout.writelines(f"left alone {one.path}, which was changed by hand\n" for one in done.refused)


def _tell(built: Built) -> None:
    click.echo(f"built {counted(built.pages, 'page')}")
    if built.problems:
        _show(*built.problems)


def _show(*problems: Problem) -> None:
    show(problems, "text")
