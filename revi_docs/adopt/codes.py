"""Explanations of the adoption codes, for `explain` and the site."""

from __future__ import annotations

ADOPT_CODES: dict[str, str] = {
    "contradiction": """Two files of the repository have different values for the same fact.

Why: Only you know which value is right; a guess would become part of the contract.

Example:

    model: haiku        # .claude/agents/writer.md
    writer: sonnet      # models.yml

Fix: Make the files agree, then run `revi-docs adopt` again. Until then the contract omits the value.
""",
    "doubled-command": """Two files define a command of the same name.

Why: Only one of them runs when you type the name.

Example:

    .claude/commands/plan.md and .claude/skills/plan/SKILL.md

Fix: Rename all but one, or delete them.
""",
    "left-alone": """Something looks like a part of the workflow but is ambiguous, so it is skipped.

Why: Facts that are not in the contract are not checked and may drift.

Example:

    A table of statuses with a cell that is not a valid name.

Fix: Remove the ambiguity, or add the values to revi.yml manually.
""",
    "nothing-to-adopt": """The repository contains no facts for a contract.

Why: Agents or documents may be in a folder that `revi-docs adopt` does not search.

Example:

    A repository without .claude/ and without a table of statuses.

Fix: Pass their location with `--agents`, `--commands` or `--documents`, or start with `revi-docs init`.
""",
    "not-adopted": """The proposal cannot be written so that `check` passes. No file was changed.

Why: A partly adopted repository fails its check.

Example:

    The existing contract has `models: [haiku]`, a list, and an agent file names the model opus.

Fix: Follow the instructions in the message, or paste the proposal into revi.yml manually.
""",
}
