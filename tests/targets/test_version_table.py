"""Facts by version."""

from __future__ import annotations

import pytest

from revi_docs.targets.claude import TARGET
from revi_docs.targets.claude_versions import (
    AGENT_FIELDS,
    BLOCKING_EVENTS,
    CHECKED_VERSION,
    COMMAND_FIELDS,
    LIMITS,
    OBSERVING_EVENTS,
    TOOLS,
)
from revi_docs.targets.version_table import VersionedFact, facts_of, is_in_force, version_key

TABLES = (AGENT_FIELDS, BLOCKING_EVENTS, COMMAND_FIELDS, LIMITS, OBSERVING_EVENTS, TOOLS)


@pytest.mark.parametrize(
    ("version", "expected"), [("2.1.216", 5), ("2.1.217", 1), ("2.1.218", 1), ("2.1.219", 3), ("2.2", 3), ("10.0.0", 3)]
)
def test_the_limit_of_a_version(version: str, expected: int) -> None:
    assert facts_of(LIMITS, version)["agent layers"].value == expected


def test_since_is_included_and_until_is_not() -> None:
    fact = VersionedFact(name="x", source="s", since="2.1.9", until="2.1.10")
    assert [is_in_force(fact, version) for version in ("2.1.8", "2.1.9", "2.1.10")] == [False, True, False]


def test_versions_are_numbers() -> None:
    assert version_key("2.1.10") > version_key("2.1.9")
    with pytest.raises(ValueError, match="latest"):
        version_key("latest")


def test_every_fact_has_a_source_and_at_any_version_one_row() -> None:
    for table in TABLES:
        in_force = [fact.name for fact in table if is_in_force(fact, CHECKED_VERSION)]
        assert all(fact.source for fact in table)
        assert len(in_force) == len(set(in_force))


def test_the_tables_agree_with_the_facts_of_the_runtime() -> None:
    blocking = facts_of(BLOCKING_EVENTS, CHECKED_VERSION)
    observing = facts_of(OBSERVING_EVENTS, CHECKED_VERSION)
    assert len(blocking) + len(observing) == 33
    for event in TARGET.hook_events:
        assert event.name in (blocking if event.can_block else observing)
        assert set(event.tools) <= set(facts_of(TOOLS, CHECKED_VERSION))
