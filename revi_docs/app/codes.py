"""Explanations of the codes about settings of Claude Code and about contract changes, for `explain` and the site."""

from __future__ import annotations

from revi_docs.problems.code_text import code_text

SETTINGS_CODES: dict[str, str] = {
    "unreadable-settings": """The settings of Claude Code are not valid JSON, or their `hooks` have the wrong form.

Why: `revi-docs init --hooks` edits the file in place and keeps everything else in it. That is only safe
if the whole file can be parsed.

Example:

    {"hooks": [],}

Fix: Correct the line that the message names, then run `revi-docs init --hooks` again. Nothing was written.
"""
}

REVIEW_CODES = {
    "breaking-change": code_text(
        "Something that conforms to the old contract can fail under the new one.",
        "A removed name makes stored data unreadable, a lower limit stops work that was allowed.",
        "budgets:\n  phases:\n    elaboration: {warning: 10000, hard: 20000}    # hard was 60000",
        "Keep a former name as an alias or as a retired name, or let the owners of `revi.yml` approve the change.",
    ),
    "contract-change": code_text(
        "The contract differs from the one that it is compared with; whatever conforms still does.",
        "Reviewers see what a change of `revi.yml` means, by the identity of items instead of by line.",
        "budgets:\n  phases:\n    elaboration: {warning: 40000, hard: 80000}    # hard was 60000",
        "No action is needed.",
    ),
    "stranded-story": code_text(
        "A story in flight cannot go on as it could under the old contract.",
        "Its status, every transition out of it, its command or an agent of its command is gone, or evidence is newly "
        "required of it.",
        "statuses: {open: {}, closed: {terminal: true}}    # a story is in 'waiting', which was removed",
        "Run the command that the finding names, or keep what the story needs in the contract.",
    ),
    "not-comparable": code_text(
        "Part of the old contract cannot be compared.",
        "It is missing, invalid, or in the format of another version of revi-docs.",
        "revi-docs diff --against v0.1.0",
        "No action is needed; `--against` compares with another commit.",
    ),
}
