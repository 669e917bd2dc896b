"""One repository as the commands see it: what is read once and used by several of them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from revi_docs.cli.extras import extras
from revi_docs.cli.printing import counted
from revi_docs.contract.lint import lint
from revi_docs.contract.load import Loaded, load
from revi_docs.contract.relations import pairs
from revi_docs.drift.findings import findings
from revi_docs.drift.prose.judge import prose_problems
from revi_docs.drift.states import Standing, compare
from revi_docs.files.walk import Tree
from revi_docs.outputs.produce import Production, produce
from revi_docs.problems.problem import Problem, ReviError, in_order


class Workspace:
    """Reads the contract and renders its outputs at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def loaded(self) -> Loaded:
        """The contract. Raises ReviError where none can be read."""
        return load(self.root)

    @property
    def is_readable(self) -> bool:
        """Whether there is a contract whose form is sound."""
        try:
            return not self.loaded.problems
        except ReviError:
            return False

    @cached_property
    def production(self) -> Production:
        """What the outputs are to be. Raises ReviError where the contract's form is broken."""
        if self.loaded.problems:
            raise ReviError(*self.loaded.problems)
        return produce(self.root, self.loaded, extras())

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each output on disk stands to what it is to be."""
        return compare(self.root, self.loaded, self.production)

    @cached_property
    def tree(self) -> Tree:
        """The files that people write, looked for at most once."""
        return Tree(self.root)

    @cached_property
    def prose(self) -> tuple[Problem, ...]:
        """What the hand-written pages state otherwise than the contract."""
        outputs = {one.path for one in self.production.rendered}
        return prose_problems(self.root, self.loaded, self.tree, outputs)

    def lint(self) -> tuple[Problem, ...]:
        """All problems of the contract and the templates.

        The templates are judged once every name of the contract is known: before that they would
        report what follows from a wrong name, not what is wrong with them.
        """
        found = lint(self.loaded)
        if self.loaded.problems or any(problem.code.startswith("unknown-") for problem in found):
            return found
        return in_order((*found, *self.production.problems))

    def size(self) -> str:
        """How much the contract holds: `17 statuses, 40 transitions, …`; what it lacks is not mentioned."""
        contract = self.loaded.contract
        numbers = {
            "status": len(contract.statuses),
            "transition": len(pairs(contract)),
            "command": len(contract.commands),
            "agent": len(contract.agents),
        }
        said = (counted(number, noun) for noun, number in numbers.items() if number)
        return ", ".join(said) or "an empty contract"

    def check(self) -> tuple[Problem, ...]:
        """All problems of outputs and prose on disk. Raises ReviError where a template is broken."""
        if self.production.problems:
            raise ReviError(*self.production.problems)
        found = findings(self.standings, self.loaded, self.production.renderer)
        return in_order((*found, *self.prose))
