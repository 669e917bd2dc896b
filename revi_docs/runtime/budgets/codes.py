"""Explanations of the codes for tokens, metrics and worker results, for `explain` and the site."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure

BUDGET_CODES: dict[str, tuple[str, str, str, str]] = {
    "no-budgets": (
        "The contract has no `budgets` section.",
        "Without one there are no limits to compare with.",
        "revi plumbing budget check REVI-001 --phase code_review",
        "Add `budgets` to revi.yml.",
    ),
    "invalid-multiplier": (
        "The multiplier in the story file is not a number.",
        "The limits of the story are the limits of the contract times that number.",
        "token_multiplier: big",
        "Write a number within the range of `budgets.multiplier`, or remove the line.",
    ),
    "no-limits": (
        "The limits of a story cannot be computed from its multiplier.",
        "Without limits, the trace cannot be checked for phases over budget.",
        "token_multiplier: 99",
        "Write a multiplier within the range of `budgets.multiplier`.",
    ),
    "two-sources": (
        "The number of tokens comes from two sources.",
        "They may disagree, and revi would have to ignore one of them.",
        "revi plumbing budget record REVI-001 --phase code_review --tokens 100 --result run.json",
        "Keep one of the options.",
    ),
    "invalid-token-count": (
        "The number of tokens is negative.",
        "A negative number would lower the recorded usage.",
        "--tokens -5",
        "Write 0 or more.",
    ),
    "token-count-decreased": (
        "The number of tokens is lower than at the start of the phase.",
        "The number is a running total of the session and cannot decrease.",
        "revi plumbing budget start ... --tokens 900, then revi plumbing budget record ... --tokens 400",
        "Pass the current total of the session.",
    ),
    "budget-unreadable": (
        ExecutionFailure("The state of the token count is not in the form that revi writes."),
        "The file contains the totals that earlier records ended with.",
        "_implementation/.budget: [",
        "Delete the file; usage since the last record is then unknown.",
    ),
    "no-result": (
        ExecutionFailure("The file is not the result of a finished agent run."),
        "The number of tokens of a run is in its result record only.",
        "run.json ends in the middle of a line",
        "Pass the complete output of `claude --output-format json`.",
    ),
    "confirm-needed": (
        "The phase is over a limit, and its level requires confirmation.",
        "More work costs more tokens than planned, which a person has to decide.",
        "revi plumbing budget check REVI-001 --phase code_review    # in a script",
        "Add `--confirm` after a person has agreed.",
    ),
    "no-metrics": (
        "The contract has no `metrics` section.",
        "The section defines which metrics are computed and where they are written.",
        "revi plumbing metrics REVI-001",
        "Add `metrics` to revi.yml.",
    ),
    "no-events": (
        "The trace has no events.",
        "Metrics and comparisons are computed from events.",
        "_implementation/TRACE.jsonl does not exist",
        "Record events first: phases, agents and moves write them.",
    ),
    "no-time": (
        "The value is not a time that revi can read.",
        "The time is when the workers started; a wrong one makes results count as late.",
        "--since yesterday",
        "Write it like 2026-02-11T14:32:05Z.",
    ),
    "section-missing": (
        ExecutionFailure("The file has no section of the name that revi appends to."),
        "revi adds rows to a section that exists, and never guesses where one belongs.",
        "REVI-001.md has no section Agent Log",
        "Add the section with its heading.",
    ),
}
