"""A required section is empty.

Why: A heading without content looks as if the work had been done.

Example:

    ## Reuse Plan

    <!-- which existing code is reused? -->

    ## Token Budget

Fix: Write the content. If there is nothing to say, write that and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each required section without content."""
    for artifact, document in context.documents():
        for index, name in enumerate(context.contract.artifacts[artifact.kind].sections):
            section = document.section(name)
            if section is not None and document.is_empty_section(section):
                cause = ("artifacts", artifact.kind, "sections", index)
                fix = "write its content, or that there is nothing to say and why"
                message, place = f"the section '{name}' is empty", document.place_at(section.line)
                yield RuleFinding(message, fix, place, f"{artifact.name} {name}", cause)
