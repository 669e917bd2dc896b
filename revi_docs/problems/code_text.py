"""The texts that explain codes, in Markdown."""

from __future__ import annotations


class ExecutionFailure(str):
    """A text, or its first part, of a code that leads to exit code 3 although its table is one of findings."""

    __slots__ = ()


def code_text(summary: str, reason: str, example: str, fix: str) -> str:
    """What a code reports, why it matters, an example and the fix; an ExecutionFailure if the summary is one."""
    lines = "\n".join(f"    {line}".rstrip() for line in example.split("\n"))
    text = f"{summary}\n\nWhy: {reason}\n\nExample:\n\n{lines}\n\nFix: {fix}"
    return ExecutionFailure(text) if isinstance(summary, ExecutionFailure) else text
