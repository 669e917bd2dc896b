"""What `revi can` and `revi move` have in common."""

from __future__ import annotations

import argparse

from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult


def arguments(parser: argparse.ArgumentParser) -> None:
    """A story, a status, and what leads there."""
    parser.add_argument("story", metavar="STORY", help="the story's id")
    parser.add_argument("status", metavar="STATUS", help="the status it is to have")
    parser.add_argument(
        "--by",
        default="",
        metavar="COMMAND",
        help="the command, or 'manual' (default: the command of your lock)",
    )
    parser.add_argument("--event", default="", help="what happened, where several things could have")
    parser.add_argument("--verdict", default="", help="the verdict that leads there")
    parser.add_argument("--actor", default="", help="the person who takes a manual way")
    parser.add_argument("--reason", default="", help="why")
    parser.add_argument(
        "--owner", default="", metavar="ID", help="who holds the lock (default: this session)"
    )
    parser.add_argument(
        "--fence", default=0, type=int, metavar="N", help="the fence of your lock, if you know it"
    )


def move_request(args: argparse.Namespace) -> MoveRequest:
    """What was asked for."""
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
    """The step for programs."""
    return {"from": result.source, "to": result.target, **result.trigger._asdict(), "stays": result.stays}
