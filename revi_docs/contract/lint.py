"""All problems of a contract: of its form, then of its sense."""

from __future__ import annotations

from revi_docs.contract.load import Loaded
from revi_docs.contract.rule import Case
from revi_docs.contract.rules import RULES
from revi_docs.problems.problem import Problem, in_order


def lint(loaded: Loaded) -> tuple[Problem, ...]:
    """Every problem of form and every rule's problems, in order of place.

    A rule that looked at a section of which a value could not be read is not heard: it would
    report what follows from the broken value, not what is wrong.
    """
    found = list(loaded.problems)
    for rule in RULES:
        case = Case(loaded)
        problems = list(rule.check(case))
        if not case.seen & loaded.broken:
            found += problems
    return in_order(found)
