"""The status of a story is none of the contract's, or goes by an older name.

Why: no command starts in a status that does not exist, and the index and the board leave the story out.

Example:

    ---
    id: REVI-007
    status: done
    ---

Mend: write the status that the problem names. Where a name could mean two, a person must say which.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.names import resolve
from revi_docs.problems.near import did_you_mean
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem where the front matter's status is no status."""
    stated, known = case.story.text("status"), case.contract.statuses
    if not stated or not known:
        return
    place = case.story.of_field("status")
    try:
        named = resolve(case.shelf.decided, "status", stated)
    except UnknownNameError:
        why = case.contract.reserved.get("statuses", {}).get(stated, "")
        because = ("reserved", "statuses", stated) if why else ("statuses",)
        message = f"there is no status '{stated}'" + (f": {why}" if why else "")
        fix = f"write one of: {', '.join(known)}{did_you_mean(stated, known)}"
        yield Told(message, fix, place, f"status {stated}", because)
        return
    if named.id != stated:
        fix, because = f"write '{named.id}'", ("statuses", named.id, "aliases")
        yield Told(named.warning, fix, place, f"status {stated}", because)
