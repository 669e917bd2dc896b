"""A contract with stories, and the stories of a repository."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.stories.story import Story
from revi_docs.stories.story_reader import read_stories
from tests.stories.repo_files import write_files

CONTRACT = """\
=== revi.yml
revi: 1
project:
  {prefix: AB, stories: "plans/stories/{id}", story_id: "AB-[0-9]{3,}", time_zone: America/Denver}
phases: [audit]
artifacts:
  story:
    {file: "{id}.md", sections: [Goal, Log], append_only: [Log], front_matter: {depends_on: list of story?}}
  audit: {file: "AUDIT-{id}-{timestamp}.md"}
  token_log: {file: work/TOKENS.md}
  qa_gate: {file: "GATE-{id}.yaml"}
  plan_exec: {file: "{prefix}.plan.exec.md", scope: project}
records:
  qa_gate: {fields: {verdict: PASS|FAIL, evidence: list of string?}}
  token_record: {fields: {storyId: story, phase: phase, delta: integer?, complete: boolean}}
locks: {file: work/.lock, stale_after: 1h}
"""


def stories(root: Path, text: str = "") -> list[Story]:
    write_files(CONTRACT + text, root)
    return list(read_stories(root, load(root)))
