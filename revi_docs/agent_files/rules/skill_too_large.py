"""A skill is larger than 8,192 bytes.

Why: The whole text of a skill is read each time it starts, and platforms that share the file, such as Codex, read its
first 8 KiB only. Files beside it are read on demand.

Example:

    .claude/skills/review/SKILL.md: a file with 12,000 bytes

Fix: Move details into files in `references/` beside it. For a generated skill, write two templates of your own, as
[Use several agent platforms](../../targets.md#move-sections-of-a-skill-into-a-file-beside-it) shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude import TARGET


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one warning for each skill above the limit."""
    limit = context.limit("skill bytes") or 0
    for file in context.of_kind("command"):
        size = len(file.text.encode("utf-8", "surrogatepass"))
        if limit < size and file.path.endswith(f"/{TARGET.paths.skill_file}"):
            yield reporter.warning(
                f"the skill '{file.name}' has {size:,} bytes; platforms that share skills read {limit:,}",
                _fix(file.path, is_generated=bool(file.item)),
                (context.place(file),),
                file.path,
            )


def _fix(path: str, *, is_generated: bool) -> str:
    folder = path.removesuffix(TARGET.paths.skill_file)
    if not is_generated:
        return f"move details into files in {folder}references/"
    root = folder.partition(f"{TARGET.paths.skills_folder}/")[0]
    return (
        f"shorten the command, or write the output '{root}{TARGET.paths.commands_folder}/{{command}}.md' "
        "with the template claude/command.md.j2 in place of the skill"
    )
