"""A command can return a verdict that triggers no transition and is not listed in `stays`.

Why: After this verdict it is unclear whether the story should keep its status or a transition is missing.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL]}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASS}

Fix: Add a transition by that command for the verdict, or add the verdict to the `stays` of the set.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Command, VerdictSet
from revi_docs.contract.relations import Move, moves_by_command
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import closest_name


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each verdict without a transition, if the contract has transitions."""
    if not context.contract.transitions:
        return
    command_moves = moves_by_command(context.contract)
    for command in context.contract.commands.values():
        verdicts = context.contract.verdicts.get(command.verdicts or "")
        if verdicts:
            verdict_moves = [move for move in command_moves.get(command.id, ()) if move.verdict]
            yield from _check_command(context, command, verdicts, verdict_moves)


def _check_command(
    context: RuleContext, command: Command, verdicts: VerdictSet, verdict_moves: list[Move]
) -> Iterator[Problem]:
    sources = list(dict.fromkeys(move.source for move in verdict_moves))
    source_verdict_pairs = {(move.source, move.verdict) for move in verdict_moves}
    # A misspelled verdict is reported by `unknown-verdict`, not as a missing transition of the intended one.
    misspelled_verdicts = {
        closest_name(move.verdict, verdicts.values) for move in verdict_moves if move.verdict not in verdicts.values
    }
    for index, verdict in enumerate(verdicts.values):
        unhandled_sources = [source for source in sources if (source, verdict) not in source_verdict_pairs]
        if verdict in verdicts.stays or verdict in misspelled_verdicts or (sources and not unhandled_sources):
            continue
        is_handled_elsewhere = len(unhandled_sources) < len(sources)
        sources_text = f" from {' or '.join(map(repr, unhandled_sources))}" if is_handled_elsewhere else ""
        yield context.problem(
            message=f"the verdict '{verdict}' of '{command.id}' triggers no transition{sources_text}",
            fix=f"add a transition by '{command.id}' with 'verdict: {verdict}', "
            f"or add '{verdict}' to the 'stays' of '{verdicts.id}'",
            places=(
                context.place_of("verdicts", verdicts.id, "values", index),
                context.place_of("commands", command.id, "verdicts"),
            ),
            subject=f"{command.id}.{verdict}",
        )
