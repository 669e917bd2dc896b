"""`revi-docs completion`: print a shell completion script."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from revi_docs.app.process import COMPLETION_VARIABLE
from revi_docs.cli.options import example


@click.command(epilog=example('eval "$(revi-docs completion bash)"'))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print a shell completion script."""
    completion_class = get_completion_class(shell)
    if completion_class is None:
        raise click.UsageError(f"no completion for {shell}")
    script = completion_class(context.find_root().command, {}, "revi-docs", COMPLETION_VARIABLE)
    sys.stdout.write(script.source())
    return 0
