"""Problems of whole outputs: they are missing, have the path of a foreign file, or may have been edited unnoticed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revi_docs.contract.default_outputs import listed_target
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.drift.cause_groups import DriftPlace
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.problems.problem import Place, Problem


def missing_by_declaration(
    missing: Mapping[str, list[DriftPlace]], loaded: LoadedContract
) -> dict[KeyPath, list[DriftPlace]]:
    """Group missing outputs by what declares them in the contract, so that a new target is one problem.

    Return key path → places, for places by the key in `outputs`: that key, or the target that a default is for.
    """
    groups: dict[KeyPath, list[DriftPlace]] = {}
    for entry, places in missing.items():
        path: KeyPath = ("outputs", entry)
        target = listed_target(loaded.contract, entry)
        groups.setdefault(("targets", target) if target and path not in loaded.places else path, []).extend(places)
    return groups


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


def unknown_edits(statuses: Sequence[FileStatus]) -> tuple[Problem, ...]:
    """A warning, once, if outdated texts may have been edited in commits that git does not have."""
    texts = [status for status in statuses if status.state is not DriftState.TAMPERED and status.unknown]
    if not texts:
        return ()
    paths = sorted({status.path for status in texts})
    return (
        Problem(
            code="edits-unknown",
            severity="warning",
            message=f"{texts[0].unknown}, so earlier commits may have edited what is out of date",
            fix="fetch the complete history: git fetch --unshallow",
            places=tuple(Place(path) for path in paths),
        ),
    )
