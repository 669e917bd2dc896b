"""The problems of a contract as text or bytes."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.problem import Problem


def problems(contract: str | bytes) -> tuple[Problem, ...]:
    return lint(parse(contract.encode() if isinstance(contract, str) else contract))
