"""Fields of hand-written files that belong to the contract, and a story's status, which its ledger says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.ground import Ground, value_at
from revi_docs.runtime.protected.edits import Edited
from revi_docs.runtime.protected.front_fields import Said, field, said
from revi_docs.runtime.protected.sources import stated

_WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def of_fields(ground: Ground, path: str, edit: Edited) -> str:
    """Why an edit must leave an owned field alone; "" where it changes none, or makes it agree."""
    owns: Mapping[str, Mapping[str, str]] = ground.data.get("owns") or {}
    if not owns or edit.after is None:
        return ""
    from revi_docs.files.globs import parts

    if any(one.startswith("!") and parts(one[1:], path) is not None for one in owns):
        return ""
    for pattern, fields in owns.items():
        bound = parts(pattern, path)
        for name, way in fields.items() if bound is not None else ():
            reason = _of_field(ground, path, edit, name, _spelled(way, path, edit, bound or {}))
            if reason:
                return reason
    return ""


def _spelled(way: str, path: str, edit: Edited, bound: Mapping[str, str]) -> tuple[str, ...]:
    """The way to the value that must stand there, its words filled in; () where one stays open."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    named = field(edit.after, "name") or field(edit.before, "name")
    words = {"stem": stem, "name": str(said(named)) if named else stem, **bound}
    steps = [_WORD.sub(lambda found: words.get(found[1], ""), step) for step in way.split(".")]
    return tuple(steps) if all(steps) else ()


def _of_field(ground: Ground, path: str, edit: Edited, name: str, way: tuple[str, ...]) -> str:
    before, after = field(edit.before, name), field(edit.after, name)
    wanted = _text(value_at(ground.data, way)) if way else None
    if before == after or wanted is None or (after is not None and said(after) == wanted):
        return ""
    if after is None and before is None:
        return ""
    shown = wanted if isinstance(wanted, str) else ", ".join(wanted)
    return (
        f"the field '{name}' of {path} is owned by {stated(ground, way)}, where it is {shown}: "
        "change that and run 'revi-docs sync'; the other lines of the file are yours"
    )


def _text(value: Any) -> Said | None:
    """A value of the contract as a field states it; None for what is no single value or list of some."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return tuple(map(str, value)) if value else None
    return str(value) if isinstance(value, (str, int, float)) and value != "" else None


def of_status(ground: Ground, story: str, path: str, edit: Edited) -> str:
    """Why a story's status must not be edited: it follows its ledger. "" where that agrees or is empty."""
    before, after = field(edit.before, "status"), field(edit.after, "status")
    if before is None or before == after or edit.after is None:
        return ""
    from revi_docs.records.ledger import read_ledger
    from revi_docs.runtime.workflow import open_workflow

    workflow = open_workflow(ground.root)
    status = read_ledger(workflow.story(story).ledger, workflow.contract).status
    if not status or (after is not None and said(after) == status):
        return ""
    return (
        f"the field 'status' of {path} follows the story's ledger, where it is {status}: "
        f"move the story by 'revi move {story} STATUS' along {stated(ground, ('transitions',))}"
    )
