"""Token counts of one line: the reply itself, and what its own counts leave out."""

from __future__ import annotations

from typing import Any

import pytest

from revi_docs.records.reply_usage import parse_reply
from revi_docs.records.usage import Usage

COUNTS = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")


def usage_data(*numbers: int, **others: Any) -> dict[str, Any]:
    return {**dict(zip(COUNTS, numbers, strict=True)), **others}


MESSAGE, LAST = usage_data(1, 45, 0, 0, type="message"), usage_data(1, 453, 0, 0, type="message")
ADVISOR = usage_data(100, 7, 20, 3, type="advisor_message", model="other")


@pytest.mark.parametrize(
    ("iterations", "usage", "is_complete"),
    [
        pytest.param(None, Usage(2, 498, 0, 0), True, id="none"),
        pytest.param([], Usage(2, 498, 0, 0), True, id="empty"),
        pytest.param([MESSAGE, LAST], Usage(2, 498, 0, 0), True, id="the reply alone"),
        pytest.param([MESSAGE, ADVISOR, LAST], Usage(102, 505, 20, 3), True, id="an advisor"),
        pytest.param([MESSAGE, ADVISOR, ADVISOR, LAST], Usage(202, 512, 40, 6), True, id="an advisor, twice"),
        pytest.param(
            [usage_data(9, 9, 0, 0, type="compaction"), MESSAGE, LAST], Usage(11, 507, 0, 0), True, id="a compaction"
        ),
        pytest.param(
            [usage_data(1, 400, 0, 0, type="new"), usage_data(1, 98, 0, 0, type="message")],
            Usage(2, 498, 0, 0),
            True,
            id="an unknown kind that is part of the reply",
        ),
        pytest.param([MESSAGE, {"type": "advisor_message"}, LAST], Usage(2, 498, 0, 0), False, id="without counts"),
        pytest.param([MESSAGE, {**ADVISOR, "output_tokens": "7"}], Usage(2, 498, 0, 0), False, id="a text"),
        pytest.param("many", Usage(2, 498, 0, 0), False, id="no list"),
        pytest.param([3], Usage(2, 498, 0, 0), False, id="no mapping"),
    ],
)
def test_iterations(iterations: Any, usage: Usage, is_complete: bool) -> None:
    reply = parse_reply({}, usage_data(2, 498, 0, 0, iterations=iterations))
    assert reply is not None
    assert (reply.usage, reply.total, reply.is_complete) == (usage, sum(usage), is_complete)


@pytest.mark.parametrize(
    ("total", "parts", "cache_creation", "is_complete"),
    [
        (7, {"ephemeral_5m_input_tokens": 3, "ephemeral_1h_input_tokens": 4}, 7, True),
        (None, {"ephemeral_5m_input_tokens": 3, "ephemeral_1h_input_tokens": 4}, 7, True),
        (0, {"ephemeral_5m_input_tokens": 3, "ephemeral_1h_input_tokens": 4}, 7, True),
        (0, {"ephemeral_24h_input_tokens": 4}, 4, True),
        (7, {}, 7, True),
        (7, {"ephemeral_5m_input_tokens": "3"}, 0, False),
    ],
)
def test_cache_by_lifetime(total: int | None, parts: dict[str, Any], cache_creation: int, is_complete: bool) -> None:
    data = usage_data(1, 2, 0, 0, cache_creation=parts) | {"cache_creation_input_tokens": total}
    reply = parse_reply({}, data)
    assert reply is not None
    assert (reply.usage, reply.is_complete) == (Usage(1, 2, cache_creation, 0), is_complete)


def test_an_empty_split_says_nothing() -> None:
    data = {name: number for name, number in usage_data(1, 2, 0, 0).items() if "creation" not in name}
    reply = parse_reply({}, {**data, "cache_creation": {}})
    assert reply is not None
    assert not reply.is_complete


@pytest.mark.parametrize(("model", "has_ended"), [("<synthetic>", True), ("claude-sonnet-4-5", False)])
def test_a_message_of_the_platform_itself_has_ended(model: str, has_ended: bool) -> None:
    reply = parse_reply({"message": {"model": model, "stop_reason": None}}, usage_data(0, 0, 0, 0))
    assert reply is not None
    assert reply.has_ended is has_ended
