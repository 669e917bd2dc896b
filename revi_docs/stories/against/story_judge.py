"""Judge the new entries of one story by the contract of the base: transitions, names, evidence, runs of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.evidence_check import unmet_conditions
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.shell_words import shell_path, short_id
from revi_docs.records.evidence.collect import collect_facts
from revi_docs.records.evidence.outside_edits import EDITS, entered_state, outside_edits, recorded_state
from revi_docs.records.evidence.required import transition_of
from revi_docs.records.evidence.story_files import StoryFiles, artifact_digests
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.ledger_names import unknown_names
from revi_docs.records.ledger_rules import transition_issues
from revi_docs.stories.against.base_history import Versions
from revi_docs.stories.against.story_entries import (
    JudgedEntry,
    is_decided_by_person,
    judged_entries,
    named_person,
)
from revi_docs.stories.story import Story

SELF_STATED = "self-stated-entry"
"""The code of what cannot be verified."""


RunResult = Callable[[StoryFiles, LedgerEntry, str], str]
"""What is wrong with the run of a check that an entry needs, for the end of a sentence; "" if nothing."""


@dataclass(frozen=True)
class StoryJudge:
    """Judges one story. `base` is the name of the base in messages, `contract` the contract there.

    `is_new` are the digests of new entries, `changed_paths` the files that the branch changed. `undo_commits` says how
    to undo the commits that have an entry: a committed line can only be removed with its commit.
    """

    base: str
    contract: CompiledContract
    story: Story
    files: StoryFiles
    versions: Versions
    is_new: frozenset[str]
    changed_paths: frozenset[str]
    run_result: RunResult
    undo_commits: Callable[[LedgerEntry], str]

    def problems(self) -> Iterator[Problem]:
        """Every problem of the story, and the entries that a reviewer should look at, as warnings."""
        yield from self._transition_problems()
        for judged in self._entries:
            if judged.entry.digest in self.is_new:
                yield from self._name_problems(judged)
                yield from self._force_problems(judged) if judged.is_forced else self._evidence_problems(judged)
                yield from self._notes(judged)
            if judged.is_last:
                yield from self._changed_evidence(judged)

    @cached_property
    def _entries(self) -> tuple[JudgedEntry, ...]:
        return tuple(judged_entries(self.story.ledger, self.contract, self.is_new))

    def _transition_problems(self) -> Iterator[Problem]:
        places = {(entry.file, entry.line): entry for entry in self.story.ledger.entries if entry.digest in self.is_new}
        for issue in transition_issues(self.story.ledger, self.contract, self.story.id, with_accepted=True):
            entry = places.get((issue.file, issue.line))
            if entry is not None and issue.code in ("ledger-path", "ledger-start", "ledger-story-differs"):
                yield self._unjustified(entry, issue.message)

    def _name_problems(self, judged: JudgedEntry) -> Iterator[Problem]:
        for kind, name in unknown_names(self.contract, judged.entry.fields):
            yield self._unjustified(judged.entry, f"'{name}' is not a {kind} of the contract")
        if judged.move.by == "manual" and not named_person(judged.entry):
            yield self._unjustified(judged.entry, "a manual move names no person")

    def _force_problems(self, judged: JudgedEntry) -> Iterator[Problem]:
        transition = transition_of(self.contract, judged.move)
        if transition is None or not transition.force:
            yield self._unjustified(judged.entry, "no person can force this transition")
        if not judged.move.actor:
            yield self._unjustified(judged.entry, "a forced move names no person")
        if not judged.move.reason:
            yield self._unjustified(judged.entry, "a forced move gives no reason")

    def _evidence_problems(self, judged: JudgedEntry) -> Iterator[Problem]:
        facts = collect_facts(self._files_at(judged), judged.before, judged.conditions, judged.move)
        checks = {item.names[0] for item in judged.conditions if item.kind == "run"}
        runs = {check: self._run_result(judged, check) for check in sorted(checks)}
        # Whether a branch was merged cannot be seen from here.
        before, after = entered_state(judged.before), recorded_state(judged.entry)
        edits = outside_edits(self.files, judged.conditions, before, after)
        facts = facts._replace(merged=True, runs=runs, outside_edits=edits)
        if after is None and any(item.kind == EDITS for item in judged.conditions):
            yield self._problem("unproven-entry", judged.entry, "it does not record which files were changed")
        for reason in unmet_conditions(self.contract, judged.conditions, facts):
            yield self._problem("unproven-entry", judged.entry, reason.message)
        for condition in judged.conditions:
            present = [name for name in condition.names if condition.kind == "new" and name in facts.artifacts]
            if present and not any(name in judged.recorded for name in present):
                yield self._problem("unproven-entry", judged.entry, f"it records no digest of {' or '.join(present)}")

    def _run_result(self, judged: JudgedEntry, check: str) -> str:
        # The record of a check is replaced by its next run, so only the last move that needs it can be judged.
        later = self._entries[self._entries.index(judged) + 1 :]
        if any(check in item.names for other in later for item in other.conditions if item.kind == "run"):
            return ""
        return self.run_result(self.files, judged.entry, check)

    def _files_at(self, judged: JudgedEntry) -> StoryFiles:
        """The story with the artifacts as the entry records them."""
        texts = {
            kind: self.versions[kind][digest].text
            for kind, digest in judged.recorded.items()
            if digest in self.versions.get(kind, {})
        }
        return self.files._replace(earlier_texts=texts)

    def _required_artifacts(self, judged: JudgedEntry) -> Mapping[str, str]:
        """The artifacts that the move needs → the digest that the entry records."""
        names = {name for item in judged.conditions if item.kind in ("new", "verdict") for name in item.names}
        return {name: digest for name, digest in judged.recorded.items() if name in names}

    def _changed_evidence(self, judged: JudgedEntry) -> Iterator[Problem]:
        """The evidence of the last move that is no longer what its entry records."""
        status = self.contract.statuses.get(judged.entry.status_after)
        is_new = judged.entry.digest in self.is_new
        if judged.is_forced or not (is_new or (status is not None and status.terminal)):
            return
        required = self._required_artifacts(judged)
        current = artifact_digests(self.files, required)
        for kind, digest in required.items():
            if current.get(kind) != digest and (is_new or self._is_changed_here(kind)):
                message = f"{kind} is not the one that the entry records"
                version = self.versions.get(kind, {}).get(digest)
                fix = f"run 'git show {short_id(version.blob)} > {shell_path(version.path)}'" if version else ""
                yield self._problem("changed-evidence", judged.entry, message, fix)

    def _is_changed_here(self, kind: str) -> bool:
        """Whether the branch changed, added or removed a file of an artifact."""
        names = [item.path for item in self.story.artifacts if item.kind == kind]
        return not names or any(path in self.changed_paths for path in names)

    def _notes(self, judged: JudgedEntry) -> Iterator[Problem]:
        entry, fields = judged.entry, judged.entry.fields
        person = named_person(entry) or "no person"
        reason = f": {fields['reason']}" if fields.get("reason") else ""
        if judged.is_forced or entry.event == "forced":
            missing = "; ".join(map(str, fields.get("missing") or ())) or "the rerun mode"
            yield self._note("forced-entry", entry, f"{person} overruled '{missing}'{reason}")
        elif is_decided_by_person(entry):
            act = f"moved the story to '{judged.move.target}'" if entry.event == "moved" else entry.event
            yield self._note("manual-entry", entry, f"{person} {act}{reason}")
        if entry.event == "adopted":
            evidence = ", ".join(map(str, fields.get("evidence") or ())) or "nothing"
            yield self._note(SELF_STATED, entry, f"{person} adopted it as '{fields['status']}' with {evidence}")
        for kind, digest in self._required_artifacts(judged).items():
            if not judged.is_last and digest not in self.versions.get(kind, {}):
                yield self._note(SELF_STATED, entry, f"the {kind} that it records is in no commit")

    def _unjustified(self, entry: LedgerEntry, message: str) -> Problem:
        return self._problem("unjustified-entry", entry, message)

    def _problem(self, code: str, entry: LedgerEntry, message: str, fix: str = "") -> Problem:
        return Problem(
            code=code,
            message=f"{self.story.id}, judged by {self.base}: {message}",
            fix=fix or self._removal(entry),
            places=(self.story.ledger_place(entry),),
            subject=f"{entry.digest} {message}",
        )

    def _removal(self, entry: LedgerEntry) -> str:
        """How to remove an entry and those after it, which build on it: whole files, or the last lines of one."""
        entries = self.story.ledger.entries
        index = entries.index(entry)
        kept_files = {self.story.ledger_place(item).file for item in entries[:index]}
        place = self.story.ledger_place(entry)
        files = dict.fromkeys(self.story.ledger_place(item).file for item in entries[index:])
        removed = " ".join(shell_path(file) for file in files if file not in kept_files)
        last_lines = f"delete line {place.line} and the lines after it in {place.file}"
        steps = (
            self.undo_commits(entry),
            last_lines if place.file in kept_files else "",
            f"run 'rm {removed}'" if removed else "",
            f"run 'revi next {self.story.id}'",
        )
        return ", then ".join(step for step in steps if step)

    def _note(self, code: str, entry: LedgerEntry, message: str) -> Problem:
        place = self.story.ledger_place(entry)
        return review_note(code, f"{self.story.id}: {message}", place, f"{entry.digest} {message}")


def review_note(code: str, message: str, place: Place, subject: str) -> Problem:
    """A warning about what only a person or an agent vouches for."""
    fix = "let a reviewer confirm it"
    return Problem(code=code, message=message, fix=fix, places=(place,), subject=subject, severity="warning")
