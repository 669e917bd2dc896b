"""What can be wrong with a case for an agent, and with what the agent left of it."""

from __future__ import annotations

CASE_CODES: dict[str, str] = {
    "broken-case": """A case for an agent cannot be read: `case.yaml` or the folder `story` beside it.

Why: an agent that is given the wrong story is judged by nothing.

Example:

    agent: elab-analist

Mend: write `agent`, `story` and, where words must be named, `must_say`; see the page about testing agents.
""",
    "agent-wrote-nothing": """The agent left no new file of a kind that the contract says it writes.

Why: the next agent reads that file.

Example:

    elab-analyst ends, and there is no _implementation/ANALYSIS.md.

Mend: let the agent's text name the file and where it stands, then run the case again.
""",
    "agent-section-empty": """A file that the agent wrote lacks a section, or has nothing in it.

Why: what is not there was perhaps never looked at.

Example:

    A PROOF has no section Reuse Verification.

Mend: let the agent's text ask for the section, then run the case again.
""",
    "agent-missed": """The agent does not name what a good answer names.

Why: the case was made with that fault in it.

Example:

    The story contradicts itself, and the analysis does not say so.

Mend: change the agent's text or its model, and run the case several times: answers vary.
""",
    "agent-changed-more": """The agent changed a file that is not its own.

Why: what nobody expects to change is read by nobody before it is merged.

Example:

    A reviewer repairs the file that it reviews.

Mend: let the agent's text forbid it; where the file is its work, name it under `writes` in the contract.
""",
    "agent-failed": """The command that starts the agent ended with an error, or was not done in time.

Why: what it left is no answer.

Example:

    The command needs a key that is not set.

Mend: run the command by itself in an empty folder, and give more time with `--timeout`.
""",
}
