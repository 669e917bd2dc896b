"""The sections that use a name."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.contract.name_uses import sections_by_name

CONTRACT = b"""\
revi: 1
phases: {build: {}}
statuses: {open: {}, in-work: {}, closed: {terminal: true}}
verdicts: {review: {values: [PASS]}}
commands:
  build: {description: Builds., phase: build, verdicts: review}
transitions:
  - {from: open, to: in-work, by: build, verdict: PASS}
  - {from: [open, in-work], to: closed, by: system, event: in-work}
budgets:
  levels: {strict: {over_warning: warn, over_hard: fail}}
  level: strict
  phases: {build: {warning: 1, hard: 2}}
"""


def test_a_reference_is_no_use_of_its_own() -> None:
    sections = sections_by_name(parse(CONTRACT).contract)
    names = ("open", "in-work", "build", "PASS", "strict")
    assert {name: sections[name] for name in names} == {
        "open": {"statuses"},
        "in-work": {"statuses", "transitions"},
        "build": {"phases", "commands"},
        "PASS": {"verdicts", "transitions"},
        "strict": {"budgets"},
    }
