"""A file at the path of an output that revi-docs did not write: it belongs to its author."""

from __future__ import annotations

from revi_docs.contract.loader import LoadedContract
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.problems.problem import Place, Problem


def foreign_problem(status: FileStatus, loaded: LoadedContract) -> Problem:
    """A file that revi-docs did not write, at the path of an output."""
    entry = status.rendered.task.entry if status.rendered else ""
    is_default = ("outputs", entry) not in loaded.places
    path, relation = (status.hides, "hides") if status.hides else (status.path, "has the path of")
    if status.hides:
        alternative = "rename the item in revi.yml"
    elif is_default:
        alternative = f"add '\"{entry}\": false' to outputs in revi.yml"
    else:
        alternative = "give the output another path"
    return Problem(
        code=DriftState.FOREIGN.value,
        message=f"an output {relation} this file, which revi-docs did not write",
        fix=f"move the file away, or {alternative}; then run 'revi-docs sync'",
        places=(Place(path),),
        cause=() if is_default else (loaded.place_of("outputs", entry),),
        subject=path,
    )
