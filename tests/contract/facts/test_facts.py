"""The facts of the workflow: what lint says of them as they are, and that `revi.yml` states them."""

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

LEADS_NOWHERE = [
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
    stated: dict[str, Any] = yaml.safe_load((shared / "facts.yaml").read_text(encoding="utf-8"))
    return stated


@pytest.fixture(scope="module")
def found(facts: dict[str, Any]) -> tuple[Problem, ...]:
    """What lint reports of the facts as they are."""
    return lint(parse(translate(facts).encode()))


@pytest.fixture(scope="module")
def ours(root: Path) -> Contract:
    return load(root).contract


def subjects(found: tuple[Problem, ...], code: str) -> list[str]:
    return sorted(problem.subject for problem in found if problem.code == code)


def test_every_agent_that_a_command_starts_and_nobody_assigned_is_reported(found):
    assert subjects(found, "agent-without-model") == sorted(UNASSIGNED)


def test_every_verdict_that_leads_nowhere_is_reported(found):
    assert subjects(found, "verdict-without-transition") == LEADS_NOWHERE


def test_a_verdict_that_no_command_gives_is_reported(found):
    assert subjects(found, "unfit-trigger") == ["in-progress.ready-for-qa.manual"]


def test_an_artifact_that_is_in_no_list_is_reported(found):
    assert subjects(found, "unknown-artifact") == ["commands.elab-story.writes.1.analysis.md"]


def test_nothing_else_is_reported(found):
    assert Counter(problem.code for problem in found) == {
        "agent-without-model": 17,
        "command-without-rerun": 29,
        "unfit-trigger": 1,
        "unknown-artifact": 1,
        "unspawned-agent": 21,
        "unused-item": 29,
        "verdict-without-transition": 10,
    }


def test_our_contract_is_sound(root):
    assert lint(load(root)) == ()


def test_our_statuses_are_those_of_the_facts(facts, ours):
    assert [
        (status.id, status.stage, status.terminal, status.counts_as_blocked)
        for status in ours.statuses.values()
    ] == [
        (status["name"], status["directory"], status["terminal"], status["counts_as_blocked"])
        for status in facts["statuses"]
    ]
    assert initial_statuses(ours) == ["pending", "generated"]


def test_our_transitions_are_those_of_the_facts(facts, ours):
    stated = {(transition["from"], transition["to"]) for transition in facts["transitions"]}
    assert set(transitions_by_pair(ours)) == stated
    assert len(stated) == 40


def test_our_transitions_have_the_trigger_of_the_facts(facts, ours):
    second_names = {alias: command.id for command in ours.commands.values() for alias in command.aliases}
    for transition in facts["transitions"]:
        if transition["command"]:
            named = transition["command"].split(" then ")[0].removeprefix("/")
            mover = second_names.get(named, named.split(" ")[0])
            moves = transitions_by_pair(ours)[transition["from"], transition["to"]]
            taken = [move for move in moves if move.by == mover]
            verdicts = set((transition["verdict"] or "").split(" | ")) - {""}
            assert taken, transition
            assert verdicts <= {move.verdict for move in taken}, transition


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
    } == groups
    assert set(UNASSIGNED) < set(ours.agents)


def test_our_commands_start_the_agents_of_the_facts(facts, ours):
    for stated in facts["commands"]:
        command = ours.commands[stated["command"].removeprefix("/")]
        started = {*started_agents(ours, command)}
        if command.id == "pm-story":
            started |= {*started_agents(ours, ours.commands["pm-generate-story"])}
        missing = {*stated["agents_listed"], *stated["agents_only_in_text"]} - started
        assert missing == set(), command.id
        assert command.version == (stated["version"] or ""), command.id


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
