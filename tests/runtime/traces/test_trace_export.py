"""Traces of stories as a file for a collector."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.locks.phase_locks import acquire
from revi_docs.runtime.traces.trace_export import export_stories
from tests.support.command_line import call_program
from tests.support.lock_requests import ME


def test_each_story_with_a_trace_is_a_line(started_story: StoryPaths) -> None:
    acquire(started_story, ME)
    content, count = export_stories([started_story, started_story.repository.story_paths("REVI-017")])
    (line,) = content.decode().splitlines()
    spans = json.loads(line)["resourceSpans"][0]["scopeSpans"][0]["spans"]
    assert (len(spans), count) == (3, 3)


def test_a_contract_without_a_trace(started_story: StoryPaths) -> None:
    data = {**started_story.repository._data, "trace": None}
    story = Repository(started_story.repository.root, data).story_paths(started_story.id)
    with pytest.raises(CommandError) as rejected:
        export_stories([story])
    assert rejected.value.code == "no-trace"


def test_the_file_may_be_anywhere_but_no_link(
    started_story: StoryPaths, tmp_path_factory: pytest.TempPathFactory
) -> None:
    acquire(started_story, ME)
    root, folder = Path(started_story.repository.root), tmp_path_factory.mktemp("collector")
    words = ("plumbing", "trace", "export", started_story.id, "--otlp-json")
    assert call_program("revi", root, *words, str(folder / "run.jsonl")).code == 0
    assert json.loads((folder / "run.jsonl").read_text())
    assert json.loads(call_program("revi", root, *words, "-").stdout)
    (folder / "link.jsonl").symlink_to(root / "revi.yml")
    result = call_program("revi", root, *words, str(folder / "link.jsonl"))
    assert (result.code, "linked-output" in result.stderr) == (1, True)
