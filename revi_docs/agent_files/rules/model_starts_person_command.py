"""A model can start a command that only a person may start.

Why: The verdict of the command needs a person. Without `disable-model-invocation: true`, Claude can start it through
its `Skill` tool and answer for the person.

Example:

    verdicts: {gate: {values: [PASS], requires: {PASS: {person: named}}}}
    commands: {gate: {verdicts: gate, claude: {disable-model-invocation: false}}}

Fix: Remove the `false`; generated commands are protected by default. In a hand-written file, set
`disable-model-invocation: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.contract.conditions import needs_person
from revi_docs.problems.problem import Problem


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each command for people that the model can start."""
    for file in context.of_kind("command"):
        command = context.contract.commands.get(file.item[-1] if file.item else file.name)
        if command is None or file.is_for_people or not needs_person(context.contract, command):
            continue
        message = f"only a person may start /{file.name}, but the model can start it, too"
        place = context.place(file, "claude") if file.item else file.place_of("description")
        yield reporter.problem(message, "set 'disable-model-invocation: true'", (place,), file.name)
