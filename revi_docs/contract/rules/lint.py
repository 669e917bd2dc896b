"""All problems of a contract: of its form, then of its sense."""

from __future__ import annotations

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.rules import RULES
from revi_docs.problems.problem import Problem, sorted_problems


def lint(loaded: LoadedContract) -> tuple[Problem, ...]:
    """Every problem of form and every rule's problems, in order of place.

    A rule that looked at a section of which a value could not be read is not heard: it would
    report what follows from the broken value, not what is wrong.
    """
    problems = list(loaded.problems)
    for rule in RULES:
        context = RuleContext(loaded)
        rule_problems = list(rule.check(context))
        if not context.sections_read & loaded.invalid_sections:
            problems += rule_problems
    return sorted_problems(problems)
