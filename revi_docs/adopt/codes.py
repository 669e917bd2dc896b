"""What moving in can find, told for `explain` and for the site."""

from __future__ import annotations

ADOPT_CODES: dict[str, str] = {
    "contradiction": """Two places of the repository say different things about one fact.

Why: only people know which of them is right, and a guess would be written into the contract as the truth.

Example:

    model: haiku        # .claude/agents/writer.md
    writer: sonnet      # models.yml

Mend: make the places agree, then run `revi-docs adopt` again. Until then the contract leaves the value out.
""",
    "doubled-command": """Two files make a command of one name.

Why: only one of them is run when somebody types the name.

Example:

    .claude/commands/plan.md and .claude/skills/plan/SKILL.md

Mend: rename all but one, or remove them.
""",
    "left-alone": """Something looks like a part of the workflow, and cannot be told for certain.

Why: nothing watches over it, so that it may drift.

Example:

    A table of statuses with a cell that can be no name.

Mend: write it so that it is certain, or state it in revi.yml by hand.
""",
    "nothing-to-adopt": """The repository holds nothing that a contract could state.

Why: there may be agents or documents in places that are not looked at.

Example:

    A repository without .claude/, and without a table of statuses.

Mend: name the files with `--agents`, `--commands` or `--documents`, or begin with `revi-docs init`.
""",
    "not-adopted": """What was found cannot be written so that `check` would be clean. Nothing was changed.

Why: a half-adopted repository is worse than none.

Example:

    The contract that is there has its agents on one line, `agents: {a: {}}`.

Mend: do what the message says, or paste the proposal into revi.yml by hand.
""",
}
