"""The status in a story's front matter differs from the status in its ledger.

Why: The ledger is the source of truth. A status edited in the front matter bypasses the transitions, so
there is no record of who moved the story, when and why.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "qa",
     "from": "ready-for-qa", "to": "in-qa", "by": "qa-verify-story", "cause": "started"}

    ---
    status: uat
    ---

Fix: If the story has moved, run `revi plumbing move`, which updates both. Otherwise run `revi doctor --fix`, which
removes the status from the front matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.decide.compiled_contract import CompiledContract, TransitionSpec
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.decide.transition_check import matching_transitions
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a front-matter status that differs from the ledger's."""
    story, contract = context.story, context.layout.decision_contract
    name = story.text_field("status")
    try:
        declared_status = resolve(contract, "status", name).id
    except UnknownNameError:
        # `unknown-story-status` reports it.
        return
    # A status that the contract no longer has is reported as `ledger-name`.
    if story.status not in contract.statuses or declared_status == story.status:
        return
    message = f"the front matter says '{declared_status}', but the ledger says '{story.status}'"
    place = story.field_place("status")
    fix = _fix(contract, story.id, story.status, declared_status)
    yield RuleFinding(message, fix, place, f"status {name}")


def _fix(contract: CompiledContract, story: str, source: str, target: str) -> str:
    """Return the commands that move the story, if a transition allows it, or revert the edit."""
    transitions = matching_transitions(contract, source, target)
    candidates = [transition for transition in transitions if transition.by != SYSTEM]
    revert = "run 'revi doctor --fix', which removes it from the front matter"
    if not candidates:
        return f"{revert}; there is no transition from '{source}' to '{target}'"
    preferred = next((transition for transition in candidates if transition.by == MANUAL), candidates[0])
    return f"if the story moved, run '{_command(story, preferred)}'; otherwise {revert}"


def _command(story: str, transition: TransitionSpec) -> str:
    command = f"revi plumbing move {story} {transition.target} --by {transition.by}"
    if transition.verdict:
        command += f" --verdict {quote(transition.verdict)}"
    elif transition.event:
        command += f" --event {transition.event}"
    return f"{command} --actor NAME --reason WHY" if transition.by == MANUAL else command
