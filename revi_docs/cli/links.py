"""`revi-docs links`: check the links of the built site, external links, or a deployed site."""

from __future__ import annotations

from dataclasses import replace

import click

from revi_docs.app.gates import BuildState, run_gates
from revi_docs.app.plurals import pluralize
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError


@program_command("revi-docs links", "revi-docs links --external", "revi-docs links --url https://example.org/docs/")
@click.option("--external", is_flag=True, help="Also check external links over the network (needs linkchecker).")
@click.option("--url", metavar="URL", help="Crawl a deployed site instead of building one (needs linkchecker).")
@click.option("--timeout", type=click.IntRange(min=1), help="Seconds to wait for each response.")
@click.option(
    "--allow",
    "allowed_hosts",
    metavar="HOST",
    multiple=True,
    help="With --external, request this host even if its address is private.",
)
@findings_format_option
@pass_workspace
def links(
    workspace: Workspace,
    external: bool,
    url: str | None,
    timeout: int | None,
    allowed_hosts: tuple[str, ...],
    output_format: str,
) -> int:
    """Build the site and check its internal links. The network is used only with --external or --url.

    Loads the plugins, hooks and Python tags of mkdocs.yml, which run code. With --url, no code of the repository runs.
    """
    if external and url:
        raise click.UsageError(
            "--external and --url cannot be combined: --external checks the built site, --url a deployed one"
        )
    if url:
        return print_problems(_crawl_problems(url, timeout), output_format, f"no dead links at {url}")
    if workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    state = BuildState(workspace)
    for result in run_gates(state, ("site", "links")):
        summary = result.summary
    if not external or state.link_report is None:
        return print_problems(state.problems, output_format, f"no dead links: {summary}")
    external_count = pluralize(len(state.link_report.external_links), "external link")
    return print_problems(
        (*state.problems, *_external_problems(state, timeout, allowed_hosts)),
        output_format,
        f"no dead links: {summary}, {external_count}",
    )


def _crawl_problems(url: str, timeout: int | None) -> tuple[Problem, ...]:
    from revi_docs.site.links.crawl import crawl
    from revi_docs.site.links.linkchecker import RequestLimits

    return crawl(url, RequestLimits(timeout=timeout) if timeout else None)


def _external_problems(state: BuildState, timeout: int | None, allowed_hosts: tuple[str, ...]) -> tuple[Problem, ...]:
    from revi_docs.site.links.external_links import ExternalCheckOptions, check_external_links
    from revi_docs.site.links.linkchecker import RequestLimits

    limits = RequestLimits(allowed_hosts=allowed_hosts)
    options = ExternalCheckOptions(limits=replace(limits, timeout=timeout) if timeout else limits)
    return check_external_links(
        state.link_report.external_links if state.link_report else (), state.workspace.root, options
    )
