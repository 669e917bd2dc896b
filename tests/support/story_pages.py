"""A small repository with stories."""

from __future__ import annotations

import json
from pathlib import Path

CONTRACT = """\
revi: 1
project: {prefix: AB, stories: "plans/stories/{id}", story_id: "AB-[0-9]{3,}", time_zone: America/Denver}
stages: {todo: {}, done: {}}
phases: [build]
statuses:
  open: {stage: todo, initial: true}
  stuck: {stage: todo, counts_as_blocked: true}
  over: {stage: done, terminal: true}
budgets:
  level: mild
  levels: {mild: {over_warning: continue, over_hard: warn}}
  phases: {build: {warning: 50, hard: 100}}
artifacts:
  story:
    description: The story.
    file: "{id}.md"
    sections: [Log]
    append_only: [Log]
    front_matter: {title: string}
  token_log: {description: What was used., file: TOKEN-LOG.md}
records:
  ledger_entry:
    file: LEDGER.jsonl
    fields:
      timestamp: datetime
      storyId: story
      event: created|adopted|moved
      actor: string
      status: status?
      evidence: list of string?
  token_record:
    fields:
      phase: phase
      before: integer?
      after: integer?
      delta: integer?
      source: string
      complete: boolean
"""
HOSTILE = "<script>x</script> | `a` [b](c) *d* {{ e }} --> \\"


def write(root: Path, story: str, status: str, title: str, token_rows: str = "") -> None:
    folder = root / "plans/stories" / story
    folder.mkdir(parents=True)
    event = {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": story, "event": "adopted"}
    event |= {"actor": title, "status": status}
    (folder / "LEDGER.jsonl").write_text(json.dumps({**event, "evidence": [title]}) + "\n")
    front_matter = f"---\ntitle: {json.dumps(title)}\nstatus: {status}\ndepends_on: [AB-001]\n---\n"
    log = "| Time | Actor | What | Files |\n|---|---|---|---|\n"
    log += "| 2026-02-11T14:32:05-07:00 | ann | began | a.py |\n"
    (folder / f"{story}.md").write_text(f"{front_matter}\n## Goal\n\nOrders are exported.\n\n## Log\n\n{log}")
    if token_rows:
        columns = "| phase | before | after | delta | source | complete |\n|---|---|---|---|---|---|\n"
        (folder / "TOKEN-LOG.md").write_text(f"{columns}{token_rows}\n")
