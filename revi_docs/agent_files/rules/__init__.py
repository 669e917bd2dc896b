"""The rules for agent files: one module for each, listed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Problem

# The code of a rule is the name of its module, and its text is the docstring of the module.
_MODULES = (
    "agent_asks_person",
    "description_without_when",
    "dropped_by_target",
    "event_cannot_block",
    "ineffective_timeout",
    "model_starts_person_command",
    "nesting_too_deep",
    "platform_field",
    "skill_too_large",
    "token_limit",
    "unknown_hook_event",
    "unknown_tool",
    "unseen_text",
)

_INDEPENDENT_OF_CLAUDE = frozenset({"dropped-by-target", "token-limit", "description-without-when"})
"""Rules that also apply if the contract is not rendered for Claude Code."""


@dataclass(frozen=True, slots=True)
class AgentFileRule:
    """A rule: its code, its check, and its text for `explain` and the site."""

    code: str
    check: Callable[[AgentFilesContext, RuleReporter], Iterator[Problem]]
    text: str


def _rule(name: str) -> AgentFileRule:
    module = import_module(f"{__name__}.{name}")
    return AgentFileRule(name.replace("_", "-"), module.check, (module.__doc__ or "").strip() + "\n")


RULES: tuple[AgentFileRule, ...] = tuple(map(_rule, _MODULES))
"""Sorted by code."""

AGENT_FILE_CODES: dict[str, str] = {rule.code: rule.text for rule in RULES}
"""Code → its text for `explain` and for the site."""


def lint_agent_files(context: AgentFilesContext) -> Iterator[Problem]:
    """Yield the problems of all rules."""
    for rule in RULES:
        if context.applies_to_claude or rule.code in _INDEPENDENT_OF_CLAUDE:
            yield from rule.check(context, RuleReporter(rule.code))
