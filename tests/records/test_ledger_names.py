"""Names of a ledger entry as the contract has them today."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import NameTable
from revi_docs.records.ledger_names import current_name, unknown_names, with_current_names
from tests.decide.decisions_contract import CONTRACT

STATUSES = NameTable(("open", "over"), {"done": "finished", "finished": "over"}, {"retired": "no longer used"})
TODAY = CONTRACT._replace(names={**CONTRACT.names, "status": STATUSES})


def test_a_former_name_leads_to_the_one_of_today() -> None:
    assert [current_name(TODAY, "status", name) for name in ("open", "done", "gone")] == ["open", "over", "gone"]


def test_a_circle_of_names_ends() -> None:
    circle = NameTable(("a", "b"), {"a": "b", "b": "a"}, {})
    assert current_name(CONTRACT._replace(names={"status": circle}), "status", "a") in ("a", "b")


def test_the_fields_of_an_entry() -> None:
    fields = {"event": "moved", "from": "open", "to": "done", "by": "build", "fence": 3}
    assert with_current_names(TODAY, fields) == {**fields, "to": "over"}


def test_unknown_names() -> None:
    fields = {"from": "retired", "to": "gone", "by": "manual", "command": "sing", "phase": None}
    assert list(unknown_names(TODAY, fields)) == [("status", "gone"), ("command", "sing")]
