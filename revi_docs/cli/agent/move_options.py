"""The arguments and the result data that `revi can` and `revi move` share."""

from __future__ import annotations

import argparse

from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the story, the target status, and what triggers the transition."""
    parser.add_argument("story", metavar="STORY", help="the id of the story")
    parser.add_argument("status", metavar="STATUS", help="the target status")
    parser.add_argument(
        "--by",
        default="",
        metavar="COMMAND",
        help="the command, or 'manual' (default: the command of your lock)",
    )
    parser.add_argument("--event", default="", help="the event of the transition, if several are possible")
    parser.add_argument("--verdict", default="", help="the verdict of the transition")
    parser.add_argument("--actor", default="", help="the person who makes a manual transition")
    parser.add_argument("--reason", default="", help="why the story moves")
    parser.add_argument(
        "--owner", default="", metavar="ID", help="the owner of the lock (default: this session)"
    )
    parser.add_argument(
        "--fence", default=0, type=int, metavar="N", help="the fencing token of your lock, if you know it"
    )


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
    )


def move_data(result: MoveResult) -> dict[str, object]:
    """Return the move as JSON data."""
    return {"from": result.source, "to": result.target, **result.trigger._asdict(), "stays": result.stays}
