"""`revi explain`: print the explanation of a code."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository

EXAMPLE = ("revi explain lock-held", "revi explain")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the code; an unknown one is a usage error, as in `revi-docs explain`."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code; without it, all codes are listed")
    parser.set_defaults(standalone=True, usage_error=parser.error)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:  # noqa: ARG001 - part of the protocol
    """Return the text of the catalog. Needs no repository."""
    from revi_docs.app.code_catalog import format_explanation, unknown_code_message

    try:
        text = format_explanation(args.code)
    except KeyError:
        args.usage_error(unknown_code_message(args.code))
    return CommandResult("explained", text.rstrip("\n"), data={"of": args.code})
