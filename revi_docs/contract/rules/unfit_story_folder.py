"""`project.stories` is not the folder of a story.

Why: Stories are found by this pattern. With another one none is found, or all of them share one folder and one ledger.

Example:

    project: {stories: "plans/**/{id}/{id}.md"}

Fix: Write the folder of a story, with `{id}`: `plans/{id}`, `plans/*/{id}` or `plans/**/{id}`. The name of the story
file is `artifacts.story.file`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem

_WILDCARDS = ("*", "**")


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem for a pattern in which no story can have a folder of its own."""
    pattern = context.contract.project.stories
    reason, fix = _problem(pattern.strip("/")) if pattern else ("", "")
    if reason:
        place = context.place_of("project", "stories")
        yield context.problem(message=f"'{pattern}' {reason}", fix=fix, places=(place,), subject="project.stories")


def _problem(pattern: str) -> tuple[str, str]:
    """What is wrong with a pattern, and the fix; "" if nothing is."""
    *folders, name = pattern.split("/")
    if name.endswith(".md"):
        folder, is_own = "/".join(folders), any("{id}" in part for part in folders)
        reason = "is a file" if is_own else "is a file, and a story needs a folder of its own"
        name_fix = f"'{name}' as artifacts.story.file" if is_own else f"move each story to '{folder}/{{id}}/{name}'"
        return reason, f"write '{folder}' here and {name_fix}" if is_own else f"{name_fix}, and write '{folder}/{{id}}'"
    if "{id}" not in pattern:
        if "{" in pattern:  # reported as an unknown placeholder
            return "", ""
        return "has no '{id}'", f"write the folder of a story, such as '{pattern}/{{id}}'"
    leading = pattern.partition("{id}")[0].split("/")
    parts = [*leading[:-1], leading[-1] + "{id}", *pattern.partition("{id}")[2].split("/")]
    wrong = next((part for part in parts if ("*" in part or "?" in part) and part not in _WILDCARDS), "")
    if wrong:
        return f"has a wildcard in the name '{wrong}'", "use '*' or '**' as the whole name of a folder"
    if any(part in _WILDCARDS for part in pattern.partition("{id}")[2].split("/")):
        return "has a wildcard after '{id}'", "write the folders below the story by name, or leave them out"
    return ("excludes a folder", "remove the '!'") if pattern.startswith("!") else ("", "")
