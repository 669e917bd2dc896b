"""A repository with a contract, its outputs and a story, and calls of revi on it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from revi_docs.drift.sync import sync
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.sample_repo import write
from tests.support.workspaces import open_workspace

ROOT = Path(__file__).resolve().parents[2]

CONTRACT = """\
revi: 1
project: {prefix: TKT, story_id: "TKT-[0-9]+", stories: "tickets/{id}", time_zone: Europe/Berlin}
phases:
  make: {description: Something is made.}
statuses:
  open: {description: Nobody has begun., initial: true}
  working: {description: Somebody is at it.}
  checking: {description: Somebody looks at it.}
  stuck: {description: Something outside holds it up.}
  closed: {description: It is finished., terminal: true}
verdicts:
  check: {values: [GOOD, BAD]}
transitions:
  - {from: open, to: working, by: begin, event: started}
  - {from: working, to: checking, by: begin, event: finished}
  - {from: checking, to: closed, by: check, verdict: GOOD}
  - {from: checking, to: working, by: check, verdict: BAD}
  - {from: working, to: stuck, by: system, event: circuit-open}
  - {from: stuck, to: working, by: manual, event: resumed}
recoveries:
  FAIL_PHASE: {description: End it.}
  FALLBACK: {description: Go on without.}
errors:
  LOST:
    description: It cannot be reached.
    retry: {max: 2, backoff: exponential, delay: 5s, cap: 8s}
    recovery: FALLBACK
  WRONG: {description: It makes no sense., recovery: FAIL_PHASE}
circuit: {failures: 4, window: 5m, states: [CLOSED, OPEN]}
workers:
  statuses:
    PASS: {description: Nothing is wrong.}
    FAIL: {description: Something is wrong.}
    TIMEOUT: {description: Not done in time.}
    ERROR: {description: Could not work.}
    PENDING: {description: Not begun., final: false}
    RUNNING: {description: At it., final: false}
  sets:
    readers: {description: Three who read., workers: [one, two, three], timeout: 5m, tolerated_timeouts: 1}
  aggregation:
    - {when: any, of: ERROR, then: ERROR}
    - {when: any, of: [PENDING, RUNNING], then: PENDING}
    - {when: none, then: ERROR}
    - {when: all, of: TIMEOUT, then: TIMEOUT}
    - {when: enough, of: PASS, forgiving: TIMEOUT, then: PASS}
    - {when: otherwise, then: FAIL}
budgets:
  level: hard_gate
  levels:
    hard_gate: {description: Fail it., over_warning: warn, over_hard: fail}
    advisory: {description: Note it., over_warning: continue, over_hard: continue}
  phases:
    make: {warning: 300, hard: 6000}
models:
  haiku: {description: Looks., aliases: [small]}
  sonnet: {description: Thinks.}
groups:
  makers: {description: Those who make., model: sonnet}
agents:
  one: {description: Reads the first part., group: makers}
  two:
    description: Reads the second part.
    model: haiku
  three: {description: Reads the rest., group: makers, aliases: [third]}
rerun:
  modes: {anew: {description: Runs again., action: proceed}}
locks: {file: _implementation/.phase-lock, stale_after: 1h, wait: 5s, record: phase_lock}
commands:
  begin:
    description: Makes it.
    arguments: [TICKET_ID]
    phase: make
    workers: readers
    verdicts: check
    spawns: {read: one}
    rerun: {mode: anew}
  check: {description: Looks at it., arguments: [TICKET_ID], verdicts: check, writes: story}
  tell: {description: Tells about tickets., arguments: [ABOUT]}
artifacts:
  story:
    description: The ticket.
    file: "{id}.md"
    sections: [Goal, Agent Log]
    append_only: [Agent Log]
    front_matter: {id: story, status: status}
  token_log: {description: The tokens., file: _implementation/TOKEN-LOG.md}
records:
"""

SECTIONS = ("records", "trace")
"""What the contract takes from our own, as it stands there."""

OUTPUTS = """
hooks:
  UserPromptExpansion: {description: A command starts where it may.}
  PreToolUse:
    description: An edit leaves made text alone.
    matcher: [Agent, Task, Edit, MultiEdit, NotebookEdit, Write]
  SubagentStop: {description: What was used is noted.}
  SessionEnd: {description: Locks are given back.}
regions: ["*.md", "docs/**/*.yml", "docs/**/*.md"]
prose: []
owns:
  ".claude/agents/**/*.md": {model: "agents.{name}.model", description: "agents.{name}.description"}
outputs:
  generated/contract.json: {template: contract.json.j2}
  "made/agents/{agent}.md": {template: claude/agent.md.j2, each: agents}
  made/hooks.json: {template: plugin/hooks.json.j2}
default_outputs: false
"""

STORY = """\
---
id: TKT-7
title: "A ticket"
status: working
---

# TKT-7

## Goal

Make it.

## Agent Log

