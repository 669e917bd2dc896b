"""Codes and texts for the problems of an agent case and of the agent's result."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure

CASE_CODES: dict[str, str] = {
    "broken-case": ExecutionFailure("""An agent case is invalid: its `case.yaml` or the folder `story` next to it.

Why: The result of an agent that works on the wrong story means nothing.

Example:

    agent: elab-analist

Fix: Write `agent`, `story` and, if the output must contain certain words, `must_say`. See the page about
testing agents.
"""),
    "agent-wrote-nothing": """The agent wrote no file of a kind that it writes according to the contract.

Why: The next agent reads that file.

Example:

    elab-analyst exits, but there is no _implementation/ANALYSIS.md.

Fix: Name the file and its folder in the agent's prompt, then run the case again.
""",
    "agent-section-empty": """A file that the agent wrote lacks a section, or the section is empty.

Why: The agent may have skipped that part of the work.

Example:

    A PROOF has no section Reuse Verification.

Fix: Ask for the section in the agent's prompt, then run the case again.
""",
    "agent-missed": """The agent's output does not contain a required word.

Why: The case contains a defect on purpose, and the agent must notice it.

Example:

    The story contradicts itself, but the analysis does not mention it.

Fix: Change the agent's prompt or its model, and run the case several times, because answers vary.
""",
    "agent-changed-more": """The agent changed a file that it may not write.

Why: Reviewers overlook changes that they do not expect.

Example:

    A reviewer edits the file that it reviews.

Fix: Forbid it in the agent's prompt. If the file is the agent's work, add its artifact to `writes` in the
contract.
""",
    "agent-failed": """The command that starts the agent failed or timed out.

Why: Its output is incomplete and cannot be evaluated.

Example:

    The command needs an API key that is not set.

Fix: Run the command alone in an empty folder. If it needs more time, pass `--timeout`.
""",
}
