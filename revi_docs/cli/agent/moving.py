"""What `revi can` and `revi move` have in common."""

from __future__ import annotations

import argparse

from revi_docs.runtime.caller import caller
from revi_docs.runtime.moves import Moved, Wish


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


def wish(given: argparse.Namespace) -> Wish:
    """What was asked for."""
    return Wish(
        target=given.status,
        by=given.by,
        event=given.event,
        verdict=given.verdict,
        actor=given.actor,
        reason=given.reason,
        owner=caller(given.owner).owner,
        fence=given.fence,
    )


def facts(moved: Moved) -> dict[str, object]:
    """The step for programs."""
    return {"from": moved.source, "to": moved.target, **moved.way._asdict(), "stays": moved.stays}
