"""The arguments and the result data that `revi can` and `revi move` share."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import owner_option, story_argument
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the story, the target status, and what triggers the transition."""
    story_argument(parser)
    add = parser.add_argument
    add("status", metavar="STATUS", help="the target status")
    add("--by", default="", metavar="COMMAND", help="the command, or 'manual' (default: the command of your lock)")
    add("--event", default="", help="the event of the transition, if several are possible")
    add("--verdict", default="", help="the verdict of the transition")
    add("--actor", default="", help="the person who makes a manual transition")
    add("--reason", default="", help="why the story moves")
    owner_option(parser)
    add(
        "--force",
        action="store_true",
        help="move it although something is missing; for people, with --actor and --reason",
    )
    add("--fence", default=0, type=int, metavar="N", help="the fencing token of your lock, if you know it")


def move_request(args: argparse.Namespace) -> MoveRequest:
    """Return the request that the arguments describe."""
    return MoveRequest(
        target=args.status,
        by=args.by,
        event=args.event,
        verdict=args.verdict,
        actor=args.actor,
        reason=args.reason,
        owner=current_identity(args.owner).owner_id,
        fence=args.fence,
        force=args.force,
    )


def move_data(result: MoveResult) -> dict[str, object]:
    """Return the move as JSON data."""
    return {
        "from": result.source,
        "to": result.target,
        **result.trigger._asdict(),
        "stays": result.stays,
        "missing": list(result.missing),
    }
