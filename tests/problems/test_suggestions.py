"""The name that was probably meant."""

from __future__ import annotations

import pytest

from revi_docs.problems.suggestions import closest_name, did_you_mean


@pytest.mark.parametrize(
    ("name", "expected_name"),
    [
        pytest.param("in-elaborationn", "in-elaboration", id="one letter too many"),
        pytest.param("UAT", "uat", id="capitals"),
        pytest.param("zzz", None, id="nothing near"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_nearest_name(name: str, expected_name: str | None) -> None:
    assert closest_name(name, ["in-elaboration", "uat", "done"]) == expected_name


def test_did_you_mean() -> None:
    assert did_you_mean("don", ["done"]) == ", or did you mean 'done'?"
    assert did_you_mean("x", ["done"]) == ""
