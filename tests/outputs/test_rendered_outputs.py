"""All outputs together: what is linked, and contracts that have only some sections."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract.loader import parse
from revi_docs.contract.model import Contract
from revi_docs.outputs.rendered_outputs import render_all
from tests.outputs.refresh import GOLDEN
from tests.outputs.shipped_templates import no_extras
from tests.support.four_statuses import FOUR


def test_four_statuses_and_nothing_else(tmp_path: Path) -> None:
    rendered = render_all(tmp_path, parse(FOUR), no_extras())
    assert rendered.problems == ()
    assert [result.path for result in rendered.files] == [
        ".claude/docs/statuses.md",
        "docs_src/reference/index.md",
        "docs_src/reference/statuses/begun.md",
        "docs_src/reference/statuses/index.md",
        "docs_src/reference/statuses/noticed.md",
        "docs_src/reference/statuses/over.md",
        "docs_src/reference/statuses/parked.md",
    ]
    text = "".join(result.content.decode() for result in rendered.files)
    text = re.sub(r"revi:defined|revi:generated|revi\.yml|`revi (?:can|move) STORY_ID STATUS`", "", text)
    assert re.findall(r"(?i)revi|command|agent|verdict|phase|budget|lock|error", text) == []


NEVER_ALONE = {
    *("revi", "outputs", "default_outputs", "links", "metrics", "owns", "regions", "prose"),
    *("required_version", "extends", "targets", "claims"),
}
"""Sections that make no page: they say how the others are read, checked, written or stored."""


REFERENCES = {
    *("stage", "spawns", "reads", "writes", "phase", "verdicts", "workers", "group", "model", "rerun", "recovery"),
    *("record", "sets", "phases"),
}


@pytest.mark.parametrize("name", [part.name for part in fields(Contract) if part.name not in NEVER_ALONE])
def test_no_section_needs_another_to_be_there(tmp_path: Path, name: str) -> None:
    """A contract of one section alone, without what refers to other sections, makes its pages."""
    value = yaml.load((GOLDEN.parent / "small.yml").read_bytes(), Loader=yaml.CSafeLoader)[name]
    loaded = parse(yaml.safe_dump({"revi": 1, name: _alone(value)}, sort_keys=False).encode())
    rendered = render_all(tmp_path, loaded, no_extras())
    assert (loaded.problems, rendered.problems) == ((), ())
    assert rendered.files


def _alone(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _alone(part) for key, part in value.items() if key not in REFERENCES}
    return value
