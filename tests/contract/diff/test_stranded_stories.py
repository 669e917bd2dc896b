"""Stories that a change strands: one for each reason, and none without."""

from __future__ import annotations

import pytest

from revi_docs.contract.diff.contract_diff import compare_contracts
from revi_docs.contract.diff.stranded_stories import StoryState, StrandedStory, find_stranded, reaching_statuses
from tests.contract.diff.sample_contract import load_sample

STORY = "TKT-7"
CHECKING = "  checking: {description: In review., stage: doing}\n"
WITHOUT_CHECKING = (
    (CHECKING, ""),
    (
        (
            "  - {from: working, to: checking, by: begin, event: finished, requires: {artifact: proof}, "
            "note: When it is done.}\n"
        ),
        "  - {from: working, to: closed, by: check, verdict: GOOD}\n",
    ),
    ("  - {from: checking, to: closed, by: check, verdict: GOOD, force: true}\n", ""),
    ("  - {from: checking, to: working, by: check, verdict: BAD}\n", ""),
    ("from: [working, checking], to: stuck", "from: working, to: stuck"),
)


def stranded(state: StoryState, *edits: tuple[str, str]) -> StrandedStory | None:
    stories = find_stranded(compare_contracts(load_sample(), load_sample(*edits)), [state])
    return stories[0] if stories else None


def test_the_statuses_from_which_a_story_can_be_accepted() -> None:
    assert reaching_statuses(load_sample().contract) == {"open", "working", "checking", "stuck", "closed"}


@pytest.mark.parametrize(
    ("state", "edits", "expected"),
    [
        pytest.param(
            StoryState(STORY, "checking"),
            WITHOUT_CHECKING,
            (
                "status-gone",
                "its status 'checking' is no longer in the contract",
                "revi story reconcile TKT-7 --to working --actor NAME --reason TEXT",
            ),
            id="the status is gone",
        ),
        pytest.param(
            StoryState(STORY, "checking"),
            (
                ("  - {from: checking, to: closed, by: check, verdict: GOOD, force: true}\n", ""),
                (
                    "  - {from: checking, to: working, by: check, verdict: BAD}\n",
                    "  - {from: working, to: closed, by: check, verdict: GOOD}\n",
                ),
                ("from: [working, checking], to: stuck", "from: working, to: stuck"),
            ),
            (
                "no-way-out",
                "no transition leads from 'checking' to an accepted status any more",
                "revi story reconcile TKT-7 --to working --actor NAME --reason TEXT",
            ),
            id="every way out is gone",
        ),
        pytest.param(
            StoryState(STORY, "checking"),
            (("verdict: GOOD, force: true}", "verdict: GOOD, requires: {run: unit}}"),),
            (
                "evidence-required",
                "its move to 'closed' newly requires: run unit",
                "revi evidence run TKT-7 unit",
            ),
            id="a check is newly required",
        ),
        pytest.param(
            StoryState(STORY, "checking"),
            (("verdict: GOOD, force: true}", "verdict: GOOD, force: true, requires: {artifact: story}}"),),
            (
                "evidence-required",
                "its move to 'closed' newly requires: artifact story",
                "revi plumbing move TKT-7 closed --by check --verdict GOOD --actor NAME --reason TEXT --force",
            ),
            id="a file is newly required, and a person can force the move",
        ),
        pytest.param(
            StoryState(STORY, "working"),
            (("requires: {artifact: proof}, note", "requires: {new: proof}, note"),),
            (
                "evidence-required",
                "its move to 'checking' newly requires: new proof",
                "revi begin TKT-7 begin",
            ),
            id="a command that can begin here writes what is required",
        ),
        pytest.param(
            StoryState(STORY, "working", "begin"),
            (
                ("to: working, by: begin", "to: working, by: tell"),
                ("to: checking, by: begin", "to: checking, by: tell"),
                ("  begin:\n    arguments", "  starting:\n    arguments"),
                ("hands_to: {failed: begin}", "hands_to: {failed: tell}"),
            ),
            ("command-gone", "/begin, which works on it, is no longer in the contract", "revi begin TKT-7 tell"),
            id="the command is gone, and another one works there",
        ),
        pytest.param(
            StoryState(STORY, "working", "begin"),
            (
                ("  one: {group: makers,", "  three: {group: makers,"),
                ("workers: [one, two]", "workers: [three, two]"),
                ("spawns: {read: one}", "spawns: {read: three}"),
            ),
            (
                "agent-gone",
                "/begin, which works on it, started one, which the contract no longer has",
                "revi begin TKT-7 begin",
            ),
            id="an agent of the command is gone",
        ),
    ],
)
def test_each_reason(state: StoryState, edits: tuple[tuple[str, str], ...], expected: tuple[str, str, str]) -> None:
    story = stranded(state, *edits)
    assert story is not None
    assert (story.reason, story.message, story.command) == expected


@pytest.mark.parametrize(
    ("state", "edits"),
    [
        pytest.param(StoryState(STORY, "checking"), (), id="no change"),
        pytest.param(StoryState(STORY, "open"), WITHOUT_CHECKING, id="another status"),
        pytest.param(
            StoryState(STORY, "closed"),
            (("requires: [{artifact: proof}]", "requires: [{run: unit}]"),),
            id="it has ended",
        ),
        pytest.param(
            StoryState(STORY, "checking", artifacts=frozenset({"story"})),
            (("verdict: GOOD, force: true}", "verdict: GOOD, requires: {artifact: story}}"),),
            id="it has what is newly required",
        ),
        pytest.param(
            StoryState(STORY, "checking"),
            (("verdict: GOOD, force: true}", "verdict: GOOD, requires: {state: circuit-closed}}"),),
            id="a state is no evidence",
        ),
        pytest.param(
            StoryState(STORY, "working", "begin"),
            (
                ("  begin:\n    arguments", "  start:\n    aliases: [begin]\n    arguments"),
                ("to: working, by: begin", "to: working, by: start"),
                ("to: checking, by: begin", "to: checking, by: start"),
                ("hands_to: {failed: begin}", "hands_to: {failed: start}"),
            ),
            id="its command was renamed",
        ),
        pytest.param(StoryState(STORY, "unheard-of"), WITHOUT_CHECKING, id="a status that no contract has"),
    ],
)
def test_no_reason(state: StoryState, edits: tuple[tuple[str, str], ...]) -> None:
    assert stranded(state, *edits) is None


def test_a_renamed_status_strands_nobody() -> None:
    edits = (
        (CHECKING, "  reviewing: {description: In review., stage: doing, aliases: [checking]}\n"),
        ("to: checking, by: begin", "to: reviewing, by: begin"),
        ("from: checking, to: closed", "from: reviewing, to: closed"),
        ("from: checking, to: working", "from: reviewing, to: working"),
        ("from: [working, checking]", "from: [working, reviewing]"),
    )
    assert stranded(StoryState(STORY, "reviewing"), *edits) is None
