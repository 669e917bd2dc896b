"""A file name holds a placeholder that means nothing, or whose value the project does not state.

Why: the braces end up in the name of a real file, or each writer fills in something of its own.

Example:

    artifacts:
      report: {file: "REPORT-{storyid}.md"}

Mend: use `{id}`, `{timestamp}` (with `project.timestamp`) or `{prefix}` (with `project.prefix`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each placeholder that cannot be filled in."""
    project = case.contract.project
    yield from _in_text(case, project.stories, ("project", "stories"))
    for artifact in case.contract.artifacts.values():
        yield from _in_text(case, artifact.file, ("artifacts", artifact.id, "file"))


def _in_text(case: Case, text: str, path: tuple[str, ...]) -> Iterator[Problem]:
    project = case.contract.project
    stated = {"id": True, "timestamp": bool(project.timestamp), "prefix": bool(project.prefix)}
    for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
        if stated.get(name):
            continue
        wrong, fix = f"and project says no {name}", f"write project.{name}"
        if name not in stated:
            known = ", ".join(f"{{{other}}}" for other in stated)
            wrong, fix = "which stands for nothing", f"use one of: {known}{did_you_mean(name, stated)}"
        yield Problem(
            code="unknown-placeholder",
            message=f"'{text}' holds '{{{name}}}', {wrong}",
            fix=fix,
            places=(case.at(*path),),
            subject=f"{'.'.join(path)}.{name}",
        )
