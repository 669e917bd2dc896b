"""`revi-docs explain`: what a code means."""

from __future__ import annotations

import sys

import click

from revi_docs.cli.catalogue import explanations
from revi_docs.cli.printing import example
from revi_docs.problems.near import did_you_mean


@click.command(epilog=example("revi-docs explain stale", "revi-docs explain"))
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Tell what a code means, why it matters and how to mend it; without a code, list them all."""
    known = {one.code: one for one in explanations()}
    if code is None:
        width = max(map(len, known))
        for one in known.values():
            click.echo(f"{one.code:<{width}}  {_cut(one.summary, 78 - width)}")
        return 0
    if code not in known:
        raise click.UsageError(f"There is no code '{code}'{did_you_mean(code, known)}")
    sys.stdout.write(f"{code}\n\n{known[code].text}")
    return 0


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
