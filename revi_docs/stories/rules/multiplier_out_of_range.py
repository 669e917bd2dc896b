"""The token budget multiplier of a story is outside the range in the contract.

Why: Commands cannot scale limits with it, so the story has no budget.

Example:

    ---
    token_budget_multiplier: 50
    ---

Fix: Write a number between the minimum and the maximum in the contract, or split the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.files.yaml.yaml_scalars import plain_scalar_value
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a multiplier outside the range."""
    limits = context.contract.budgets.multiplier if context.contract.budgets else None
    text = context.story.text_field(limits.key) if limits else ""
    value = plain_scalar_value(text)
    if limits is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return
    if not limits.min <= value <= limits.max:
        message = f"the multiplier {text} is not between {limits.min:g} and {limits.max:g}"
        fix = "write a number in this range, or split the story"
        cause = ("budgets", "multiplier")
        yield RuleFinding(message, fix, context.story.field_place(limits.key), limits.key, cause)
