"""The version that a contract requires."""

from __future__ import annotations

import pytest

from revi_docs.app.required_version import version_problem
from revi_docs.contract.loader import parse
from revi_docs.problems.version import RELEASE, VERSION


def test_the_present_release_and_no_requirement() -> None:
    assert version_problem(parse(b"revi: 1\n")) is None
    assert version_problem(parse(f'revi: 1\nrequired_version: "{RELEASE}"\n'.encode())) is None


@pytest.mark.parametrize(
    ("required", "fix"),
    [
        ("0.0", "run 'revi-docs upgrade', or 'pip install \"revi-docs==0.0.*\"'"),
        ("10.0", "run 'pip install \"revi-docs==10.0.*\"'"),
    ],
)
def test_another_release(required: str, fix: str) -> None:
    problem = version_problem(parse(f'revi: 1\nrequired_version: "{required}"\n'.encode()))
    assert problem is not None
    assert (str(problem.first_place), problem.fix) == ("revi.yml:2:19", fix)
    assert problem.message == f"the contract requires revi-docs {required}, and {VERSION} is running"


@pytest.mark.parametrize("text", ["0.1", '"1"', '"0.1.0"', '">=0.1"'])
def test_other_forms(text: str) -> None:
    assert [problem.code for problem in parse(f"revi: 1\nrequired_version: {text}\n".encode()).problems] in (
        ["wrong-value"],
        ["wrong-type"],
    )
