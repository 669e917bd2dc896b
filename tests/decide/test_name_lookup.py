"""Ids, aliases, reserved and unknown names; records with aliases get ids."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import ResolvedName, canonical_names, resolve, resolve_id
from tests.decide.decisions_contract import CONTRACT


def test_an_id_and_an_alias() -> None:
    assert resolve(CONTRACT, "status", "over") == ResolvedName("over", "")
    assert resolve(CONTRACT, "status", "done") == ResolvedName("over", "'done' is an alias of the status 'over'")
    assert resolve_id(CONTRACT, "status", "done") == "over"


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("status", "gone", "there is no status 'gone'"),
        ("status", "ready", "there is no status 'ready': say busy or over"),
        ("status", "OPEN", "there is no status 'OPEN'"),
        ("color", "red", "there is no color 'red'"),
    ],
)
def test_no_such_name(kind: str, name: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve(CONTRACT, kind, name)
    assert str(error.value) == message


def test_aliases_in_a_record_become_ids() -> None:
    fields = {"status": "status", "agents": "list of agent", "note": "note?", "other": "string"}
    record = {"status": "done", "agents": ["author", "nobody"], "note": {"status": "done"}, "other": "done"}
    result = canonical_names(CONTRACT, fields, record)
    assert result.record == {
        "status": "over",
        "agents": ["writer", "nobody"],
        "note": {"status": "over"},
        "other": "done",
    }
    assert result.warnings == (
        "status: 'done' is an alias of the status 'over'",
        "agents.0: 'author' is an alias of the agent 'writer'",
        "note.status: 'done' is an alias of the status 'over'",
    )
    assert record["status"] == "done"
