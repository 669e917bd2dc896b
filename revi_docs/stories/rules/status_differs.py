"""The status in a story's front matter is not the one its ledger comes to.

Why: the ledger is the one truth for where a story stands. What is written by hand into the front matter went
past the transitions, so that nobody knows who moved the story, when and why.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "qa",
     "from": "ready-for-qa", "to": "in-qa", "by": "qa-verify-story", "cause": "started"}

    ---
    status: uat
    ---

Mend: if the story has moved, move it with `revi move`, which writes both; otherwise write the ledger's
status.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.decide.compiled_contract import CompiledContract, TransitionSpec
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve
from revi_docs.decide.transition_check import matching_transitions
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem where both say a status, and not the same."""
    story, contract = context.story, context.layout.decision_contract
    name = story.text_field("status")
    try:
        declared_status = resolve(contract, "status", name).id
    except UnknownNameError:
        return
    if not story.status or declared_status == story.status:
        return
    message = f"says '{declared_status}', and the ledger says '{story.status}'"
    place = story.field_place("status")
    yield RuleFinding(
        message, _fix(contract, story.id, story.status, declared_status), place, f"status {name}"
    )


def _fix(contract: CompiledContract, story: str, source: str, target: str) -> str:
    """The command that takes the story there, where there is a way; else only the way back."""
    candidates = [
        transition for transition in matching_transitions(contract, source, target) if transition.by != SYSTEM
    ]
    revert = f"run 'revi story follow {story}', which writes back '{source}'"
    if not candidates:
        return f"{revert}; no transition leads from '{source}' to '{target}'"
    preferred = next((transition for transition in candidates if transition.by == MANUAL), candidates[0])
    return f"if the story moved, run '{_command(story, preferred)}'; if not, {revert}"


def _command(story: str, transition: TransitionSpec) -> str:
    command = f"revi move {story} {transition.target} --by {transition.by}"
    if transition.verdict:
        command += (
            f" --verdict '{transition.verdict}'"
            if " " in transition.verdict
            else f" --verdict {transition.verdict}"
        )
    elif transition.event:
        command += f" --event {transition.event}"
    return f"{command} --actor NAME --reason WHY" if transition.by == MANUAL else command
