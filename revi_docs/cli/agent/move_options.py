"""The arguments and the result data that `revi plumbing can` and `revi plumbing move` share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, update_wrapper
from typing import Any

import click

from revi_docs.cli.agent.agent_command import fence_option, owner_option, story_argument
from revi_docs.cli.program import completion_values
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.locks.lock_owner import caller_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult

_OPTIONS = (
    story_argument,
    click.argument("status", help="The target status.", shell_complete=completion_values.statuses),
    click.option(
        "--by",
        default="",
        metavar="COMMAND",
        help="The command, or 'manual'. [default: the command of your lock]",
        shell_complete=completion_values.commands,
    ),
    click.option("--event", default="", help="The event of the transition, if several are possible."),
    click.option("--verdict", default="", help="The verdict of the transition."),
    click.option("--actor", default="", help="The person who makes a manual transition."),
    click.option("--reason", default="", help="Why the story moves."),
    owner_option,
    click.option("--force", is_flag=True, help="For people: move it although something is missing."),
    fence_option,
)


def move_request(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the story, the target status and what triggers the transition; pass the last two as one request."""

    def call(
        *,
        status: str,
        by: str,
        event: str,
        verdict: str,
        actor: str,
        reason: str,
        owner: str,
        fence: int,
        force: bool,
        **others: Any,
    ) -> Any:
        request = MoveRequest(status, by, event, verdict, actor, reason, owner, fence, force)
        return function(request=request, **others)

    # Reversed, because Click lists options in the order of decorators, which are applied from the last to the first.
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), update_wrapper(call, function))


def with_owner(story: StoryPaths, request: MoveRequest) -> MoveRequest:
    """The request with its owner: the one of the option, else the caller."""
    return request._replace(owner=caller_identity(story, request.owner).owner_id)


def move_data(result: MoveResult) -> dict[str, object]:
    """Return the move as JSON data."""
    return {
        "from": result.source,
        "to": result.target,
        **result.trigger._asdict(),
        "stays": result.stays,
        "missing": list(result.missing),
    }
