"""A session ends: the locks that it holds are given back, and their phases end without a result."""

from __future__ import annotations

from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.ground import ground_of
from revi_docs.runtime.hooks.call import LET_THROUGH, Call, Verdict
from revi_docs.runtime.sessions import holdings

ENDED = "ERROR"
"""How a phase ends whose session has gone, as the trace has it."""


def answer(call: Call) -> Verdict:
    """Releases what the session holds; what cannot be released is told, and becomes stale by itself."""
    ground = ground_of(call.cwd or ".")
    if ground is None or not ground.hooks(call.event):
        return LET_THROUGH
    held = holdings(ground, call.session)
    if not held:
        return LET_THROUGH
    from revi_docs.runtime.locks import release
    from revi_docs.runtime.workflow import open_workflow

    workflow = open_workflow(ground.root)
    notes: list[str] = []
    for holding in held:
        try:
            freed = release(workflow.story(holding.story), str(holding.lock["owner"]), ENDED)
        except RefusalError as error:
            notes.append(f"{holding.story} cannot be released: {error.message}; {error.fix}")
        else:
            notes.append(f"{holding.story} is released; its phase {freed.phase} ended without a result")
    return Verdict(notes=tuple(notes))
