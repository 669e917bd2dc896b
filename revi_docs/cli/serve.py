"""`revi-docs serve`: the site while it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from revi_docs.cli.printing import example, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem, ReviError


@click.command(epilog=example("revi-docs serve", "revi-docs serve --address 127.0.0.1:8001"))
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.pass_obj
def serve(workspace: Workspace, address: str) -> int:
    """Serve the site and bring it up to date whenever the contract, a template or a page changes.

    Outputs are written as `sync` writes them; one that was changed by hand is left alone.
    """
    from revi_docs.site.builder import serve_site

    serve_site(workspace.root, address, lambda: _bring_up_to_date(workspace.root), _tell)
    return 0


def _bring_up_to_date(root: Path) -> None:
    fresh = Workspace(root)
    if fresh.source_problems:
        raise ReviError(*fresh.source_problems)
    done = sync(root, fresh.standings)
    sys.stdout.writelines(f"written {path}\n" for path in done.written)
    sys.stdout.writelines(f"left alone {one.path}, which was changed by hand\n" for one in done.refused)


def _tell(url: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        show(problems, "text")
    click.echo(f"serving {url}, Ctrl-C ends")
