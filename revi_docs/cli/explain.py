"""`revi-docs explain`: what a code means."""

from __future__ import annotations

import sys

import click

from revi_docs.app.code_catalog import explanations
from revi_docs.cli.options import example
from revi_docs.problems.suggestions import did_you_mean


@click.command(epilog=example("revi-docs explain stale", "revi-docs explain"))
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Tell what a code means, why it matters and how to mend it; without a code, list them all."""
    explanations_by_code = {entry.code: entry for entry in explanations()}
    if code is None:
        width = max(map(len, explanations_by_code))
        for entry in explanations_by_code.values():
            click.echo(f"{entry.code:<{width}}  {_truncate(entry.summary, 78 - width)}")
        return 0
    if code not in explanations_by_code:
        raise click.UsageError(f"There is no code '{code}'{did_you_mean(code, explanations_by_code)}")
    sys.stdout.write(f"{code}\n\n{explanations_by_code[code].text}")
    return 0


def _truncate(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
