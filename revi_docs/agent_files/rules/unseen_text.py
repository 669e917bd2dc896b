"""A text in an agent file or in a hook has no reader.

Why: Claude Code cuts descriptions after 1,536 characters, ignores some fields of plugin agents, skips an agent file
without a name in a project, and writes the standard error of a hook with exit code 0 to a debug log only. The author
believes that the text has an effect.

Example:

    .claude/agents/review.md: a file with a `description` and without a `name`

Fix: Move the text to a place that is read: a shorter description, the body, a `systemMessage` on standard output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from revi_docs.agent_files.agent_file import AgentFile
from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.agent_files.hook_files import hook_entries
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude_versions import IGNORED_IN_PLUGIN_AGENTS

# Text on standard error, and no exit code after which it is shown.
_WRITES_ERROR = re.compile(r">&2|>\s*/dev/stderr")
# A command that fails shows its standard error; `exit $code` may fail.
_EXITS_WITH_ERROR = re.compile(r"\bexit\s+(?:[1-9]|\$)|\|\|\s*false\b|\bfalse\s*$")


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each text without a reader."""
    limit = context.limit("description characters") or 0
    for file in context.files:
        length = len(file.description)
        if length > limit:
            message = (
                f"the description of {file.kind} '{file.name}' has {length:,} characters; after {limit:,} it is cut"
            )
            fix = "shorten it; say when to use it, and leave the steps to the body"
            yield reporter.problem(message, fix, (context.place(file, "description"),), f"{file.name}.description")
        if file.kind == "agent":
            yield from _agent_fields(context, file, reporter)
    for entry in hook_entries(context):
        if _WRITES_ERROR.search(entry.command) and not _EXITS_WITH_ERROR.search(entry.command):
            message = (
                f"the hook for '{entry.event}' writes to standard error and exits with 0, so the text is not shown"
            )
            fix = 'print {"systemMessage": "…"} to standard output, or end with exit 1'
            yield reporter.problem(message, fix, (entry.place,), f"{entry.place.file}.{entry.event}")


def _agent_fields(context: AgentFilesContext, file: AgentFile, reporter: RuleReporter) -> Iterator[Problem]:
    for field in IGNORED_IN_PLUGIN_AGENTS if file.is_in_plugin else ():
        if field in file.fields:
            message = f"Claude Code ignores the field '{field}' of agent '{file.name}', because it is in a plugin"
            fix = f"remove '{field}', or put the agent into .claude/agents/"
            yield reporter.problem(message, fix, (context.place(file, field, "claude"),), f"{file.name}.{field}")
    if not file.is_in_plugin and "description" in file.fields and not file.fields.get("name"):
        message = f"{file.path} has a description and no name, so Claude Code does not load it as an agent"
        fix = f"add the line 'name: {PurePosixPath(file.path).stem}'"
        yield reporter.problem(message, fix, (file.place_of("description"),), file.path)