| Time | Actor | What | Files |
|---|---|---|---|
| 2026-02-11T14:32:05.120+01:00 | begin | Began. |  |
| 2026-02-11T14:33:05.120+01:00 | begin | Went on. | a.txt |
"""

TOKENS = """\
# Tokens

| phase | delta |
|---|---|
| make | 100 |
"""

PAGE = """\
# A page

The limit is <!-- revi:begin value of=budgets.phases.make.hard --><!-- revi:end --> tokens.

<!-- revi:begin statuses -->
<!-- revi:end -->

My own words.
"""

AGENT = """\
---
name: two
description: Reads the second part.
model: haiku  # small
color: blue
---

My own words.
"""

LEDGER = (
    {"event": "created", "actor": "ada", "status": "open"},
    {"event": "moved", "actor": "ada", "from": "open", "to": "working", "by": "begin", "cause": "started"},
)


def contract() -> str:
    """The contract with our own records and trace, so that what revi writes is what it writes here."""
    lines = (ROOT / "revi.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [CONTRACT.removesuffix("records:\n")]
    for section in SECTIONS:
        start = lines.index(f"{section}:\n")
        end = next(end_index for end_index in range(start + 1, len(lines)) if lines[end_index][0] not in " \n")
        parts.append("".join(lines[start:end]))
    return "".join(parts) + OUTPUTS


def repository(root: Path, text: str = "") -> Path:
    """A repository without problems."""
    write(root, "revi.yml", text or contract())
    write(root, "PAGE.md", PAGE)
    for name in ("one", "three"):
        description = {"one": "Reads the first part.", "three": "Reads the rest."}[name]
        write(root, f".claude/agents/{name}.md", f"---\nname: {name}\ndescription: {description}\nmodel: sonnet\n---\n")
    write(root, ".claude/agents/two.md", AGENT)
    write(root, "own.txt", "one\ntwo\n")
    workspace = open_workspace(root)
    assert {problem.code for problem in workspace.rendered_outputs.problems} <= {"unrendered-item"}
    sync(root, workspace.file_statuses, force=False)
    return root


def ticket(root: Path, story: str = "TKT-7") -> Path:
    """A story in progress, with its ledger and logs."""
    folder = root / "tickets" / story
    write(root, f"tickets/{story}/{story}.md", STORY.replace("TKT-7", story))
    write(root, f"tickets/{story}/_implementation/TOKEN-LOG.md", TOKENS)
    head = {"timestamp": "2026-02-11T14:32:05.120+01:00", "storyId": story}
    lines = "".join(json.dumps({**head, **entry}) + "\n" for entry in LEDGER)
    write(root, f"tickets/{story}/LEDGER.jsonl", lines)
    return folder


def hold(root: Path, story: str = "TKT-7", session: str = "session-1", **more: Any) -> Path:
    """The lock of a story as a session holds it."""
    lock = {
        "phase": "make", "command": "begin", "startedAt": "2026-02-11T14:30:00.000+01:00", "pid": os.getpid(),
        "host": "here", "fence": 1, "owner": session, "heartbeatAt": "2026-02-11T14:30:00.000+01:00",
        "sessionId": session, **more,
    }  # fmt: skip
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in lock.items())
    return write(root, f"tickets/{story}/_implementation/.phase-lock", text)


def revi(
    root: Path, *words: str, arguments: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the real command of this checkout in a process."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CLAUDE")}
    environment = {**inherited, "CLAUDE_CONFIG_DIR": str(root / "nowhere"), **(env or {})}
    return as_text(fork_server.run("revi", words, root, environment, arguments))


def call(root: Path, event: str, **response: Any) -> bytes:
    """The JSON of an event as Claude Code sends it."""
    common = {
        "session_id": "session-1", "transcript_path": "/nowhere/session-1.jsonl", "cwd": str(root),
        "permission_mode": "default", "hook_event_name": event,
    }  # fmt: skip
    return json.dumps({**common, **response}).encode()


def use(root: Path, tool: str, **arguments: Any) -> str:
    """The answer to the use of a tool: the reason of a denial, "" if it is allowed."""
    hook_input = call(root, "PreToolUse", tool_name=tool, tool_input=arguments, tool_use_id="toolu_1")
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stderr) == (0, "")
    if not process.stdout:
        return ""
    response = json.loads(process.stdout)["hookSpecificOutput"]
    assert (response["hookEventName"], response["permissionDecision"]) == ("PreToolUse", "deny")
    return str(response["permissionDecisionReason"])


def edit(root: Path, path: str, old: str, new: str) -> str:
    """The answer to an edit of a file."""
    return use(root, "Edit", file_path=str(root / path), old_string=old, new_string=new)


def line(root: Path, text: str) -> int:
    """The number of the only line of the contract with the text."""
    lines = (root / "revi.yml").read_text(encoding="utf-8").splitlines()
    actual = [number for number, item in enumerate(lines, 1) if text in item]
    assert len(actual) == 1, (text, actual)
    return actual[0]
