"""`revi-docs explain`: print the explanation of a code."""

from __future__ import annotations

import sys

import click

from revi_docs.app.code_catalog import format_explanation, unknown_code_message
from revi_docs.cli.options import example


@click.command(epilog=example("revi-docs explain stale", "revi-docs explain"))
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Explain a code: what is wrong, why it matters, how to fix it. Without CODE, list all codes.

    Covers the codes of both programs, revi-docs and revi.
    """
    try:
        sys.stdout.write(format_explanation(code))
    except KeyError:
        raise click.UsageError(unknown_code_message(code or "")) from None
    return 0
