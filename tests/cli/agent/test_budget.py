"""What `revi plumbing budget` rejects."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from tests.support.phase_usage import PHASE
from tests.support.runtime_fixtures import CommandOutput, Revi

pytestmark = pytest.mark.usefixtures("started_story")


def error_info(response: CommandOutput) -> tuple[int, str]:
    assert response.document["fix"]
    return response.exit, response.code


def test_refusals(revi: Revi, story: StoryPaths, tmp_path: Path) -> None:
    words = ("budget", "record", story.id, "--phase")
    assert error_info(revi(*words, "nowhere")) == (1, "not-in-contract")
    assert error_info(revi(*words, PHASE, "--tokens", "-1")) == (1, "invalid-token-count")
    assert error_info(revi(*words, PHASE, "--tokens", "1", "--result", "x")) == (1, "two-sources")
    assert error_info(revi(*words, PHASE, "--transcript", str(tmp_path / "none.jsonl"))) == (3, "unreadable-file")
    assert error_info(revi(*words, PHASE, "--result", str(tmp_path / "none.json"))) == (3, "unreadable-file")
    assert error_info(revi("budget", "record", "REVI-404", "--phase", PHASE)) == (1, "unknown-story")
    assert error_info(revi("budget", "check", story.id, "--phase", PHASE, "--level", "lax")) == (1, "not-in-contract")
    Path(story.file("_implementation")).mkdir()
    Path(story.file("_implementation/.budget")).write_text("- what\n")
    assert error_info(revi(*words, PHASE)) == (3, "budget-unreadable")
