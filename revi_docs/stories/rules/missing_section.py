"""A file of a story lacks a section that the contract asks for.

Why: what is not asked is not thought of. A story without a token budget or a reuse plan was never asked.

Example:

    # REVI-007

    ## Goal

    Readers find each rule.

and nothing else.

Mend: write the section, with its heading as the contract spells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.suggestions import did_you_mean
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each section that is not there."""
    for artifact, document in context.documents():
        names = [existing.name for existing in document.sections]
        required = context.contract.artifacts[artifact.kind].sections
        others = [name for name in names if name not in required]
        for index, section in enumerate(required):
            if section not in names and document.lines:
                fix = f"add the heading '## {section}' and what belongs there{did_you_mean(section, others)}"
                cause = ("artifacts", artifact.kind, "sections", index)
                message = f"has no section '{section}'"
                yield RuleFinding(message, fix, document.place_at(1), f"{artifact.name} {section}", cause)
