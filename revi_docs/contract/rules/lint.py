"""All problems of a contract: those of its form and those that the rules find."""

from __future__ import annotations

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.rules import RULES
from revi_docs.problems.problem import Problem, sorted_problems


def lint(loaded: LoadedContract) -> tuple[Problem, ...]:
    """Return all problems, sorted by place.

    The problems of a rule are dropped if it read a section with an invalid value: they would be
    consequences of that value, which is already reported.
    """
    problems = list(loaded.problems)
    for rule in RULES:
        context = RuleContext(loaded, rule.code)
        rule_problems = list(rule.check(context))
        if not context.sections_read & loaded.invalid_sections:
            problems += rule_problems
    return sorted_problems(problems)
