"""The errors of decisions."""

from __future__ import annotations

import pytest

from revi_docs.decide import errors


def test_an_unknown_name_is_told_with_its_kind() -> None:
    error = errors.UnknownNameError("there is no status 'x'", "status", "x")
    assert (str(error), error.kind, error.name) == ("there is no status 'x'", "status", "x")
    assert (errors.UnknownNameError("m").kind, errors.UnknownNameError("m").name) == ("", "")


@pytest.mark.parametrize(
    "kind", [errors.UnknownNameError, errors.IllegalTransitionError, errors.OutOfRangeError, errors.StaleContractError]
)
def test_all_are_errors_of_decisions(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.DecisionError)
