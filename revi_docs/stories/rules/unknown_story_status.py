"""The status of a story is not in the contract, or is a former name of one.

Why: No command starts from a status that does not exist, and the index and the board leave the story out.

Example:

    ---
    id: REVI-007
    status: done
    ---

Fix: Write the status that the message suggests. If it could mean two statuses, decide which one.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a front-matter status that is unknown or a former name."""
    name, statuses = context.story.text_field("status"), context.contract.statuses
    if not name or not statuses:
        return
    place = context.story.field_place("status")
    try:
        resolved = resolve(context.layout.decision_contract, "status", name)
    except UnknownNameError:
        reason = context.contract.reserved.get("statuses", {}).get(name, "")
        cause = ("reserved", "statuses", name) if reason else ("statuses",)
        message = f"'{name}' is not a status" + (f": {reason}" if reason else "")
        fix = suggested_fix(name, statuses, f"use one of: {', '.join(statuses)}")
        yield RuleFinding(message, fix, place, f"status {name}", cause)
        return
    # The front matter keeps the name of its time; it only counts for a story without ledger.
    if resolved.id != name and not context.story.status:
        fix, cause = f"write '{resolved.id}'", ("statuses", resolved.id, "aliases")
        yield RuleFinding(resolved.warning, fix, place, f"status {name}", cause)
