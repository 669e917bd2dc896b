"""An artifact lacks a required section.

Why: Required sections make every author answer the same questions, such as the token budget and the reuse
plan.

Example:

    # REVI-007

    ## Goal

    Readers find each rule.

The file has no other section.

Fix: Add the section. Spell its heading as in the contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each required section that is missing."""
    for artifact, document in context.documents():
        names = [existing.name for existing in document.sections]
        required = context.contract.artifacts[artifact.kind].sections
        others = [name for name in names if name not in required]
        for index, section in enumerate(required):
            if section not in names and document.lines:
                fix = suggested_fix(
                    section, others, f"add the heading '## {section}' and its content", f"write '{section}' for"
                )
                cause = ("artifacts", artifact.kind, "sections", index)
                message = f"has no section '{section}'"
                yield RuleFinding(message, fix, document.place_at(1), f"{artifact.name} {section}", cause)
