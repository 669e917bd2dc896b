"""The rules that a referenced name must be defined, one row for each kind of item.

They differ only in what they call the item and where it is defined. The code is `unknown-` and the noun.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from revi_docs.contract.contract_rule import MAX_SUGGESTIONS, Rule, RuleContext
from revi_docs.contract.parse_state import NameReference
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check_names(noun: str, section: str, kinds: tuple[str, ...], context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each name of these kinds that is not defined, with every reference to it."""
    problem_count = 0
    for kind in kinds:
        known_names = NAMES_BY_KIND[kind](context.contract)
        name_set = frozenset(known_names)
        # What a parent of the contract refers to has one place in it, and is named in the message.
        references_by_name: dict[tuple[str, str], list[NameReference]] = {}
        for reference in context.references(kind):
            if reference.name not in name_set:
                origin = context.place_of(*reference.path).origin
                references_by_name.setdefault((reference.name, origin), []).append(reference)
        for (name, _), references in references_by_name.items():
            candidates = known_names if problem_count < MAX_SUGGESTIONS else ()
            fix = suggested_fix(name, candidates, f"add '{name}' to {section}")
            if name == "*":
                fix = f"write the names, such as [{', '.join([*known_names][:2])}]"
            problem_count += 1
            yield _undefined_name_problem(context, noun, references, fix)


