"""Write an adoption after trying it on a copy of the repository. Files that cannot be owned are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revi_docs.adopt.adoption_plan import AdoptionPlan
from revi_docs.adopt.dry_run import RepositoryCheck, try_changes
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.drift.sync import changed_meanwhile
from revi_docs.files.decoding import read_bytes
from revi_docs.files.markdown.regions import without_contents
from revi_docs.files.repository_writer import require_unlinked, write_in_repository
from revi_docs.problems.problem import Place, Problem, errors
from revi_docs.problems.revi_error import ReviError

Planner = Callable[[Mapping[str, str]], AdoptionPlan]
"""From the files that cannot be owned → reason to the plan without them."""


@dataclass(frozen=True, slots=True)
class AdoptionResult:
    """The plan that was written, and its paths; none if there are `problems`.

    `remaining` are problems that the repository had before, `notes` warnings about rows whose items were removed.
    """

    plan: AdoptionPlan
    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    remaining: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _PlanTrial:
    """A plan that was tried on a copy: what would change, and the problems that are new."""

    plan: AdoptionPlan
    changed_files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def write_adoption(
    root: Path, make_plan: Planner, check: RepositoryCheck, prepare: Callable[[AdoptionPlan], None] = lambda _plan: None
) -> AdoptionResult:
    """Plan an adoption and write it. Raises ReviError if a file cannot be written.

    `prepare` is called right before the first write. What it writes exists before the contract does, so a call that is
    repeated after an interruption does not have to write it again. A file with a problem is left out and the rest is
    planned again, until a copy of the repository has no new problem.
    """
    excluded: dict[str, str] = {}
    plan = make_plan(excluded)
    trials = _PlanTrials(root, check, (CONTRACT_FILE, *plan.texts, *plan.owned_paths))
    known_problems = trials.find_known_problems(plan)
    trial = trials.run(plan)
    blocking: tuple[Problem, ...] = ()
    # Each round leaves out at least one more file.
    while reasons := _blocking_files(trial, excluded):
        excluded |= reasons
        blocking = (*errors(trial.plan.problems), *trial.problems)
        trial = trials.run(make_plan(excluded))
    plan = trial.plan
    if plan.is_empty:
        # If every file was left out, the reasons are the answer, and not that nothing was found.
        return AdoptionResult(replace(plan, problems=blocking) if blocking else plan)
    if plan.proposal and plan.proposal.contract_text is None:
        return AdoptionResult(plan, problems=(_not_written(plan.proposal.reason),))
    if trial.problems:
        return AdoptionResult(plan, problems=(*trial.problems, _not_written(trial.problems[0].message)))
    # The trials take a while, in which a person may have edited a file.
    _require_unchanged(root, plan)
    # The contract first: after an interruption, the regions and outputs that show its values are stale.
    ordered_paths = sorted(trial.changed_files, key=_write_order)
    # Every path before the first write: a link stops the adoption before anything changes.
    for path in ordered_paths:
        require_unlinked(root, path)
    prepare(plan)
    for path in ordered_paths:
        write_in_repository(root, path, trial.changed_files[path])
    return AdoptionResult(plan, tuple(ordered_paths), notes=trial.notes, remaining=known_problems)


@dataclass(slots=True)
class _PlanTrials:
    """Tries plans on copies that contain the files `source_paths`; problems that are known do not count."""

    root: Path
    check: RepositoryCheck
    source_paths: tuple[str, ...]
    known_fingerprints: frozenset[str] = frozenset()

    def find_known_problems(self, plan: AdoptionPlan) -> tuple[Problem, ...]:
        """Return the problems of a copy without the adoption, with an empty contract if there is none yet."""
        changes = {} if plan.loaded else {CONTRACT_FILE: _EMPTY_CONTRACT}
        _, problems = try_changes(self.root, changes, self.source_paths, self.check)
        self.known_fingerprints = frozenset(problem.fingerprint for problem in problems)
        return problems

    def run(self, plan: AdoptionPlan) -> _PlanTrial:
        """Try a plan on a copy."""
        if plan.is_empty or (plan.proposal and plan.proposal.contract_text is None):
            return _PlanTrial(plan)
        changed_files, problems = try_changes(
            self.root, plan.changes(), self.source_paths, self.check, plan.dropped_outputs
        )
        problems = (*problems, *_unexpected_changes(plan, changed_files))
        new_problems = tuple(item for item in problems if item.fingerprint not in self.known_fingerprints)
        # A row that names a removed item is for a person to delete: the rest of its table stays owned.
        rows = tuple(replace(item, severity="warning") for item in new_problems if item.code == _ROW_CODE)
        return _PlanTrial(plan, changed_files, tuple(item for item in new_problems if item.code != _ROW_CODE), rows)


_ROW_CODE = "row-without-item"
_EMPTY_CONTRACT = b"revi: 1\ndefault_outputs: false\nprose: []\n"


def _blocking_files(trial: _PlanTrial, excluded: Mapping[str, str]) -> dict[str, str]:
    """Return the hand-written files with a problem → the first problem, in one line."""
    reasons: dict[str, str] = {}
    for problem in (*errors(trial.plan.problems), *trial.problems):
        files = [place.file for place in (*problem.places, *problem.cause) if place.file != CONTRACT_FILE]
        if not files and problem.places:
            files = [_source_of_line(trial.plan, problem.places[0].line)]
        for file in files:
            if file and file not in excluded and not file.startswith("templates/"):
                reasons.setdefault(file, f"{problem.code}: {problem.message}"[:_MAX_REASON_LENGTH])
    return reasons


_MAX_REASON_LENGTH = 90
"""Characters of a reason in a comment. Arbitrary: fits beside a path."""


def _source_of_line(plan: AdoptionPlan, line: int) -> str:
    """Return the file that a line of the proposed contract comes from, by its comment; "" for none."""
    file = plan.proposal.source_of_line(line).rpartition(":")[0] if plan.proposal else ""
    return file if file in plan.texts else ""


def _unexpected_changes(plan: AdoptionPlan, changed_files: Mapping[str, bytes]) -> Iterable[Problem]:
    """Report hand-written files that would change in more than their regions, which show the new values."""
    for path, text in plan.texts.items():
        content = changed_files.get(path)
        if content is not None and without_contents(path, content.decode()) != without_contents(path, text):
            yield Problem(
                code="not-adopted",
                message="would change in more than its regions",
                fix="add its values to revi.yml yourself",
                places=(Place(path),),
                subject=path,
            )


def _require_unchanged(root: Path, plan: AdoptionPlan) -> None:
    """Raise ReviError if the contract changed since it was read."""
    exists = (root / CONTRACT_FILE).exists()
    if plan.contract_text != (read_bytes(root, CONTRACT_FILE)[0].decode() if exists else None):
        raise ReviError(changed_meanwhile(CONTRACT_FILE, "revi-docs adopt"))


def _write_order(path: str) -> tuple[bool, bool, str]:
    return path != CONTRACT_FILE, not path.startswith("templates/"), path


def _not_written(reason: str) -> Problem:
    return Problem(
        code="not-adopted",
        message=f"nothing was written: {reason}",
        fix="fix that and run 'revi-docs adopt --write' again, or paste the proposal into revi.yml",
        places=(Place(CONTRACT_FILE),),
        subject=CONTRACT_FILE,
    )
