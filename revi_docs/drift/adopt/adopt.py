"""Moving in, from the files of a repository to the contract that owns what they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.contract.load import CONTRACT, Loaded, load
from revi_docs.drift import index
from revi_docs.drift.adopt import commands
from revi_docs.drift.adopt.agents import AGENT_FIELDS, read_agents
from revi_docs.drift.adopt.derived import derived
from revi_docs.drift.adopt.facts import Fact, Findings
from revi_docs.drift.adopt.lists import read_list
from revi_docs.drift.adopt.owning import Kind, agent_forms, owned
from revi_docs.drift.adopt.proposal import Proposal, propose, stating
from revi_docs.drift.adopt.regions import Region, regions, with_regions
from revi_docs.drift.adopt.rows import Known
from revi_docs.drift.adopt.settle import Settled, settle
from revi_docs.drift.adopt.sources import Sources, Wanted, sources
from revi_docs.drift.adopt.stated import Stated
from revi_docs.drift.adopt.workflow import read_document
from revi_docs.files.globs import fits
from revi_docs.files.walk import Tree
from revi_docs.problems.problem import Place, Problem, ReviError, in_order


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting comes to. `proposal` is None where there is nothing to add to the contract.

    `regions` are the passages that get markers, `texts` all files that were read, path → text; `claimed`
    are those that `owns` will name.
    """

    proposal: Proposal | None
    regions: tuple[Region, ...]
    texts: dict[str, str] = field(repr=False)
    claimed: tuple[str, ...] = ()
    loaded: Loaded | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the repository states nothing that the contract does not own already."""
        return self.proposal is None and not self.regions

    def changes(self) -> dict[str, bytes]:
        """The files that are written: the contract, templates, and documents with their markers."""
        found: dict[str, bytes] = {}
        if self.proposal and self.proposal.whole is not None:
            found[CONTRACT] = self.proposal.whole.encode()
        for region in self.regions:
            found[region.path] = region.template.encode()
        for path in dict.fromkeys(region.passage.file for region in self.regions):
            here = [region for region in self.regions if region.passage.file == path]
            found[path] = with_regions(self.texts[path], here).encode()
        return found


@dataclass(slots=True)
class _Moving:
    """The repository while it is read."""

    root: Path
    files: tuple[str, ...]
    read: Sources
    found: Findings
    before: tuple[str, Loaded] | None
    kinds: tuple[Kind, ...] = ()

    @property
    def loaded(self) -> Loaded | None:
        """The contract that is there."""
        return self.before[1] if self.before else None

    @property
    def texts(self) -> dict[str, str]:
        """Every file that was read, path → text."""
        read = self.read
        everything = (*read.agents, *read.commands, *read.documents, *read.lists)
        return {source.path: source.text for source in everything}


def adopt(root: Path, wanted: Wanted) -> Adoption:
    """What the repository states and its contract does not own yet. Changes nothing.

    Raises ReviError where there is a contract that cannot be read.
    """
    moving = _begin(root, wanted)
    _read(moving)
    settled = settle(moving.found.facts, Stated(moving.loaded))
    proposal = _proposal(moving, settled)
    after = proposal.loaded if proposal else moving.loaded
    passages = _regions(moving, settled, after) if after else ()
    marked = tuple(one for one in passages if isinstance(one, Region))
    moving.found.problems += [one for one in passages if isinstance(one, Problem)]
    problems = [*moving.found.problems, *settled.questions, *(proposal.problems if proposal else ())]
    if proposal is None and moving.loaded is None and not problems:
        problems.append(_NOTHING)
    patterns = after.contract.owns if after else {}
    claimed = tuple(path for path in moving.files if any(fits((pattern,), path) for pattern in patterns))
    return Adoption(proposal, marked, moving.texts, claimed, moving.loaded, in_order(problems))


def _begin(root: Path, wanted: Wanted) -> _Moving:
    before = None
    if (root / CONTRACT).exists():
        loaded = load(root)
        if loaded.problems:
            raise ReviError(*loaded.problems)
        before = ((root / CONTRACT).read_bytes().decode(), loaded)
    outputs = set(index.read(root))
    files = Tree(root).files
    found = Findings()
    read = sources(root, tuple(path for path in files if path not in outputs), wanted, found)
    return _Moving(root, files, read, found, before)


def _read(moving: _Moving) -> None:
    """Reads all files; what they say is in `moving.found` then, and which file is what in `moving.kinds`."""
    loaded, found, files = moving.loaded, moving.found, moving.files
    agents = read_agents(moving.read.agents, moving.read.broken, found)
    stated = Stated(loaded).contract
    names = {*agents.names.values(), *stated.agents}
    forms = commands.forms(moving.read.commands, files, loaded)
    named = commands.read_commands(moving.read.commands, forms, stated, names, found)
    known = Known(names, {*named.values(), *stated.commands})
    for document in moving.read.documents:
        read_document(document, known, found)
    for one in moving.read.lists:
        read_list(one, names, found)
    moving.kinds = (
        Kind("agents", agents.names, agent_forms(agents, files, loaded), AGENT_FIELDS),
        Kind("commands", named, forms, commands.COMMAND_FIELDS),
    )


def _proposal(moving: _Moving, settled: Settled) -> Proposal | None:
    """The proposal with the fields that it owns; None where nothing is new."""
    facts = (*settled.new, *derived(settled.new, Stated(moving.loaded)))
    after = stating(facts, moving.before)
    claims = [fact for kind in moving.kinds for fact in owned(kind, moving.found.facts, Stated(after))]
    if not facts and not claims:
        return None
    return propose((*facts, *claims, *_without_outputs(moving)), settled.open, moving.before)


def _without_outputs(moving: _Moving) -> tuple[Fact, ...]:
    """`outputs: {}` where nothing is made from the contract: what people write is not to be made anew."""
    contract = Stated(moving.loaded).contract
    if contract.outputs is not None or index.read(moving.root):
        return ()
    return (Fact(("outputs",), None, Place("")),)


def _regions(moving: _Moving, settled: Settled, after: Loaded) -> tuple[Region | Problem, ...]:
    """The passages that can be owned: of those with a value in question, none."""
    in_question: dict[str, set[int]] = {}
    for facts in settled.open.values():
        for fact in facts:
            in_question.setdefault(fact.place.file, set()).add(fact.place.line)
    taken = {
        path.rpartition("/")[2].split(".")[0]
        for path in moving.files
        if path.startswith("templates/regions/")
    }
    clear = []
    for passage in moving.found.passages:
        text = moving.texts[passage.file]
        first = text.count("\n", 0, passage.start) + 1
        last = text.count("\n", 0, passage.end - 1) + 1
        if not in_question.get(passage.file, set()) & set(range(first, last + 1)):
            clear.append(passage)
    return tuple(regions(clear, moving.texts, taken, Stated(after)))


_NOTHING = Problem(
    code="nothing-to-adopt",
    message="no agents, commands, tables of the workflow or lists of models were found",
    fix="name them with --agents, --commands or --documents, or begin with 'revi-docs init'",
)
