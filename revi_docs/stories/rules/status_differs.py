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
from revi_docs.decide.contract import Contract, Transition
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.names import resolve
from revi_docs.decide.transitions import ways
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem where both say a status, and not the same."""
    story, contract = case.story, case.shelf.decided
    stated = story.text("status")
    try:
        meant = resolve(contract, "status", stated).id
    except UnknownNameError:
        return
    if not story.status or meant == story.status:
        return
    message = f"says '{meant}', and the ledger says '{story.status}'"
    place = story.of_field("status")
    yield Told(message, _mend(contract, story.id, story.status, meant), place, f"status {stated}")


def _mend(contract: Contract, story: str, source: str, target: str) -> str:
    """The command that takes the story there, where there is a way; else only the way back."""
    found = [way for way in ways(contract, source, target) if way.by != SYSTEM]
    back = f"run 'revi story follow {story}', which writes back '{source}'"
    if not found:
        return f"{back}; no transition leads from '{source}' to '{target}'"
    chosen = next((way for way in found if way.by == MANUAL), found[0])
    return f"if the story moved, run '{_command(story, chosen)}'; if not, {back}"


def _command(story: str, way: Transition) -> str:
    said = f"revi move {story} {way.target} --by {way.by}"
    if way.verdict:
        said += f" --verdict '{way.verdict}'" if " " in way.verdict else f" --verdict {way.verdict}"
    elif way.event:
        said += f" --event {way.event}"
    return f"{said} --actor NAME --reason WHY" if way.by == MANUAL else said
