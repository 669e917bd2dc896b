"""The name that was probably meant."""

from __future__ import annotations

import pytest

from revi_docs.problems.suggestions import closest_name, suggested_fix


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


def test_a_fix_starts_with_the_nearest_name() -> None:
    assert suggested_fix("don", ["done"], "add it") == "write 'done', or add it"
    assert suggested_fix("don", ["done"], "add it", "rename it to") == "rename it to 'done', or add it"
    assert suggested_fix("x", ["done"], "add it") == "add it"
