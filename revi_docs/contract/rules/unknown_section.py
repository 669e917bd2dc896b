"""A section is named that its artifact does not have.

Why: what must stand there is never found, so that no story can ever be done, or nobody watches the section.

Example:

    artifacts:
      story: {file: "{id}.md", sections: [Goal, Agent Log], append_only: [Log]}

Mend: correct the name, or add it to the artifact's `sections`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean

STORY_ARTIFACT = "story"


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each name that its artifact's sections do not hold."""
    for path, artifact, section in _section_references(context.contract):
        definition = context.contract.artifacts.get(artifact)
        if definition is not None and section not in definition.sections:
            yield Problem(
                code="unknown-section",
                message=f"{format_key_path(path)} names '{section}', which is no section of the artifact '{artifact}'",
                fix=f"add '{section}' to its sections{did_you_mean(section, definition.sections)}",
                places=(context.place_of(*path), context.place_of("artifacts", artifact, "sections")),
                subject=f"{format_key_path(path)}.{section}",
            )


def _section_references(contract: Contract) -> Iterator[tuple[KeyPath, str, str]]:
    """The path of each name, the artifact it belongs to, and the name."""
    for artifact in contract.artifacts.values():
        for index, section in enumerate(artifact.append_only):
            yield ("artifacts", artifact.id, "append_only", index), artifact.id, section
    acceptance = contract.acceptance
    if acceptance and acceptance.checks:
        yield ("acceptance", "checks", "section"), acceptance.checks.artifact, acceptance.checks.section
    if acceptance and acceptance.reuse:
        yield ("acceptance", "reuse", "plan"), STORY_ARTIFACT, acceptance.reuse.plan
        yield ("acceptance", "reuse", "section"), acceptance.reuse.artifact, acceptance.reuse.section
