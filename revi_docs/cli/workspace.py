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
from revi_docs.drift.inputs import inputs
from revi_docs.drift.owned import owned
from revi_docs.drift.pages import Pages
from revi_docs.drift.parts import Parts, compare_parts
from revi_docs.drift.prose.judge import page_paths, prose_problems
from revi_docs.drift.selection import Selection
from revi_docs.drift.standing import FieldPart, RegionPart, Standing
from revi_docs.drift.states import compare
from revi_docs.drift.warm import Inputs
from revi_docs.files.write import remove, write
from revi_docs.outputs.memory import Memory
from revi_docs.outputs.plan import plan
from revi_docs.outputs.produce import Production, produce
from revi_docs.problems.problem import Problem, ReviError, in_order
from revi_docs.stories import baseline
from revi_docs.stories.baseline import Held, held
from revi_docs.stories.judge import Judged, judge


class Workspace:
    """Reads the contract and renders its outputs at most once.

    With `remembers`, what was rendered the last time and would come out the same is not rendered again.
    """

    def __init__(self, root: Path, *, remembers: bool = False) -> None:
        self.root = root
        self.remembers = remembers

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
        regions = tuple(self.pages.planned.values())
        if not self.remembers:
            return produce(self.root, self.loaded, extras(), regions)
        memory = Memory.of(self.root, self.loaded.contract)
        made = produce(self.root, self.loaded, extras(), regions, memory.known)
        rendered = (*made.rendered, *made.regions.values())
        if not made.problems and memory.used < len(rendered):
            memory.remember(rendered)
        return made

    @cached_property
    def pages(self) -> Pages:
        """The hand-written files."""
        planned, _ = plan(self.loaded, extras())
        return Pages(self.root, self.loaded.contract, {one.path for one in planned})

    @cached_property
    def source_problems(self) -> tuple[Problem, ...]:
        """What is wrong with templates and with the markers of regions: nothing can be written before."""
        return in_order((*self.production.problems, *self.pages.problems))

    @cached_property
    def parts(self) -> Parts:
        """How the owned parts of hand-written files stand."""
        return compare_parts(self.pages, owned(self.loaded, self.pages), self.production.regions)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each output and each owned part of a file stands to what it is to be."""
        files = compare(self.root, self.loaded, self.production)
        return tuple(sorted((*files, *self.parts.standings), key=lambda one: one.path))

    @cached_property
    def prose(self) -> tuple[Problem, ...]:
        """What the hand-written pages state otherwise than the contract."""
        return prose_problems(self.root, self.loaded, self.pages.tree, self.pages.outputs)

    def lint(self) -> tuple[Problem, ...]:
        """All problems of the contract, the stories and the templates.

        The templates are judged once every name of the contract is known: before that they would
        report what follows from a wrong name, not what is wrong with them.
        """
        found = lint(self.loaded)
        told = self.held.problems
        if self.loaded.problems or any(problem.code.startswith("unknown-") for problem in found):
            return in_order((*found, *told))
        return in_order((*found, *told, *self.source_problems))

    @cached_property
    def judged(self) -> Judged | None:
        """The stories; None where they cannot be judged, or the contract lays out none."""
        return judge(self.root, self.loaded)

    @cached_property
    def held(self) -> Held:
        """What is wrong with the stories and is not listed in the baseline."""
        return held(self.root, self.judged.problems) if self.judged else Held((), 0)

    def write_baseline(self) -> str:
        """Lists all faults of the stories in the baseline, or removes it where there are none.

        What was done, in a sentence. Raises ReviError where it cannot be written.
        """
        content = baseline.written(self.judged.problems if self.judged else ())
        self.__dict__.pop("held", None)
        if content:
            write(self.root, baseline.FILE, content)
        elif (self.root / baseline.FILE).exists():
            remove(self.root, baseline.FILE)
        number = len(content.splitlines())
        return f"{counted(number, 'fault')} listed in {baseline.FILE}"

    def size(self) -> str:
        """How much the contract holds: `17 statuses, 40 transitions, …`; what it lacks is not mentioned."""
        contract = self.loaded.contract
        numbers = {
            "status": len(contract.statuses),
            "transition": len(pairs(contract)),
            "command": len(contract.commands),
            "agent": len(contract.agents),
        }
        if self.judged:
            numbers |= {"story": self.judged.stories, "listed fault": self.held.known}
        said = (counted(number, noun) for noun, number in numbers.items() if number)
        return ", ".join(said) or "an empty contract"

    @cached_property
    def inputs(self) -> Inputs:
        """All that the answer of `check` depends on."""
        judged = page_paths(self.loaded.contract, self.pages.tree, self.pages.outputs)
        return inputs(self.root, self.loaded.contract, self.pages, judged)

    def counted(self) -> str:
        """What `check` judges, as `305 outputs, 12 regions`; of what there is none is not mentioned."""
        regions = sum(isinstance(one.part, RegionPart) for one in self.standings)
        fields = sum(isinstance(one.part, FieldPart) for one in self.standings)
        numbers = {"output": len(self.production.rendered), "region": regions, "field": fields}
        said = (counted(number, noun) for noun, number in numbers.items() if number or noun == "output")
        return ", ".join(said)

    def check(self, told: Selection | None = None) -> tuple[Problem, ...]:
        """All problems of what stands on disk, or of the files that are to be told.

        Raises ReviError where a template or a marker is broken.
        """
        if self.source_problems:
            raise ReviError(*self.source_problems)
        standings = [one for one in self.standings if told is None or told(one.path)]
        others = (
            one
            for one in (*self.parts.problems, *self.prose)
            if told is None or any(told(place.file) for place in one.places)
        )
        return in_order((*findings(standings, self.loaded, self.production.renderer), *others))
