"""A command may give a verdict that leads nowhere and is not said to stay.

Why: after that verdict nobody can tell whether the story is to wait where it is or somebody forgot its way.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL]}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASS}

Mend: add a transition by that command for the verdict, or list the verdict under the set's `stays`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Command, VerdictSet
from revi_docs.contract.relations import moves_by
from revi_docs.contract.rule import Case
from revi_docs.problems.near import nearest
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each command and verdict without a way, where the contract has transitions."""
    if not case.contract.transitions:
        return
    for command in case.contract.commands.values():
        verdicts = case.contract.verdicts.get(command.verdicts or "")
        if verdicts:
            yield from _of_command(case, command, verdicts)


def _of_command(case: Case, command: Command, verdicts: VerdictSet) -> Iterator[Problem]:
    judged = [move for move in moves_by(case.contract, command) if move.verdict]
    sources = list(dict.fromkeys(move.source for move in judged))
    ways = {(move.source, move.verdict) for move in judged}
    slips = {nearest(move.verdict, verdicts.values) for move in judged if move.verdict not in verdicts.values}
    for number, verdict in enumerate(verdicts.values):
        lost = [source for source in sources if (source, verdict) not in ways]
        if verdict in verdicts.stays or verdict in slips or (sources and not lost):
            continue
        some = f" from {' or '.join(repr(source) for source in lost)}" if len(lost) < len(sources) else ""
        yield Problem(
            code="verdict-without-transition",
            message=f"the verdict '{verdict}' of '{command.id}' leads nowhere{some}",
            fix=f"add a transition by '{command.id}' with 'verdict: {verdict}', "
            f"or add '{verdict}' to the 'stays' of '{verdicts.id}'",
            places=(
                case.at("verdicts", verdicts.id, "values", number),
                case.at("commands", command.id, "verdicts"),
            ),
            subject=f"{command.id}.{verdict}",
        )
