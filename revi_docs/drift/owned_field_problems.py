"""What can be wrong with files that stand for items of the contract, each as a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.files.front_matter import FrontMatter
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean


def unclosed_front_matter(path: str) -> Problem:
    """The front matter begins and never ends."""
    return Problem(
        code="unclosed-front-matter",
        message="the front matter that begins here has no closing line '---'",
        fix="write '---' on a line of its own behind the last field",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def invalid_front_matter(path: str, error: tuple[int, int, str]) -> Problem:
    """Claude Code drops such a file in silence; its fields can be read and written all the same."""
    line, column, yaml_error = error
    return Problem(
        code="front-matter-no-yaml",
        message=f"the front matter is no YAML: {yaml_error}",
        fix="put the value into quotes; until then Claude Code may leave the file out without a word",
        places=(Place(path, line, column),),
        subject=path,
        severity="warning",
    )


def duplicate_field(path: str, front: FrontMatter, name: str) -> Problem:
    """One reader takes the first, another the last."""
    return Problem(
        code="doubled-field",
        message=f"the field '{name}' stands there twice",
        fix="remove one of the two",
        places=tuple(Place(path, field.line, field.column) for field in front.fields_named(name)),
        subject=f"{path}#{name}",
    )


def missing_name(path: str, field_name: str, section: str) -> Problem:
    """Nobody can tell which item the file stands for."""
    noun = SINGULAR_BY_SECTION.get(section, "item").replace("_", " ")
    is_agent = section == "agents"
    return Problem(
        code="agent-without-name" if is_agent else "file-without-name",
        message=f"the {noun} has no '{field_name}'" + (", so Claude Code leaves it out" if is_agent else ""),
        fix=f"write '{field_name}: …' into its front matter",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def missing_description(path: str) -> Problem:
    """Claude Code drops an agent without a description in silence."""
    return Problem(
        code="agent-without-description",
        message="the agent has no 'description', so Claude Code leaves it out",
        fix="write 'description: …' into its front matter: when the agent is to be used",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def file_without_item(place: Place, section: str, item: str, known_ids: Iterable[str]) -> Problem:
    """A file that no item of the contract stands for."""
    return Problem(
        code="file-without-item",
        message=f"{section} of the contract has no '{item}'",
        fix=f"add '{item}' to {section} in revi.yml, or remove the file{did_you_mean(item, known_ids)}",
        places=(place,),
        subject=f"{place.file}#{section}.{item}",
    )


def duplicate_owner(loaded: LoadedContract, place: Place, first: KeyPath, second: KeyPath) -> Problem:
    """Two lines of `owns` want different values in one field."""
    return Problem(
        code="doubled-owner",
        message=f"the field belongs to {format_key_path(first)} and to {format_key_path(second)}",
        fix="narrow one of the two patterns in owns",
        places=(place,),
        cause=(loaded.place_of(*first), loaded.place_of(*second)),
        subject=f"{place.file}#{format_key_path(first)}",
    )


def items_without_file(
    loaded: LoadedContract, section: KeyPath, items: Mapping[str, object], items_with_file: Collection[str]
) -> Iterator[Problem]:
    """Items that no file stands for; one on its way out needs none."""
    noun = SINGULAR_BY_SECTION.get(format_key_path(section), "item").replace("_", " ")
    for name, item in items.items():
        if name not in items_with_file and getattr(item, "deprecated", None) is None:
            yield Problem(
                code="item-without-file",
                message=f"no file stands for the {noun} '{name}'",
                fix=f"write its file, or remove '{name}' from {format_key_path(section)}",
                places=(loaded.place_of(*section, name),),
                subject=f"{format_key_path(section)}.{name}",
            )


def duplicate_agents(names: Mapping[str, list[Place]]) -> Iterator[Problem]:
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
