"""What got better or worse between two traces."""

from __future__ import annotations

from typing import Any

from revi_docs.records.jsonl import Line
from revi_docs.records.trace_diff import Tolerance, TraceChange, TraceProfile, build_profile, compare_profiles

AGENT = {"event": "agent_complete", "agent": "reader", "tokensInput": 80, "tokensOutput": 20, "durationMs": 100}


def profile(*events: dict[str, Any], story: str = "AB-1") -> TraceProfile:
    return build_profile([Line(number, event, "") for number, event in enumerate(events, 1)], story)


def test_a_profile() -> None:
    result = profile(
        {"event": "agent_spawn", "agent": "reader"},
        {**AGENT, "status": "failure"},
        {"event": "artifact", "action": "write", "path": "AB-1/AUDIT-AB-1-20260101-0000.md"},
        {"event": "artifact", "action": "read", "path": "x"},
        {"event": "status_moved", "from": "a", "to": "b"},
    )
    assert result.metrics == {
        ("agent", "reader"): {"durationMs": 100, "ends": 1, "failures": 1, "spawns": 1, "tokens": 100}
    }
    assert result.last_statuses == {("agent", "reader"): "failure"}
    assert result.artifacts_and_moves == {("artifact", "write {id}/AUDIT-{id}-{timestamp}.md"), ("move", "a -> b")}


def test_another_story_of_the_same_form_is_equal() -> None:
    events = [{"event": "artifact", "action": "write", "path": f"{story}.md"} for story in ("AB-1", "AB-22")]
    assert profile(events[0]) == profile(events[1], story="AB-22")


def test_within_the_tolerance_nothing_changed() -> None:
    assert compare_profiles(profile(AGENT), profile({**AGENT, "tokensInput": 90}), Tolerance()) == ()


def test_worse_comes_first() -> None:
    new = {**AGENT, "tokensInput": 91, "durationMs": 20, "status": "failure"}
    assert compare_profiles(profile(AGENT), profile(new), Tolerance()) == (
        TraceChange("agent", "reader", "end", "success", "failure", is_regression=True),
        TraceChange("agent", "reader", "failures", "0", "1", is_regression=True),
        TraceChange("agent", "reader", "tokens", "100", "111", is_regression=True),
        TraceChange("agent", "reader", "durationMs", "100", "20", is_regression=False),
    )


def test_an_agent_that_did_not_start() -> None:
    assert compare_profiles(profile(AGENT), profile(), Tolerance()) == (
        TraceChange("agent", "reader", "end", "success", "never", is_regression=True),
        TraceChange("agent", "reader", "presence", "present", "missing", is_regression=True),
    )
