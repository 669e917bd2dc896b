"""The fix of each problem of a contract: typed as it is printed, it removes the problem and adds no other."""

from __future__ import annotations

import re
import textwrap

import pytest

from revi_docs.app.code_catalog import explanations
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from tests.fixes.contract_edits import CONTRACT_EDITS
from tests.support.linted_contract import problems

TEXTS = {entry.code: entry.text for entry in explanations()}
WORD = re.compile(r"[A-Za-z_-]{3,}")


def planted_contract(code: str) -> str:
    """The contract on the page of a code."""
    example = re.search(r"^Example:\n\n(.*?)\n\nFix: ", TEXTS[code], re.DOTALL | re.MULTILINE)
    assert example is not None
    return f"revi: 1\n{textwrap.dedent(example[1])}\n"


def all_problems(contract: str) -> tuple[Problem, ...]:
    try:
        return problems(contract)
    except ReviError as error:
        return error.problems


def messages(contract: str) -> set[tuple[str, str]]:
    return {(problem.code, problem.message) for problem in all_problems(contract)}


@pytest.mark.parametrize("code", CONTRACT_EDITS)
def test_the_fix_removes_the_problem_and_adds_no_other(code: str) -> None:
    old, new = CONTRACT_EDITS[code]
    contract = planted_contract(code)
    assert contract.count(old) == 1
    assert code in {problem.code for problem in all_problems(contract)}

    after = messages(contract.replace(old, new))

    assert code not in {code for code, _ in after}
    assert after <= messages(contract)


@pytest.mark.parametrize("code", CONTRACT_EDITS)
def test_a_person_types_what_the_fix_or_the_contract_says(code: str) -> None:
    _, new = CONTRACT_EDITS[code]
    contract = planted_contract(code)
    fixes = " ".join(problem.fix for problem in all_problems(contract) if problem.code == code)

    assert set(WORD.findall(new)) <= set(WORD.findall(fixes)) | set(WORD.findall(contract))
