"""The multiplier of a story's token budget is outside of what the contract accepts.

Why: no command scales its limits by it, so the story has no budget at all.

Example:

    ---
    token_budget_multiplier: 50
    ---

Mend: write a number between the contract's least and most, or split the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.record_file import scalar
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for a multiplier out of range."""
    known = case.contract.budgets.multiplier if case.contract.budgets else None
    text = case.story.text(known.key) if known else ""
    value = scalar(text)
    if known is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return
    if not known.min <= value <= known.max:
        message = f"the multiplier {text} is not between {known.min:g} and {known.max:g}"
        fix = "write a number in between, or split the story"
        because = ("budgets", "multiplier")
        yield Told(message, fix, case.story.of_field(known.key), known.key, because)
