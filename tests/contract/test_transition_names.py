"""A text for each transition."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.contract.transition_names import transition_names

CONTRACT = b"""\
revi: 1
statuses: {open: {}, review: {}, done: {terminal: true}}
transitions:
  - {from: open, to: review, by: make, event: finished}
  - {from: [open, review], to: done, by: check, verdict: [PASS, FAIL]}
  - {from: open, to: done, by: manual}
"""


def test_a_name_has_the_statuses_and_what_causes_the_move() -> None:
    assert transition_names(parse(CONTRACT).contract) == [
        "open to review by make, finished",
        "open, review to done by check, PASS, FAIL",
        "open to done by manual",
    ]
