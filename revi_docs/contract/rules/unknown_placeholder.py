"""A file name contains a placeholder that does not exist, or one whose value the project does not define.

Why: The braces end up in the name of a real file, or every writer fills in a value of its own.

Example:

    artifacts:
      report: {file: "REPORT-{storyid}.md"}

Fix: Use `{id}`, `{timestamp}` (requires `project.timestamp`) or `{prefix}` (requires `project.prefix`).
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.file_names import PLACEHOLDER
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each placeholder that cannot be filled in."""
    project = context.contract.project
    yield from _check_text(context, project.stories, ("project", "stories"))
    for artifact in context.contract.artifacts.values():
        yield from _check_text(context, artifact.file, ("artifacts", artifact.id, "file"))


def _check_text(context: RuleContext, text: str, path: tuple[str, ...]) -> Iterator[Problem]:
    project = context.contract.project
    availability = {"id": True, "timestamp": bool(project.timestamp), "prefix": bool(project.prefix)}
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if availability.get(name):
            continue
        reason, fix = f"but 'project.{name}' is not set", f"set 'project.{name}'"
        if name not in availability:
            allowed_text = ", ".join(f"{{{other}}}" for other in availability)
            reason, fix = (
                "which is not a placeholder",
                suggested_fix(f"{{{name}}}", [f"{{{other}}}" for other in availability], f"use one of: {allowed_text}"),
            )
        yield context.problem(
            message=f"'{text}' contains '{{{name}}}', {reason}",
            fix=fix,
            places=(context.place_of(*path),),
            subject=f"{'.'.join(path)}.{name}",
        )
