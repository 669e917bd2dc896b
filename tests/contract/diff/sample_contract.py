"""A contract with every section, as one text whose lines the tests edit."""

from __future__ import annotations

from revi_docs.contract.diff.change import Change
from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import LoadedContract, parse

SAMPLE = """\
revi: 1
project:
  name: Tickets
  prefix: TKT
  story_id: "TKT-[0-9]+"
  stories: "tickets/{id}"
  time_zone: Europe/Berlin
  timestamp: YYYYMMDD-HHMM
stages:
  todo: {description: Not started.}
  doing: {description: In progress.}
phases:
  make: {label: Make, description: Something is made.}
  test: {label: Test, description: Something is tested.}
statuses:
  open: {description: Not started., stage: todo, initial: true}
  working: {description: In progress., stage: doing, aliases: [active]}
  checking: {description: In review., stage: doing}
  stuck: {description: Waits., counts_as_blocked: true, may_edit: ["src/*", "!src/x"]}
  closed: {description: Done., terminal: true, requires: [{artifact: proof}]}
  dropped: {description: Not done., terminal: true}
reserved:
  statuses: {draft: It had two meanings.}
verdicts:
  check: {values: [GOOD, FAIR, BAD], stays: [FAIR], requires: {GOOD: {new: review}}}
transitions:
  - {from: open, to: working, by: begin, event: started}
  - {from: working, to: checking, by: begin, event: finished, requires: {artifact: proof}, note: When it is done.}
  - {from: checking, to: closed, by: check, verdict: GOOD, force: true}
  - {from: checking, to: working, by: check, verdict: BAD}
  - {from: [working, checking], to: stuck, by: manual, event: held}
  - {from: stuck, to: working, by: manual, event: resumed, requires: {rounds: {max: 5}}}
recoveries:
  STOP: {description: End it.}
  SKIP: {description: Go on without.}
errors:
  LOST: {description: Not reachable., retry: {max: 3, delay: 5s, cap: 30s}, recovery: SKIP, advice: Try later.}
  WRONG: {description: Not valid., recovery: STOP}
circuit: {failures: 4, window: 5m, states: [CLOSED, OPEN]}
calls:
  fetch: {attempts: 3, delay: 1s, timeout: 10s}
workers:
  statuses: {PASS: {}, FAIL: {}, PENDING: {final: false}}
  sets:
    readers: {workers: [one, two], tolerated_timeouts: 1}
  aggregation:
    - {when: any, of: FAIL, then: BAD, reason: One is enough.}
    - {when: enough, of: PASS, then: GOOD}
    - {when: otherwise, then: BAD}
budgets:
  level: strict
  levels:
    strict: {over_warning: warn, over_hard: fail}
    loose: {over_warning: continue, over_hard: warn}
  counts: [input, output]
  multiplier: {key: budget_factor, min: 0.5, max: 3}
  phases:
    make: {warning: 300, hard: 600}
models:
  haiku: {price_input: 1, price_output: 5}
  sonnet: {}
groups:
  makers: {label: Makers, model: sonnet}
agents:
  one: {group: makers, tools: [Read, Write], writes: [proof]}
  two: {model: haiku, tools: [Read], reads: [story]}
rerun:
  modes: {again: {action: proceed}, once: {action: skip}}
locks: {file: .lock, stale_after: 1h, wait: 5s, scope: worktree}
commands:
  begin:
    arguments: {TICKET_ID: {}, MODE: {optional: true}}
    flags: {--fast: {}}
    phase: make
    spawns: {read: one}
    workers: readers
    writes: [proof]
    rerun: {mode: once, done: {artifact: proof}, force: --fast}
  check: {arguments: [TICKET_ID], verdicts: check, hands_to: {failed: begin}}
  tell: {arguments: [ABOUT]}
artifacts:
  story: {file: "{id}.md", sections: [Goal, Log], append_only: [Log], front_matter: {id: story, size: small|large}}
  proof: {file: PROOF.md}
  review: {file: REVIEW.md}
records:
  result: {file: RESULT.yaml, fields: {status: PASS|FAIL, count: integer?, parts: list of part}}
  part: {fields: {name: string}}
checks:
  unit: {command: [make, test], timeout: 5m}
trace:
  file: TRACE.jsonl
  fields: {at: datetime}
  events: {started: {fields: {by: command}}, ended: {}}
metrics: {story: result, phase: part, status: {open: active}}
log_levels: [info, error]
hooks:
  PreToolUse: {matcher: [Edit], fail: open, timeout: 10s}
outputs:
  generated/contract.json: {template: contract.json.j2}
owns: {"*.md": {model: "agents.{name}.model"}}
regions: ["*.md"]
prose: ["docs/*.md"]
links: {ignore: {"https://example.org/*": It is an example.}}
"""


def load_sample(*edits: tuple[str, str], text: str = SAMPLE) -> LoadedContract:
    """The sample after some edits, each of which must apply exactly once."""
    for old, new in edits:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    loaded = parse(text.encode())
    assert loaded.problems == (), loaded.problems
    return loaded


def diff_after(*edits: tuple[str, str]) -> tuple[Change, ...]:
    """What changed between the sample and the sample after some edits."""
    return diff_contracts(load_sample(), load_sample(*edits))


def brief(change: Change) -> str:
    """`BEHAVIOR lowered budgets.phases.make.hard!`; the exclamation mark means that it is breaking."""
    return f"{change.impact.name} {change.edit} {change.subject}{'!' if change.breaking else ''}"
