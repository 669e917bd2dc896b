"""The contract names a section that the artifact does not have.

Why: Content required in that section is never found, so that no story can be completed; or an append-only
section is not protected.

Example:

    artifacts:
      story: {file: "{id}.md", sections: [Goal, Agent Log], append_only: [Log]}

Fix: Correct the name, or add it to the `sections` of the artifact.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.conditions import condition_paths
from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix

STORY_ARTIFACT = "story"


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each section name that its artifact does not list."""
    for path, artifact, section in _section_references(context.contract):
        definition = context.contract.artifacts.get(artifact)
        # An undefined artifact is reported by `unknown-artifact`.
        if definition is not None and section not in definition.sections:
            yield context.problem(
                message=f"{format_key_path(path)} names '{section}', which is not a section of '{artifact}'",
                fix=suggested_fix(section, definition.sections, f"add '{section}' to its 'sections'"),
                places=(context.place_of(*path), context.place_of("artifacts", artifact, "sections")),
                subject=f"{format_key_path(path)}.{section}",
            )


def _section_references(contract: Contract) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the path of each section name, its artifact, and the name."""
    for artifact in contract.artifacts.values():
        for index, section in enumerate(artifact.append_only):
            yield ("artifacts", artifact.id, "append_only", index), artifact.id, section
    for path, condition in condition_paths(contract):
        for name in (condition.artifact or condition.new)[:1] if condition.section else ():
            yield (*path, "section"), name, condition.section
        if condition.plan:
            yield (*path, "plan"), STORY_ARTIFACT, condition.plan
