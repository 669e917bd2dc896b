"""The summary of all phases; by a real call of `revi plumbing budget report`."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from tests.support.phase_usage import PHASE
from tests.support.runtime_fixtures import Revi

pytestmark = pytest.mark.usefixtures("started_story")


def test_the_summary(revi: Revi, story: StoryPaths) -> None:
    for phase, tokens in (("pm_story", "10"), ("elaboration", "60000"), (PHASE, "50000")):
        revi("budget", "record", story.id, "--phase", phase, "--tokens", tokens)
    response = revi("budget", "report", story.id)
    assert [(item["phase"], item["over"]) for item in response.document["phases"]] == [
        ("elaboration", "hard"),
        (PHASE, "warning"),
        ("pm_story", ""),
    ]
    unknown = " | ".join(["unknown"] * 4)
    assert (
        Path(story.file("_implementation/TOKEN-SUMMARY.md")).read_text()
        == f"""\
# Tokens of REVI-016

Generated from the token log by `revi plumbing budget report`; do not edit.
Counted: input, output, cache_creation. Incomplete figures are lower bounds.

| Phase | Counted | Warning | Hard limit | Reached | Input | Output | Cache creation | Cache read | Complete |
|---|---|---|---|---|---|---|---|---|---|
| elaboration | 60,000 | 30,000 | 60,000 | hard | {unknown} | yes |
| code_review | 50,000 | 50,000 | 100,000 | warning | {unknown} | yes |
| pm_story | 10 | 50,000 | 100,000 |  | {unknown} | yes |
| Total | 110,010 |  |  |  | {unknown} | yes |
"""
    )
