"""Platforms as data."""

from __future__ import annotations

import pytest

from revi_docs.targets.platform import CAPABILITIES, PLATFORMS, load_platform, platforms


def test_every_platform_can_be_loaded_and_has_a_source() -> None:
    assert list(platforms()) == list(PLATFORMS)
    for name, platform in platforms().items():
        assert platform.id == name
        assert platform.source.document
        assert set(platform.capabilities) <= set(CAPABILITIES)


def test_an_unknown_platform() -> None:
    with pytest.raises(KeyError, match="codecs"):
        load_platform("codecs")


def test_agents_have_a_form_where_the_platform_has_agents() -> None:
    for platform in platforms().values():
        assert bool(platform.agent_form) == platform.has("agents")
        assert bool(platform.skill_fields) == platform.has("commands")
