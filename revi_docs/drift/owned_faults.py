"""What can be wrong with files that stand for items of the contract, each as a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from revi_docs.contract.load import Loaded
from revi_docs.contract.names import SINGULAR
from revi_docs.contract.reading import Path, dotted
from revi_docs.files.front_matter import FrontMatter
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem


def unclosed(path: str) -> Problem:
    """The front matter begins and never ends."""
    return Problem(
        code="unclosed-front-matter",
        message="the front matter that begins here has no closing line '---'",
        fix="write '---' on a line of its own behind the last field",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def no_yaml(path: str, error: tuple[int, int, str]) -> Problem:
    """Claude Code drops such a file in silence; its fields can be read and written all the same."""
    line, column, said = error
    return Problem(
        code="front-matter-no-yaml",
        message=f"the front matter is no YAML: {said}",
        fix="put the value into quotes; until then Claude Code may leave the file out without a word",
        places=(Place(path, line, column),),
        subject=path,
        severity="warning",
    )


def doubled_field(path: str, front: FrontMatter, name: str) -> Problem:
    """One reader takes the first, another the last."""
    return Problem(
        code="doubled-field",
        message=f"the field '{name}' stands there twice",
        fix="remove one of the two",
        places=tuple(Place(path, one.line, one.column) for one in front.named(name)),
        subject=f"{path}#{name}",
    )


def nameless(path: str, word: str, section: str) -> Problem:
    """Nobody can tell which item the file stands for."""
    noun = SINGULAR.get(section, "item").replace("_", " ")
    agent = section == "agents"
    return Problem(
        code="agent-without-name" if agent else "file-without-name",
        message=f"the {noun} has no '{word}'" + (", so Claude Code leaves it out" if agent else ""),
        fix=f"write '{word}: …' into its front matter",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def undescribed(path: str) -> Problem:
    """Claude Code drops an agent without a description in silence."""
    return Problem(
        code="agent-without-description",
        message="the agent has no 'description', so Claude Code leaves it out",
        fix="write 'description: …' into its front matter: when the agent is to be used",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def file_without_item(place: Place, section: str, item: str, known: Iterable[str]) -> Problem:
    """A file that no item of the contract stands for."""
    return Problem(
        code="file-without-item",
        message=f"{section} of the contract has no '{item}'",
        fix=f"add '{item}' to {section} in revi.yml, or remove the file{did_you_mean(item, known)}",
        places=(place,),
        subject=f"{place.file}#{section}.{item}",
    )


def doubled_owner(loaded: Loaded, place: Place, one: Path, other: Path) -> Problem:
    """Two lines of `owns` want different values in one field."""
    return Problem(
        code="doubled-owner",
        message=f"the field belongs to {dotted(one)} and to {dotted(other)}",
        fix="narrow one of the two patterns in owns",
        places=(place,),
        because=(loaded.at(*one), loaded.at(*other)),
        subject=f"{place.file}#{dotted(one)}",
    )


def without_file(
    loaded: Loaded, section: Path, items: Mapping[str, object], found: Collection[str]
) -> Iterator[Problem]:
    """Items that no file stands for; one on its way out needs none."""
    noun = SINGULAR.get(dotted(section), "item").replace("_", " ")
    for name, item in items.items():
        if name not in found and getattr(item, "deprecated", None) is None:
            yield Problem(
                code="item-without-file",
                message=f"no file stands for the {noun} '{name}'",
                fix=f"write its file, or remove '{name}' from {dotted(section)}",
                places=(loaded.at(*section, name),),
                subject=f"{dotted(section)}.{name}",
            )


def doubled_agents(names: Mapping[str, list[Place]]) -> Iterator[Problem]:
    """Names that several agents have."""
    for name, places in names.items():
        files = dict.fromkeys(place.file for place in places)
        if len(files) > 1:
            yield Problem(
                code="doubled-agent",
                message=f"{len(files)} files are called '{name}', and Claude Code leaves all but one out",
                fix="give all but one another name, or remove them",
                places=tuple(sorted(places)),
                subject=f"agents.{name}",
            )
