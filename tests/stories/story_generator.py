"""Generate any number of valid stories, deterministically.

`python -m tests.stories.story_generator 10000 FOLDER` writes them. They follow the contract of this
repository. The number of a story decides its status, from planned to completed.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revi_docs.records import time_formats

ROOT = Path(__file__).resolve().parents[2]
ZONE = time_formats.load_zone("America/Denver")

_BEGIN = int(datetime(2026, 1, 5, 16, 0, tzinfo=UTC).timestamp() * 1000)
_MINUTE, _HOUR = 60_000, 3_600_000

TRANSITIONS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("in-elaboration", "elab-story", {"cause": "started"}, ""),
    ("ready-to-work", "elab-story", {"verdict": "PASS"}, "ELAB"),
    ("in-progress", "dev-implement-story", {"cause": "started"}, ""),
    ("ready-for-code-review", "dev-implement-story", {"cause": "implementation-done"}, "PROOF"),
    ("ready-for-qa", "dev-code-review", {"verdict": "PASS"}, "CODE-REVIEW"),
    ("in-qa", "qa-verify-story", {"cause": "started"}, ""),
    ("uat", "qa-verify-story", {"verdict": "PASS"}, "QA-VERIFY"),
    ("completed", "qa-gate", {"verdict": "PASS"}, "QA-GATE"),
)
"""Each transition: target status, command, trigger, and the artifact that is written before it."""

PHASES = ("elaboration", "dev_implementation", "code_review", "qa_verification")
_FINISHED_PHASES = {"ready-to-work": 1, "ready-for-code-review": 2, "ready-for-qa": 3, "uat": 4}
"""Status → number of phases that are finished in it."""

STORY = """\
---
id: {id}
title: Readers find rule {number}
status: {status}
created_at: {created}
depends_on: {depends}
token_budget_multiplier: {multiplier}
---

# {id}

## Goal

A reader finds rule {number} by its name.

## Non-Goals

Nothing else is made easier to find.

## Scope

The page of the rule.

## Acceptance Criteria

1. The rule has a page.

## Reuse Plan

| What | Plan | Why |
|---|---|---|
| the template of pages | reuse | |
| a list of names | new | None of ours is sorted. |

## Local Testing Expectations

`make test` on a laptop.

## Token Budget

The usual one, times {multiplier}.

## Knowledge Context

None.

## Agent Log

| Time | Actor | What | Files |
|---|---|---|---|
{log}"""

REPORT = """\
# {kind} of {id}

## Verdict

PASS

## Findings

None.
"""

PROOF = """\
# Proof of {id}

## Acceptance Criteria

1. The rule has a page: docs/rule-{number}.md

## Checks

| Check | Command | Result |
|---|---|---|
| lint | `make lint` | clean |
| types | `make types` | clean |
| tests | `make test` | 12 passed |

## Reuse Verification

| What | Result | Why |
|---|---|---|
| the template of pages | reused | |
| a list of names | shared | `names`, for all pages |
"""

GATE = """\
storyId: {id}
verdict: PASS
actor: ann
role: lead
evidence: [{evidence}]
decidedAt: {time}
"""

TOKENS = """\
# Tokens

| phase | command | before | after | delta | source | complete | recordedAt |
|---|---|---|---|---|---|---|---|
"""


def _file_time(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, ZONE).strftime(time_formats.FILE_TIME_FORMAT)


def story_id(number: int) -> str:
    """Return a story id with at least three digits."""
    return f"REVI-{number:03d}"


def generate(root: Path, count: int, *, first: int = 1) -> Path:
    """Write the valid stories with the numbers from `first` to `count`, with this repository's contract.

    They depend on each other only.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "revi.yml", root / "revi.yml")
    for number in range(first, count + 1):
        _GeneratedStory(root, number, first).write()
    return root


