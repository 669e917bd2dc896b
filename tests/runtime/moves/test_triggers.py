"""The transition that a request means if it names only a part of the trigger."""

from __future__ import annotations

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.triggers import Trigger, find_trigger

ANY = Trigger("", "", "")


def test_the_only_transition_is_meant(workflow: Repository) -> None:
    assert find_trigger(workflow, ("in-qa", "uat"), ANY) == (Trigger("qa-verify-story", "", "PASS"), False)


@pytest.mark.parametrize(
    ("pair", "requested", "code"),
    [
        (("in-qa", "completed"), ANY, "illegal-transition"),
        (("completed", "uat"), ANY, "illegal-transition"),
        (("in-qa", "uat"), Trigger("", "", "FAIL"), "illegal-transition"),
    ],
)
def test_none_is_meant(workflow: Repository, pair: tuple[str, str], requested: Trigger, code: str) -> None:
    with pytest.raises(CommandError) as error:
        find_trigger(workflow, pair, requested)
    assert error.value.code == code


def test_the_fix_names_what_would_work(workflow: Repository) -> None:
    with pytest.raises(CommandError) as error:
        find_trigger(workflow, ("in-qa", "uat"), Trigger("", "", "FAIL"))
    assert error.value.fix == "use --by qa-verify-story --verdict 'PASS'"
    with pytest.raises(CommandError) as error:
        find_trigger(workflow, ("completed", "uat"), ANY)
    assert error.value.fix == "'completed' is final; create a follow-up with 'revi story new ID --title TITLE'"
