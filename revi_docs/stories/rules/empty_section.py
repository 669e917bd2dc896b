"""A section that the contract asks for has nothing in it.

Why: a heading alone looks as if somebody had thought about it.

Example:

    ## Reuse Plan

    <!-- what is used again? -->

    ## Token Budget

Mend: write what belongs there; where there is nothing to say, say that and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each section without content."""
    for artifact, document in context.documents():
        for index, name in enumerate(context.contract.artifacts[artifact.kind].sections):
            section = document.section(name)
            if section is not None and document.is_empty_section(section):
                cause = ("artifacts", artifact.kind, "sections", index)
                fix = "write what belongs there, or that there is nothing to say and why"
                yield RuleFinding(
                    f"the section '{name}' is empty",
                    fix,
                    document.place_at(section.line),
                    f"{artifact.name} {name}",
                    cause,
                )
