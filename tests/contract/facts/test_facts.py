"""The facts of the workflow: what lint reports about them as they are, and that `revi.yml` contains them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract.loader import load, parse
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import initial_statuses, model_of, started_agents, transitions_by_pair
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.problem import Problem
from tests.contract.facts.translate import translate

UNASSIGNED = """
architect-setup-leader architect-api-leader architect-packages-leader architect-frontend-leader
architect-types-leader architect-aggregation-leader review-aggregate-leader dev-verification-leader
dev-plan-leader dev-execute-leader dev-proof-leader elab-epic-reviews-leader scrum-master-setup-leader
scrum-master-loop-leader ui-ux-review-setup-leader ui-ux-review-reviewer ui-ux-review-report-leader
""".split()

BEGUN_BY_REVI = frozenset(
    """
architect-setup-leader dev-setup-leader elab-epic-setup-leader elab-setup-leader pm-bootstrap-setup-leader
pm-harness-setup-leader qa-verify-setup-leader scrum-master-setup-leader ui-ux-review-setup-leader
""".split()
)
"""Agents whose whole work `revi begin` or the first step of the command does."""

BEYOND_THE_PLATFORM = frozenset(
    """
scrum-master-loop-leader elab-epic-interactive-leader dev-implement-planning-leader
dev-implement-implementation-leader
""".split()
)
"""Agents that would have to start agents on a layer without any, ask a person, or only pass work on."""

REMOVED_AGENTS = BEGUN_BY_REVI | BEYOND_THE_PLATFORM

CALLS_OF_REVI = frozenset("precondition-check story-move story-status story-update token-report index-update".split())
"""Commands that only called one command of `revi` or `revi-docs`."""

CANCELLED_EARLY = {("pending", "cancelled"), ("generated", "cancelled")}
"""Transitions that the facts lack: without them a story that is not wanted any more stays in the index forever."""

WITHOUT_TRANSITION = [
    "architect-review.CONCERNS",
    "architect-review.PASS",
    "architect-review.VIOLATIONS",
    "dev-code-review.ERROR",
    "elab-epic.BLOCKED",
    "elab-epic.CONCERNS",
    "elab-epic.READY",
    "elab-story.CONDITIONAL PASS",
    "qa-gate.CONCERNS",
    "qa-gate.WAIVED",
]


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((shared / "facts.yaml").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def fact_problems(facts: dict[str, Any]) -> tuple[Problem, ...]:
    """What lint reports about the facts as they are."""
    return lint(parse(translate(facts).encode()))


@pytest.fixture(scope="module")
def ours(root: Path) -> Contract:
    return load(root).contract


def subjects(problems: tuple[Problem, ...], code: str) -> list[str]:
    return sorted(problem.subject for problem in problems if problem.code == code)


def test_every_started_agent_without_a_group_is_reported(fact_problems):
    assert subjects(fact_problems, "agent-without-model") == sorted(UNASSIGNED)


def test_every_verdict_without_a_transition_is_reported(fact_problems):
    assert subjects(fact_problems, "verdict-without-transition") == WITHOUT_TRANSITION


def test_a_verdict_that_no_command_gives_is_reported(fact_problems):
    assert subjects(fact_problems, "unfit-trigger") == ["in-progress.ready-for-qa.manual"]


def test_an_artifact_that_is_in_no_list_is_reported(fact_problems):
    assert subjects(fact_problems, "unknown-artifact") == ["commands.elab-story.writes.1.analysis.md"]


def test_nothing_else_is_reported(fact_problems):
    assert Counter(problem.code for problem in fact_problems) == {
        "agent-without-model": 17,
        "command-without-rerun": 29,
        "unfit-trigger": 1,
        "unknown-artifact": 1,
        "unspawned-agent": 21,
        "unused-item": 29,
        "verdict-without-transition": 10,
    }


def test_our_contract_is_valid(root):
    assert lint(load(root)) == ()


def test_our_statuses_are_those_of_the_facts(facts, ours):
    assert [
        (status.id, status.stage, status.terminal, status.counts_as_blocked) for status in ours.statuses.values()
    ] == [
        (status["name"], status["directory"], status["terminal"], status["counts_as_blocked"])
        for status in facts["statuses"]
    ]
    assert initial_statuses(ours) == ["pending", "generated"]


def test_our_transitions_are_those_of_the_facts(facts, ours):
    expected_pairs = {(transition["from"], transition["to"]) for transition in facts["transitions"]}
    assert set(transitions_by_pair(ours)) == expected_pairs | CANCELLED_EARLY
    assert len(expected_pairs) == 40


def test_our_transitions_have_the_trigger_of_the_facts(facts, ours):
    ids_by_alias = {alias: command.id for command in ours.commands.values() for alias in command.aliases}
    for transition in facts["transitions"]:
        if transition["command"]:
            command_text = transition["command"].split(" then ")[0].removeprefix("/")
            mover = ids_by_alias.get(command_text, command_text.split(" ")[0])
            moves = transitions_by_pair(ours)[transition["from"], transition["to"]]
            command_moves = [move for move in moves if move.by == mover]
            verdicts = set((transition["verdict"] or "").split(" | ")) - {""}
            assert command_moves, transition
            assert verdicts <= {move.verdict for move in command_moves}, transition


def test_our_agents_have_the_group_and_the_model_of_the_facts(facts, ours):
    groups = {
        (agent, label, model)
        for label, members in facts["models"]["by_group"].items()
        for agent, model in members.items()
    }
    assert {
        (agent.id, ours.groups[agent.group or ""].label, model_of(ours, agent))
        for agent in ours.agents.values()
        if agent.id not in UNASSIGNED
    } == {group for group in groups if group[0] not in REMOVED_AGENTS}
    assert {*UNASSIGNED} - REMOVED_AGENTS < {*ours.agents}
    assert REMOVED_AGENTS.isdisjoint(ours.agents)


def test_our_commands_start_the_agents_of_the_facts(facts, ours):
    for fact in facts["commands"]:
        name = fact["command"].removeprefix("/")
        if name in CALLS_OF_REVI:
            assert name not in ours.commands
            continue
        command = ours.commands[name]
        started = {*started_agents(ours, command)}
        if command.id == "pm-story":
            started |= {*started_agents(ours, ours.commands["pm-generate-story"])}
        for other in command.hands_to.values():
            started |= {*started_agents(ours, ours.commands[other])}
        missing = {*fact["agents_listed"], *fact["agents_only_in_text"]} - started - REMOVED_AGENTS
        assert missing == set(), command.id
        assert command.version == (fact["version"] or ""), command.id


def test_our_limits_are_those_of_the_facts(facts, ours):
    assert ours.budgets
    assert {phase: (limits.warning, limits.hard) for phase, limits in ours.budgets.phases.items()} == {
        phase["key"]: (phase["warning"], phase["hard"]) for phase in facts["token_budget"]["phases"]
    }
    assert {
        name: (error.retry.max, int(error.retry.delay), int(error.retry.cap or 0), error.retry.backoff)
        for name, error in ours.errors.items()
        if error.retry
    } == {
        name: (error["max_retries"], error["base_delay_ms"], error["max_delay_ms"], error["backoff"])
        for name, error in facts["errors"]["types"].items()
        if error["retryable"]
    }