def _undefined_name_problem(context: RuleContext, noun: str, references: list[NameReference], fix: str) -> Problem:
    reference = references[0]
    # Without list indices, which mean little to readers: `commands.audit.writes`.
    keys = [str(part) for part in reference.path[:-1] if not isinstance(part, int)]
    # A transition has no name of its own.
    owner = "a transition" if keys[0] == "transitions" else ".".join(keys)
    return context.problem(
        message=f"{owner} refers to the {noun} '{reference.name}', which is not defined",
        fix=fix,
        places=tuple(context.place_of(*other.path) for other in references),
        subject=".".join(str(part) for part in (*reference.path, reference.name)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _NameRow:
    """What one rule calls an item, where it is defined, and the text of the rule."""

    noun: str
    section: str
    kinds: tuple[str, ...] = ()
    """The kinds of references; empty if there is one kind, of the same name as the section."""
    summary: str
    reason: str
    example: str
    fix_more: str = ""
    """What can be written instead of a name."""

    def rule(self) -> Rule:
        """Return the rule of this row."""
        fix = f"Correct the name, or define the {self.noun.rpartition(' ')[2]} under `{self.section}`"
        example = textwrap.indent(self.example, "    ")
        check = partial(check_names, self.noun, self.section, self.kinds or (self.section,))
        text = f"{self.summary}\n\nWhy: {self.reason}\n\nExample:\n\n{example}\n\nFix: {fix}{self.fix_more}.\n"
        return Rule(f"unknown-{self.noun.replace(' ', '-')}", check, text)


_ROWS: tuple[_NameRow, ...] = (
    _NameRow(
        noun="agent",
        section="agents",
        summary="The contract names an agent that it does not define.",
        reason="A command or agent that starts it fails at run time, long after the typo was made.",
        example="agents: {analyst: {}}\ncommands:\n  audit: {spawns: {work: analist}}",
    ),
    _NameRow(
        noun="artifact",
        section="artifacts",
        summary="The contract names an artifact that it does not define.",
        reason="The file has no name, so one agent writes a file that the next one does not find.",
        example='artifacts: {report: {file: "REPORT-{id}.md"}}\ncommands:\n  audit: {writes: [reprot]}',
    ),
    _NameRow(
        noun="command",
        section="commands",
        kinds=("initiators", "commands"),
        summary="The contract names a command that it does not define.",
        reason="A transition by it is never taken, and a reader who is sent to it finds nothing.",
        example="""\
statuses: {open: {}, done: {terminal: true}}
commands: {close: {}}
transitions:
  - {from: open, to: done, by: closed, event: finished}""",
        fix_more=", or write `manual` (a person) or `system`",
    ),
    _NameRow(
        noun="group",
        section="groups",
        summary="An agent belongs to a group that the contract does not define.",
        reason="The agent gets no model from its group and is missing from every list of groups.",
        example="groups: {leaders: {}}\nagents:\n  analyst: {group: leader}",
    ),
    _NameRow(
        noun="mode",
        section="rerun.modes",
        kinds=("modes",),
        summary="A command has a rerun mode that the contract does not define.",
        reason="It is undefined what a second run of the command does.",
        example="rerun: {modes: {always: {action: proceed}}}\ncommands:\n  audit: {rerun: {mode: alwys}}",
    ),
    _NameRow(
        noun="model",
        section="models",
        summary="The contract names a model that it does not define.",
        reason="An agent with an unknown model does not start, or it starts on the default model.",
        example="models: {small: {}}\nagents:\n  analyst: {model: smal}",
    ),
    _NameRow(
        noun="phase",
        section="phases",
        summary="The contract names a phase that it does not define.",
        reason="Its budget never applies, and its lock protects nothing.",
        example="phases: [audit]\nbudgets:\n  phases: {audits: {warning: 100, hard: 200}}",
    ),
    _NameRow(
        noun="record",
        section="records",
        summary="The contract names a record that it does not define.",
        reason="The fields of the file are undefined, so its writer and its reader use different ones.",
        example="""\
records: {lock: {fields: {holder: string}}}
locks: {file: .lock, stale_after: 1h, record: lok}""",
    ),
    _NameRow(
        noun="recovery",
        section="recoveries",
        summary="The recovery of an error is not defined.",
        reason="An agent that meets the error is sent to an action that nothing explains.",
        example="recoveries: [stop]\nerrors:\n  LATE: {recovery: halt}",
    ),
    _NameRow(
        noun="stage",
        section="stages",
        summary="A status belongs to a stage that the contract does not define.",
        reason="The board has no such column, so it does not show the stories in this status.",
        example="stages: [doing]\nstatuses:\n  open: {stage: dong}",
    ),
    _NameRow(
        noun="status",
        section="statuses",
        summary="The contract names a status that it does not define.",
        reason="A story that moves to it can never leave it, and a page that names it misleads its readers.",
        example="""\
statuses: {open: {}, done: {terminal: true}}
transitions:
  - {from: open, to: dome, by: manual}""",
    ),
    _NameRow(
        noun="verdict set",
        section="verdicts",
        summary="The verdicts of a command come from a set that the contract does not define.",
        reason="It is undefined which verdicts the command can return and which transitions they trigger.",
        example="verdicts: {gate: {values: [PASS], stays: PASS}}\ncommands:\n  check: {verdicts: gates}",
    ),
    _NameRow(
        noun="worker",
        section="agents",
        kinds=("workers",),
        summary="A worker set contains an agent that the contract does not define.",
        reason="The set waits for a worker that never starts, and times out every time.",
        example="agents: {lint: {}}\nworkers:\n  sets: {review: {workers: [lint, tests]}}",
    ),
    _NameRow(
        noun="worker set",
        section="workers.sets",
        kinds=("worker_sets",),
        summary="A command runs a worker set that the contract does not define.",
        reason="The command starts no workers, and aggregates the results of none.",
        example="""\
agents: {lint: {}}
workers: {sets: {review: {workers: [lint]}}}
commands:
  check: {workers: reviews}""",
    ),
    _NameRow(
        noun="worker status",
        section="workers.statuses",
        kinds=("worker_statuses",),
        summary="An aggregation rule names a worker status that the contract does not define.",
        reason="No worker ever reports it, so the rule decides differently from how it reads.",
        example="""\
workers:
  statuses: {PASS: {}, FAIL: {}}
  aggregation:
    - {when: any, of: FAILED, then: FAIL}
    - {when: otherwise, then: PASS}""",
    ),
)

RULES: tuple[Rule, ...] = tuple(row.rule() for row in _ROWS)
