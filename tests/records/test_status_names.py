"""The status that a story file means."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.decide.errors import UnknownNameError
from revi_docs.records.status_names import status_of_text
from revi_docs.stories.story_layout import StoryLayout

CONTRACT = b"revi: 1\nstatuses: {open: {}, in-work: {aliases: [In Work]}}\n"


def test_names_aliases_and_letter_case() -> None:
    contract = StoryLayout(Path(), parse(CONTRACT).contract).decision_contract
    assert [status_of_text(contract, text) for text in ("open", "Open", "In Work", "IN-WORK")] == [
        "open",
        "open",
        "in-work",
        "in-work",
    ]
    for text in ("in work", "opened", ""):
        with pytest.raises(UnknownNameError):
            status_of_text(contract, text)
