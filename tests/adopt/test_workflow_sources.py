"""What workflows look like: a table of shapes, each with the exact contract that it gives; precision and recall printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from revi_docs.adopt.adoption_plan import plan_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import moves
from tests.adopt.adopt_repo import adopt, write_files
from tests.support.workspaces import open_workspace

AGENT = "---\nname: {}\ndescription: Does it.\n---\n"
COMMAND = "---\ndescription: Does it.\n---\n"
UX = {".claude/agents/ux-designer.md": AGENT.format("ux-designer")}
START = {".claude/commands/start.md": COMMAND}
OPEN_TO_DONE = frozenset({"status open", "status done", "done is terminal", "open → done by manual"})


@dataclass(frozen=True)
class Shape:
    """Files, the facts that they state, and whether something in them is questions about."""

    files: Mapping[str, str]
    facts: frozenset[str] = frozenset()
    is_asked: bool = False


def table(text: str, file: str = "docs/workflow.md") -> dict[str, str]:
    """One document with a text."""
    return {file: dedent(text)}


def statuses(*names: str) -> set[str]:
    """The facts that these statuses exist."""
    return {f"status {name}" for name in names}


SHAPES = {
    "valid transitions with arrows": Shape(
        table("""\
            # Statuses
            | Status | Meaning | Valid Transitions |
            |---|---|---|
            | `open` | New. | → `doing` |
            | `doing` | At it. | → `done`, → `open` |
            | `done` | Over. | - |
            """),
        frozenset(
            {
                *statuses("open", "doing", "done"),
                "open: New.",
                "doing: At it.",
                "done: Over.",
                "done is terminal",
                "open → doing by manual",
                "doing → done by manual",
                "doing → open by manual",
            }
        ),
    ),
    "from status and valid transitions": Shape(
        table("| From Status | Valid Transitions |\n|---|---|\n| open | done |\n| done | none |\n"), OPEN_TO_DONE
    ),
    "a trigger that is a command": Shape(
        START | table("| From Status | Valid Transitions | Trigger |\n|---|---|---|\n| open | done | `/start` |\n"),
        frozenset({*statuses("open", "done"), "done is terminal", "command start", "open → done by start on start"}),
    ),
    "a trigger in words": Shape(
        table("| From Status | Valid Transitions | Trigger |\n|---|---|---|\n| open | done | Work is over |\n"),
        OPEN_TO_DONE,
    ),
    "a trigger that is an event": Shape(
        table("| From Status | Valid Transitions | Trigger |\n|---|---|---|\n| open | done | `merged` |\n"),
        frozenset({*statuses("open", "done"), "done is terminal", "open → done by manual on merged"}),
    ),
    "two commands for two targets": Shape(
        START
        | {".claude/commands/stop.md": COMMAND}
        | table("| From | Next | Trigger |\n|---|---|---|\n| open | done, shut | /start, /stop |\n"),
        frozenset(
            {
                *statuses("open", "done", "shut"),
                "done is terminal",
                "shut is terminal",
                "command start",
                "command stop",
                "open → done by start on start",
                "open → shut by stop on stop",
            }
        ),
    ),
    "from and to, by a command, on an event": Shape(
        START | table("| From | To | By | Event |\n|---|---|---|---|\n| open | done | `/start` | finished |\n"),
        frozenset({*statuses("open", "done"), "done is terminal", "command start", "open → done by start on finished"}),
    ),
    "from and to status": Shape(table("| From Status | To Status |\n|---|---|\n| open | done |\n"), OPEN_TO_DONE),
    "current and next state": Shape(
        table("| Current State | Next State |\n|---|---|\n| `open` | `done` |\n"), OPEN_TO_DONE
    ),
    "bold headers and line breaks in cells": Shape(
        table("| **Status** | **Next** |\n|---|---|\n| **open** | `done`<br>`shut` |\n"),
        frozenset(
            {
                *statuses("open", "done", "shut"),
                "done is terminal",
                "shut is terminal",
                "open → done by manual",
                "open → shut by manual",
            }
        ),
    ),
    "the own status before the arrow": Shape(
        table("| Status | Transitions |\n|---|---|\n| open | `open` → `done` |\n"), OPEN_TO_DONE
    ),
    "a note in parentheses": Shape(
        table("| Status | Can move to |\n|---|---|\n| open | done (after a review) |\n"), OPEN_TO_DONE
    ),
    "ascii arrows": Shape(table("| Status | Leads to |\n|---|---|\n| open | -> done |\n"), OPEN_TO_DONE),
    "a table in a list": Shape(
        table("1. These:\n\n   | Status | Next |\n   |---|---|\n   | open | done |\n"), OPEN_TO_DONE
    ),
    "a table in AGENTS.md": Shape(table("| Status | Next |\n|---|---|\n| open | done |\n", "AGENTS.md"), OPEN_TO_DONE),
    "stages": Shape(
        table("| Status | Stage |\n|---|---|\n| open | todo |\n"), frozenset({"status open", "open is in todo"})
    ),
    "a warning threshold and a hard limit": Shape(
        table("| Phase | Warning Threshold | Hard Limit |\n|---|---|---|\n| draft | 30K | 60,000 tokens |\n"),
        frozenset({"phase draft", "draft warns at 30000", "draft stops at 60000"}),
    ),
    "limits of steps": Shape(
        table("| Step | Warning | Max (tokens) |\n|---|---|---|\n| draft | 500 | 1.5K |\n"),
        frozenset({"phase draft", "draft warns at 500", "draft stops at 1500"}),
    ),
    "a Mermaid state diagram": Shape(
        table("""\
            # States
            ```mermaid
            stateDiagram-v2
              direction LR
              [*] --> open
              open --> done : merged
              done --> [*]
            ```
            """),
        frozenset(
            {*statuses("open", "done"), "done is terminal", "open is initial", "open → done by manual on merged"}
        ),
    ),
    "a diagram with a choice and a fork": Shape(
        table("""\
            ```mermaid
            stateDiagram-v2
              state ask <<choice>>
              state split <<fork>>
              [*] --> open
              open --> ask
              ask --> done : merged
              ask --> split
              split --> shut
            ```
            """),
        frozenset(
            {
                *statuses("open", "done", "shut"),
                "open is initial",
                "done is terminal",
                "shut is terminal",
                "open → done by manual on merged",
                "open → shut by manual",
            }
        ),
    ),
    "a diagram whose labels are commands": Shape(
        START | table("```mermaid\nstateDiagram\n  open --> done : /start\n```\n"),
        frozenset({*statuses("open", "done"), "done is terminal", "command start", "open → done by start on start"}),
    ),
    "a map of transitions in TypeScript": Shape(
        {
            "src/flow.ts": "type Status = 'open' | 'done';\n// 'x'\nexport const TRANSITIONS: Record<Status, Status[]> = {\n"
            "  open: ['done'],\n  'done': [],\n};\n"
        },
        OPEN_TO_DONE,
    ),
    "an enumeration and a map in TypeScript": Shape(
        {
            "src/flow.ts": "export enum StoryStatus { Open = 'open', Done = 'done' }\n"
            "const transitions = { [StoryStatus.Open]: [StoryStatus.Done] };\n"
        },
        OPEN_TO_DONE,
    ),
    "an enumeration and a map in Python": Shape(
        {
            "flow.py": "from enum import StrEnum\n\nclass Status(StrEnum):\n    OPEN = 'open'\n    DONE = 'done'\n\n"
            "TRANSITIONS = {Status.OPEN: {Status.DONE}, Status.DONE: set()}\n"
        },
        OPEN_TO_DONE,
    ),
    "a table and an equal enumeration": Shape(
        table("| Status | Next |\n|---|---|\n| open | done |\n")
        | {"s.py": "from typing import Literal\nStatus = Literal['open', 'done']\n"},
        OPEN_TO_DONE,
    ),
    "a table and a schema that has more": Shape(
        table("| Status | Next |\n|---|---|\n| open | done |\n")
        | {"s.json": '{"properties": {"status": {"enum": ["open", "done", "lost"]}}}'},
        OPEN_TO_DONE,
        is_asked=True,
    ),
    "an enumeration alone": Shape({"s.ts": "type OrderStatus = 'paid' | 'sent';\n"}, is_asked=True),
    "display names": Shape(
        UX | table("| Agent | Model |\n|---|---|\n| **UX Designer** | Haiku |\n"),
        frozenset({"agent ux-designer", "model Haiku", "ux-designer runs on Haiku"}),
    ),
    "a display name of nobody": Shape(
        UX | table("| Agent | Model |\n|---|---|\n| **UX** | haiku |\n"),
        frozenset({"agent ux-designer"}),
        is_asked=True,
    ),
    "a table of verdicts": Shape(
        table("| Status | Meaning |\n|---|---|\n| PASS | Good. |\n| FAIL | Bad. |\n"), is_asked=True
    ),
    "the statuses of an API": Shape(
        table("| Status | Meaning |\n|---|---|\n| 200 | Fine. |\n| 404 | Gone. |\n"), is_asked=True
    ),
    "words for the statuses of an API": Shape(
        table("| Status | Description |\n|---|---|\n| accepted | Queued. |\n| gone | Deleted. |\n"), is_asked=True
    ),
    "a feature list": Shape(table("| Feature | Status |\n|---|---|\n| login | done |\n")),
    "a redirect table": Shape(table("| From | To |\n|---|---|\n| old | new |\n"), is_asked=True),
    "a nested diagram": Shape(
        table("```mermaid\nstateDiagram-v2\n  state open {\n    a --> b\n  }\n```\n"), is_asked=True
    ),
    "two diagrams of different things": Shape(
        table("```mermaid\nstateDiagram-v2\n  a --> b\n```\n\n```mermaid\nstateDiagram-v2\n  c --> d\n```\n"),
        is_asked=True,
    ),
    "a flow chart": Shape(table("```mermaid\nflowchart LR\n  a --> b\n```\n")),
    "front matter: spawns": Shape(
        {
            ".claude/agents/a.md": "---\nname: a\ndescription: D.\nspawns: [b]\n---\n",
            ".claude/agents/b.md": AGENT.format("b"),
        },
        frozenset({"agent a", "agent b", "a spawns b"}),
    ),
    "front matter: spawned_by": Shape(
        START | {".claude/agents/b.md": "---\nname: b\ndescription: D.\nspawned_by: /start\n---\n"},
        frozenset({"agent b", "command start", "start spawns b"}),
    ),
    "front matter: agents and triggers": Shape(
        {
            ".claude/commands/c.md": "---\ndescription: D.\nagents: a, b\n---\n",
            ".claude/agents/a.md": AGENT.format("a"),
            ".claude/agents/b.md": "---\nname: b\ndescription: D.\ntriggers: [code review, /c]\n---\n",
        },
        frozenset({"agent a", "agent b", "command c", "c spawns a", "c spawns b"}),
    ),
}


def facts_of(contract: Contract) -> frozenset[str]:
    """What a contract says, one short sentence for each fact."""
    facts = {f"status {name}" for name in contract.statuses}
    for name, status in contract.statuses.items():
        facts |= {f"{name}: {status.description}"} if status.description else set()
        facts |= {f"{name} is terminal"} if status.terminal else set()
        facts |= {f"{name} is initial"} if status.initial else set()
        facts |= {f"{name} is in {status.stage}"} if status.stage else set()
    for move in moves(contract):
        facts.add(f"{move.source} → {move.target} by {move.by}" + (f" on {move.trigger}" if move.trigger else ""))
    facts |= {f"phase {name}" for name in contract.phases} | {f"agent {name}" for name in contract.agents}
    facts |= {f"command {name}" for name in contract.commands} | {f"model {name}" for name in contract.models}
    for name, budget in (contract.budgets.phases if contract.budgets else {}).items():
        facts |= {f"{name} warns at {budget.warning}", f"{name} stops at {budget.hard}"}
    for name, agent in contract.agents.items():
        facts |= {f"{name} runs on {agent.model}"} if agent.model else set()
        facts |= {f"{name} spawns {other}" for other in agent.spawns}
    for name, command in contract.commands.items():
        facts |= {f"{name} spawns {other}" for other in command.spawns.values()}
    return frozenset(facts)


def proposed_facts(root: Path) -> tuple[frozenset[str], bool]:
    """The facts of the proposal, and whether anything is questions."""
    plan = plan_adoption(root, ScanPatterns())
    loaded = plan.proposal.loaded if plan.proposal else None
    questions = [problem for problem in plan.problems if problem.code != "nothing-to-adopt"]
    return facts_of(loaded.contract) if loaded else frozenset(), bool(questions)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_gives_exactly_this_contract(tmp_path: Path, name: str) -> None:
    shape = SHAPES[name]
    write_files(tmp_path, dict(shape.files))
    facts, is_asked = proposed_facts(tmp_path)
    assert (sorted(facts), is_asked) == (sorted(shape.facts), shape.is_asked)


def test_precision_and_recall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All shapes, each in a repository of its own."""
    right = proposed = expected_count = 0
    for number, shape in enumerate(SHAPES.values()):
        facts, _ = proposed_facts(write_files(tmp_path / str(number), dict(shape.files)))
        right, proposed, expected_count = (
            right + len(facts & shape.facts),
            proposed + len(facts),
            expected_count + len(shape.facts),
        )
    with capsys.disabled():
        print(f"\n{len(SHAPES)} shapes: precision {right / proposed:.1%}, recall {right / expected_count:.1%}")  # noqa: T201
    assert len(SHAPES) >= 30
    assert (right, right) == (proposed, expected_count)


OWNED = [
    name for name, shape in SHAPES.items() if shape.facts and "docs/workflow.md" in shape.files and not shape.is_asked
]


@pytest.mark.parametrize("name", OWNED[:6])
def test_an_adopted_shape_is_clean_and_unchanged(tmp_path: Path, name: str) -> None:
    files = SHAPES[name].files
    adopt(write_files(tmp_path, dict(files)))
    assert {path: (tmp_path / path).read_text("utf-8") for path in files} == files
    assert facts_of(open_workspace(tmp_path).loaded.contract) == SHAPES[name].facts
