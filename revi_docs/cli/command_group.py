"""The commands of `revi-docs`: one row and one file each."""

from __future__ import annotations

import click

from revi_docs.cli.program.command_classes import CommandEntry, CommandGroup
from revi_docs.cli.program.options import example
from revi_docs.problems.version import VERSION

COMMANDS = {
    "init": CommandEntry("revi_docs.cli.init", "Create revi.yml, a site and the outputs.", "Start", "quick-start"),
    "adopt": CommandEntry("revi_docs.cli.adopt", "Propose a contract for an existing repository.", "Start", "move-in"),
    "lint": CommandEntry(
        "revi_docs.cli.lint", "Report problems of revi.yml, templates and stories.", "Every day", "troubleshooting"
    ),
    "sync": CommandEntry("revi_docs.cli.sync", "Regenerate the outputs.", "Every day", "quick-start"),
    "check": CommandEntry("revi_docs.cli.check", "Report files that differ from the contract.", "Every day", "checks"),
    "serve": CommandEntry(
        "revi_docs.cli.serve", "Serve the site and rebuild it on changes.", "Every day", "quick-start"
    ),
    "build": CommandEntry("revi_docs.cli.build", "Run every check, and build the site.", "CI", "ci"),
    "diff": CommandEntry("revi_docs.cli.diff", "Show what a change of the contract means.", "CI", "contract-changes"),
    "try": CommandEntry(
        "revi_docs.cli.try_agent", "Run an agent on a prepared story and check its result.", "CI", "testing-agents"
    ),
    "explain": CommandEntry(
        "revi_docs.cli.explain", "Explain a code: what is wrong, why, and how to fix it.", "Inspect", "troubleshooting"
    ),
    "upgrade": CommandEntry(
        "revi_docs.cli.upgrade", "Move the contract and the outputs to this version.", "", "upgrade"
    ),
    "doctor": CommandEntry("revi_docs.cli.doctor", "Report what the setup lacks.", "", "troubleshooting"),
    "uninstall": CommandEntry("revi_docs.cli.uninstall", "Remove what init and sync wrote.", "", "uninstall"),
    "template": CommandEntry(
        "revi_docs.cli.template", "Show a shipped template, or list all with their blocks.", "", "templates"
    ),
    "links": CommandEntry("revi_docs.cli.links", "Check the links of the site.", "", "checks"),
    "schema": CommandEntry("revi_docs.cli.schema", "Print a JSON Schema."),
    "completion": CommandEntry("revi_docs.cli.completion", "Print a shell completion script."),
    "help": CommandEntry("revi_docs.cli.help_command", "Show the help of a command, or a guide."),
    "version": CommandEntry("revi_docs.cli.version", "Show the version."),
}


@click.group(
    name="revi-docs",
    cls=CommandGroup,
    entries=COMMANDS,
    epilog=example("revi-docs build"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, "-v", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Generate files from one contract, revi.yml, and report what no longer matches it.

    Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 could not run, 70 a bug in revi-docs,
    130 interrupted.
    """


cli.guide = "quick-start"
