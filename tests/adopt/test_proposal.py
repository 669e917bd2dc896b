"""What is proposed for small repositories, word for word; and that writing it makes all of it owned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.adopt.adopt_repo import HEADER, adopt, problem_text, proposal_text, write_files
from tests.support.adopted_files import PLAN, REVIEWER, WORKFLOW, WRITER

AGENTS = (
    HEADER
    + """\
revi: 1

models:
  haiku: {}  # .claude/agents/writer.md:4
  "ollama:qwen2.5-coder:7b": {}  # .claude/agents/reviewer.md:4

agents:
  reviewer:  # .claude/agents/reviewer.md:2
    description: Reviews it.  # .claude/agents/reviewer.md:3
    model: "ollama:qwen2.5-coder:7b"  # .claude/agents/reviewer.md:4
  writer:  # .claude/agents/writer.md:2
    description: Writes a story.  # .claude/agents/writer.md:3
    model: haiku  # .claude/agents/writer.md:4
    tools: [Read, Write]  # .claude/agents/writer.md:5

default_outputs: false

owns:
  ".claude/agents/*.md":
    description: "agents.{name}.description"
    model: "agents.{name}.model"
    tools: "agents.{name}.tools"

prose: []
"""
)
COMMANDS = (
    HEADER
    + """\
revi: 1

commands:
  plan:  # .claude/commands/plan.md:1
    description: Plans a story.  # .claude/commands/plan.md:2
    hint: "<story> [--deep] [--limit N] [notes file]"  # .claude/commands/plan.md:3
    arguments:
      story: {}  # .claude/commands/plan.md:3
      notes-file: {optional: true}  # .claude/commands/plan.md:3
    flags:
      "--deep": {}  # .claude/commands/plan.md:3
      "--limit": {value: "N"}  # .claude/commands/plan.md:3
  tidy: {}  # .claude/skills/tidy/SKILL.md:1

default_outputs: false

owns:
  ".claude/commands/*.md":
    description: "commands.{stem}.description"
    argument-hint: "commands.{stem}.hint"
  ".claude/skills/{skill}/SKILL.md":
    description: "commands.{skill}.description"

prose: []
"""
)
TABLES = (
    HEADER
    + """\
revi: 1

stages:
  todo: {}  # docs/workflow.md:5
  doing: {}  # docs/workflow.md:6
  shut: {}  # docs/workflow.md:7

phases:
  drafting: {}  # docs/workflow.md:19
  testing: {}  # docs/workflow.md:20

statuses:
  planned:  # docs/workflow.md:5
    description: "Written down, not begun."  # docs/workflow.md:5
    stage: todo  # docs/workflow.md:5
  working:  # docs/workflow.md:6
    stage: doing  # docs/workflow.md:6
  done:  # docs/workflow.md:7
    description: Reviewed and merged.  # docs/workflow.md:7
    stage: shut  # docs/workflow.md:7
    terminal: true  # docs/workflow.md:7

verdicts:
  plan:  # docs/workflow.md:12
    values: [PASS, FAIL, SPLIT UP]  # docs/workflow.md:12

transitions:
  - {from: planned, to: working, by: plan, event: started}  # docs/workflow.md:11
  - {from: working, to: done, by: plan, verdict: PASS}  # docs/workflow.md:12
  - {from: working, to: planned, by: plan, verdict: FAIL}  # docs/workflow.md:13
  - {from: working, to: planned, by: plan, verdict: SPLIT UP}  # docs/workflow.md:13

budgets:
  phases:
    drafting:
      warning: 30000  # docs/workflow.md:19
      hard: 60000  # docs/workflow.md:19
    testing:
      warning: 500  # docs/workflow.md:20
      hard: 1000  # docs/workflow.md:20

commands:
  plan:  # docs/workflow.md:11
    verdicts: plan  # docs/workflow.md:12

default_outputs: false

owns:
  docs/workflow.md:
    "Workflow | Status": statuses
    "Workflow | Status | Meaning": "statuses.{key}.description"
    "Workflow | Status | Stage": "statuses.{key}.stage"
    "Workflow | From, To, By, Event, Verdict": transitions
    "Workflow | Phase": budgets.phases
    "Workflow | Phase | Warning": "budgets.phases.{key}.warning"
    "Workflow | Phase | Hard limit (tokens)": "budgets.phases.{key}.hard"

prose: []
"""
)
LIST = (
    HEADER
    + """\
revi: 1

models:
  haiku: {}  # config/models.yml:3
  sonnet: {}  # config/models.yml:4

agents:
  reviewer:  # config/models.yml:4
    model: sonnet  # config/models.yml:4
  writer:  # config/models.yml:3
    model: haiku  # config/models.yml:3

default_outputs: false

owns:
  config/models.yml:
    "agents.{key}": "agents.{key}.model"
    agents: agents

prose: []
"""
)


def without_sources(text: str) -> str:
    """Return a proposal as it is written: the sources are shown, not left behind."""
    return re.sub(r"  # \S+:\d+$", "", text, flags=re.MULTILINE)


REPOSITORIES = {
    "agents alone": ({".claude/agents/writer.md": WRITER, ".claude/agents/reviewer.md": REVIEWER}, AGENTS),
    "commands and skills alone": (
        {".claude/commands/plan.md": PLAN, ".claude/skills/tidy/SKILL.md": "Tidy up.\n"},
        COMMANDS,
    ),
    "a document with tables": ({"docs/workflow.md": WORKFLOW}, TABLES),
    "the same with the line ends of Windows": (
        {"docs/workflow.md": WORKFLOW.replace("\n", "\r\n").removesuffix("\r\n")},
        TABLES,
    ),
    "a list of models": (
        {"config/models.yml": "# ours\nagents:\n  writer: haiku\n  reviewer: 'sonnet'  # dear\nother: [1]\n"},
        LIST,
    ),
}


@pytest.mark.parametrize(("files", "text"), REPOSITORIES.values(), ids=REPOSITORIES.keys())
def test_the_proposal(tmp_path: Path, files: dict[str, str], text: str) -> None:
    write_files(tmp_path, dict(files))
    assert proposal_text(tmp_path) == text
    assert problem_text(tmp_path) == ""
    assert "revi.yml" in adopt(tmp_path)
    assert (tmp_path / "revi.yml").read_text(encoding="utf-8") == without_sources(text)
