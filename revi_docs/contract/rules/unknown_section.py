"""A section is named that its artifact does not have.

Why: what must stand there is never found, so that no story can ever be done, or nobody watches the section.

Example:

    artifacts:
      story: {file: "{id}.md", sections: [Goal, Agent Log], append_only: [Log]}

Mend: correct the name, or add it to the artifact's `sections`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path, dotted
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem

STORY = "story"


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each name that its artifact's sections do not hold."""
    for path, artifact, section in _named(case.contract):
        found = case.contract.artifacts.get(artifact)
        if found is not None and section not in found.sections:
            yield Problem(
                code="unknown-section",
                message=f"{dotted(path)} names '{section}', which is no section of the artifact '{artifact}'",
                fix=f"add '{section}' to its sections{did_you_mean(section, found.sections)}",
                places=(case.at(*path), case.at("artifacts", artifact, "sections")),
                subject=f"{dotted(path)}.{section}",
            )


def _named(contract: Contract) -> Iterator[tuple[Path, str, str]]:
    """The path of each name, the artifact it belongs to, and the name."""
    for artifact in contract.artifacts.values():
        for number, section in enumerate(artifact.append_only):
            yield ("artifacts", artifact.id, "append_only", number), artifact.id, section
    acceptance = contract.acceptance
    if acceptance and acceptance.checks:
        yield ("acceptance", "checks", "section"), acceptance.checks.artifact, acceptance.checks.section
    if acceptance and acceptance.reuse:
        yield ("acceptance", "reuse", "plan"), STORY, acceptance.reuse.plan
        yield ("acceptance", "reuse", "section"), acceptance.reuse.artifact, acceptance.reuse.section
