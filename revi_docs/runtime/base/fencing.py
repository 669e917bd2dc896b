"""Compare the fencing token of a request with the tokens that were issued for a story."""

from __future__ import annotations

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger


def highest_fence(story: StoryPaths) -> int:
    """The highest fencing token that was issued; 0 if none was.

    A new clone, or a cleaned one, has neither lock nor guard; its ledger still knows the tokens that were used.
    """
    return max(story.repository.claims.read(story.id).fence, story_ledger(story).fence)


def require_current_fence(story: StoryPaths, fence: int) -> None:
    """Raise CommandError unless `fence` is the highest token, or 0: the caller does not know its token.

    A lower one belongs to a former owner. The caller has exclusive access to the story.
    """
    if not fence:
        return
    highest = highest_fence(story)
    fix = f"stop working on {story.id}; 'revi plumbing lock status {story.id}' shows its owner"
    if fence < highest:
        message = f"the fencing token {fence} is outdated: {highest} was issued to a later owner"
        raise CommandError("outdated-fence", message, fix)
    if fence > highest:
        message = f"the fencing token {fence} was never issued: the highest of {story.id} is {highest}"
        raise CommandError(
            "unknown-fence", message, f"run 'revi plumbing lock status {story.id}' and use its fencing token"
        )
