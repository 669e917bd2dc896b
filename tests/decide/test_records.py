"""Records and events are checked field by field; each problem names its field."""

from __future__ import annotations

from typing import Any

import pytest

from revi_docs.decide.records import check_event, check_record
from tests.decide.decisions_contract import CONTRACT

NOTE = {"story": "AB-1", "status": "open", "at": "2026-02-11T14:32:05.120+01:00"}


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        pytest.param({}, (), id="only what is required"),
        pytest.param({"count": 0, "lines": [{"text": "", "kind": "bad"}]}, (), id="all of it"),
        pytest.param({"story": "AB-x"}, ("story: is not of the type story",), id="another story id"),
        pytest.param({"status": "done"}, ("status: is not of the type status",), id="an alias is no id"),
        pytest.param({"at": "2026-02-30 14:32"}, ("at: is not of the type datetime",), id="no time"),
        pytest.param({"count": True}, ("count: is not of the type integer",), id="true is no number"),
        pytest.param({"count": -1}, ("count: is not of the type integer",), id="below zero"),
        pytest.param({"lines": {}}, ("lines: is not a list",), id="no list"),
        pytest.param({"extra": 1}, ("extra: is not a known field",), id="an unknown field"),
        pytest.param(
            {"lines": [{"kind": "odd"}, 7]},
            ("lines.0.text: is missing", "lines.0.kind: is not of the type good|bad", "lines.1.: is not an object"),
            id="inside a list",
        ),
    ],
)
def test_a_record(more: dict[str, Any], problems: tuple[str, ...]) -> None:
    assert check_record(CONTRACT, "note", {**NOTE, **more}) == problems


def test_no_record() -> None:
    assert check_record(CONTRACT, "nothing", {}) == ("record: the contract has no record 'nothing'",)
    assert check_record(CONTRACT, "line", []) == ("record: is not an object",)
    assert check_record(CONTRACT, "line", {}) == ("text: is missing", "kind: is missing")


def test_an_event() -> None:
    event = {"timestamp": "2026-02-11T14:32:05Z", "event": "moved", "to": "over"}
    assert check_event(CONTRACT, event) == ()
    assert check_event(CONTRACT, {**event, "event": "stayed"}) == ("event: is not an event of the contract",)
    assert check_event(CONTRACT, {**event, "to": "gone"}) == ("to: is not of the type status",)
    assert check_event(CONTRACT, "moved") == ("event: is not an event of the contract",)
    assert check_event(CONTRACT._replace(trace=None), event) == ("record: the contract has no trace",)
