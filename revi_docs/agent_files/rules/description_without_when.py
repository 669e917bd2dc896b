"""The description of an agent or command does not say when to use it.

Why: The model decides by the description alone whether to start an agent or a command. A description that says only
what it does is started too often, or never.

Example:

    .claude/agents/reviewer.md: {name: reviewer, description: Reviews code}

Fix: Set `when` in revi.yml, or add to the description when it is used: "Used when a change is ready for review."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Problem

# Words that start a condition. Generous, because a missing warning is better than a false one.
_WHEN = re.compile(
    r"\b(?:when|whenever|before|after|while|once|during|until|upon|if|unless|proactively"
    r"|use(?:d)? (?:this|it|for|to|by|in|at|as|on)|for use)\b",
    re.IGNORECASE,
)


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield a warning for each description without a condition; commands for people need none."""
    for file in context.files:
        if not file.description or file.is_for_people or _WHEN.search(file.description):
            continue
        message = f"the description of {file.kind} '{file.name}' does not say when to use it"
        fix = f"set 'when' of {file.kind} '{file.name}', such as \"Used when a change is ready for review.\""
        if not file.item:
            fix = 'add when to use it, such as "Used when a change is ready for review."'
        yield reporter.warning(message, fix, (context.place(file, "description"),), file.name)