@dataclass(frozen=True)
class _GeneratedStory:
    root: Path
    number: int
    first: int

    @property
    def id(self) -> str:
        return story_id(self.number)

    @property
    def steps(self) -> int:
        return self.number % 10

    def time_ms(self, step: int, minutes: int = 0) -> int:
        return _BEGIN + self.number * _MINUTE + step * _HOUR + minutes * _MINUTE

    def time(self, step: int, minutes: int = 0) -> str:
        return time_formats.format_time(self.time_ms(step, minutes), ZONE)

    def write_file(self, name: str, text: str) -> None:
        path = self.root / "plans/stories" / self.id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def write(self) -> None:
        """Write the story: only planned, in progress or completed, depending on its number."""
        if self.steps == 9:
            self.write_file("LEDGER.jsonl", self.entry(0, "created", actor="ann", status="pending"))
            return
        transitions = TRANSITIONS[: self.steps]
        self.write_file("LEDGER.jsonl", self.ledger())
        files = [self.artifact(name, step) for step, (_, _, _, name) in enumerate(transitions, 1) if name]
        self.write_file(f"{self.id}.md", self.story(transitions[-1][0] if transitions else "generated", files))
        finished = max((_FINISHED_PHASES.get(status, 0) for status, *_ in transitions), default=0)
        if finished:
            rows = (self.tokens(phase, 1000 * number) for number, phase in enumerate(PHASES[:finished]))
            self.write_file("_implementation/TOKEN-LOG.md", TOKENS + "".join(rows))

    def tokens(self, phase: str, before: int) -> str:
        return f"| {phase} |  | {before} | {before + 500} | 500 | stated | true | {self.time(9)} |\n"

    def entry(self, step: int, event: str, **fields: Any) -> str:
        line = {"timestamp": self.time(step), "storyId": self.id, "event": event, **fields}
        return json.dumps(line) + "\n"

    def ledger(self) -> str:
        if self.number % 50 == 8:  # a story that is older than its ledger
            return self.entry(8, "adopted", actor="ann", status="completed", evidence=["revi.yml"])
        lines = [self.entry(0, "created", actor="ann", status="generated")]
        current_status = "generated"
        for step, (status, by, trigger, _) in enumerate(TRANSITIONS[: self.steps], 1):
            move = {"actor": by, "from": current_status, "to": status, "by": by, **trigger}
            lines.append(self.entry(step, "moved", **move))
            current_status = status
        return "".join(lines)

    def artifact(self, kind: str, step: int) -> str:
        timestamp = _file_time(self.time_ms(step, -5))
        if kind == "QA-GATE":
            name, proof = f"QA-GATE-{self.id}.yaml", _file_time(self.time_ms(4, -5))
            evidence = f"PROOF-{self.id}-{proof}.md"
            self.write_file(name, GATE.format(id=self.id, evidence=evidence, time=self.time(step)))
            return name
        name = f"{kind}-{self.id}-{timestamp}.md"
        text = PROOF if kind == "PROOF" else REPORT
        self.write_file(name, text.format(id=self.id, number=self.number, kind=kind))
        return name

    def story(self, status: str, files: list[str]) -> str:
        rows = [f"| {self.time(0)} | ann | Wrote the story. | |\n"]
        rows += [f"| {self.time(step)} | ann | Wrote it. | {name} |\n" for step, name in enumerate(files, 1)]
        # A completed story depends on completed ones only.
        candidates = [self.number - 10] if status == "completed" else [self.number - 1, self.number // 2]
        earlier = candidates if self.number % 3 == 0 else []
        depends = ", ".join(story_id(number) for number in dict.fromkeys(earlier) if number >= self.first)
        return STORY.format(
            id=self.id,
            number=self.number,
            status=status,
            created=self.time(0),
            depends=f"[{depends}]",
            multiplier=("1.0", "0.5", "5", "2.25")[self.number % 4],
            log="".join(rows),
        )


if __name__ == "__main__":
    generate(Path(sys.argv[2]), int(sys.argv[1]))
