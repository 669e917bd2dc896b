"""`revi-docs links`: the links of the site, of the world outside, or of the deployed site."""

from __future__ import annotations

import click

from revi_docs.cli.gates import Run, passages
from revi_docs.cli.printing import counted, example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.problems.problem import Problem, ReviError

ANSWERS = ".revi/cache/links.json"


@click.command(
    epilog=example(
        "revi-docs links", "revi-docs links --external", "revi-docs links --url https://example.org/docs/"
    )
)
@click.option(
    "--external", is_flag=True, help="Ask the outside addresses that the site names (needs linkchecker)."
)
@click.option("--url", help="Crawl a deployed site instead (needs linkchecker).")
@click.option("--timeout", type=click.IntRange(min=1), help="Seconds to wait for an answer.")
@format_option
@click.pass_obj
def links(workspace: Workspace, external: bool, url: str | None, timeout: int | None, form: str) -> int:
    """Build the site and check the links inside it; with an option, ask over the network."""
    if external and url:
        raise click.UsageError("--external asks what the site names, --url crawls a deployed one: choose one")
    if url:
        return show(_crawled(url, timeout), form, f"no dead link at {url}")
    if workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    run = Run(workspace)
    for passage in passages(run, ("site", "links")):
        said = passage.said
    if not external or run.links is None:
        return show(run.problems, form, f"no dead link: {said}")
    outside = counted(len(run.links.outside), "outside address")
    return show((*run.problems, *_asked(run, timeout)), form, f"no dead link: {said}, {outside}")


def _crawled(url: str, timeout: int | None) -> tuple[Problem, ...]:
    from revi_docs.site.links.crawl import crawl
    from revi_docs.site.links.linkchecker import Pace

    return crawl(url, Pace(timeout=timeout) if timeout else None)


def _asked(run: Run, timeout: int | None) -> tuple[Problem, ...]:
    from revi_docs.site.links.linkchecker import Pace
    from revi_docs.site.links.outside import OutsideOptions, check_outside

    options = OutsideOptions(pace=Pace(timeout=timeout)) if timeout else None
    return check_outside(run.links.outside if run.links else (), run.workspace.root / ANSWERS, options)
