"""Platforms as data."""

from __future__ import annotations

import pytest

from revi_docs.targets.platform import CAPABILITIES, PLATFORMS, Platform, load_platform, platforms


def test_every_platform_can_be_loaded_and_has_a_source() -> None:
    assert list(platforms()) == list(PLATFORMS)
    for name, platform in platforms().items():
        assert platform.id == name
        assert platform.source.document
        assert set(platform.capabilities) <= set(CAPABILITIES)


def test_an_unknown_platform() -> None:
    with pytest.raises(KeyError, match="codecs"):
        load_platform("codecs")


def test_a_platform_has_outputs_for_its_capabilities() -> None:
    for platform in platforms().values():
        sections = {row.each for row in platform.outputs}
        assert not platform.has("agents") or "agents" in sections
        assert platform.has("commands") == ("commands" in sections) == bool(platform.skill_fields)
        assert ("agents" in sections) == bool(platform.agent_fields)
        assert platform.has("models") == any(field.shows == "model" for field in platform.agent_fields)
        assert platform.has("tool lists") == any(field.shows.startswith("tool") for field in platform.agent_fields)


def test_every_fact_of_a_platform_has_a_description() -> None:
    for fact in Platform.__annotations__:
        assert fact in {"id", "name", "source"} or f"`{fact}`" in str(Platform.__doc__), fact
