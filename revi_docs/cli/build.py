"""`revi-docs build`: build the site in a second process, and run the other gates meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revi_docs.app.gate_names import GATE_NAMES
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.invocation import invocation_of
from revi_docs.cli.program.options import against_option, fail_on_option, findings_format_option

if TYPE_CHECKING:
    from revi_docs.app.workspace import Workspace


@program_command(
    "revi-docs build", "revi-docs build --only lint,check --format github", "revi-docs build --against origin/main"
)
@findings_format_option
@click.option("--no-cache", is_flag=True, help="Ignore the cache and do not update it.")
@click.option(
    "--only",
    "gates",
    metavar="GATE[,GATE]...",
    callback=lambda _context, _option, value: _selected_gates(value),
    help=f"Run only these gates: {', '.join(GATE_NAMES)}.",
)
@click.option("--offline", is_flag=True, help="Build a site that works from its files, without a server.")
@against_option("Also judge new moves by the contract of this commit, and show what the contract changes.")
@fail_on_option
def build(output_format: str, no_cache: bool, gates: tuple[str, ...], offline: bool, against: str, fail_on: str) -> int:
    """Lint the contract, check the outputs, build the site and check its links. Writes only the site.

    The gates `site` and `links` load the plugins, hooks and Python tags of mkdocs.yml, which run code. For changes that
    you do not trust, use `--only lint,check`: these gates run no code of the repository.
    """
    if fail_on and not against:
        raise click.UsageError("--fail-on needs a commit to compare with; add --against REF")
    if offline and "site" not in gates:
        raise click.UsageError("--offline builds the site; add the gate 'site' to --only")
    context = click.get_current_context()
    program = context.find_root().command
    assert isinstance(program, click.Group)
    root = Path(invocation_of(context).repository_root).resolve()
    from revi_docs.app.site_process import DEFAULT_SITE_FOLDER, site_folder, start_site_process
    from revi_docs.files.digest import digest

    use_cache = not no_cache and not os.environ.get("CI")
    is_cacheable = use_cache and gates == GATE_NAMES and not against and not offline
    # Before anything is read: a file that changes later has another digest at the end, and the result is not cached.
    digest_before = digest(str(root), ["."], excluded_name=DEFAULT_SITE_FOLDER) if is_cacheable else ""

    def open_workspace() -> Workspace:
        from revi_docs.cli import workspace_factory

        excluded = site_folder(root) if "site" in gates else ""
        return workspace_factory.open_workspace(root, program, use_cache=use_cache, excluded_folder=excluded)

    # Before the gates are imported: the second process imports MkDocs in the meantime, which takes as long.
    has_process = "site" in gates and len(gates) > 1
    process = start_site_process(root, open_workspace, offline=offline) if has_process else None
    try:
        from revi_docs.cli.build_run import BuildOptions, run_build

        options = BuildOptions(output_format, gates, against, fail_on, offline, digest_before)
        return run_build(open_workspace(), process, options)
    finally:
        if process:
            process.stop()


def _selected_gates(value: str | None) -> tuple[str, ...]:
    """Return the gates of `--only` in order. Raises BadParameter for an unknown gate, or one without its input."""
    names = set(value.replace(" ", "").split(",")) if value is not None else set(GATE_NAMES)
    unknown = sorted(names.difference(GATE_NAMES))
    if unknown:
        raise click.BadParameter(f"'{unknown[0]}' is not a gate; use one of: {', '.join(GATE_NAMES)}")
    if "links" in names and "site" not in names:
        raise click.BadParameter("the gate 'links' checks the built site; use 'site,links'")
    return tuple(gate for gate in GATE_NAMES if gate in names)
