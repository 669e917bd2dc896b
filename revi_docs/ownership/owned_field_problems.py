"""Problems of files that represent items of the contract, one function each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from revi_docs.contract.items import SECTIONS_OF_FILES
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.files.markdown.front_matter import NO_MAPPING, FrontMatter
from revi_docs.files.markdown.front_matter_block import UnreadableBlockError
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix


def unreadable_front_matter(path: str, error: UnreadableBlockError) -> Problem:
    """Front matter without a closing line, or too much of it."""
    return Problem(
        code=error.code,
        message=str(error),
        fix=error.fix,
        places=(Place(path, 1, 1),),
        subject=path,
    )


def invalid_front_matter(path: str, error: tuple[int, int, str]) -> Problem:
    """Front matter that is not valid YAML; its owned fields are still read and written.

    A warning: Claude Code may silently ignore the file, but revi-docs can work with it.
    """
    line, column, yaml_error = error
    is_valid_yaml = yaml_error == NO_MAPPING
    fix = "write one 'name: value' on each line" if is_valid_yaml else "quote the value"
    return Problem(
        code="front-matter-no-yaml",
        message=f"the front matter is {'' if is_valid_yaml else 'not valid YAML: '}{yaml_error}",
        fix=f"{fix}; until then, Claude Code may silently ignore this file",
        places=(Place(path, line, column),),
        subject=path,
        severity="warning",
    )


def duplicate_field(path: str, front: FrontMatter, name: str) -> Problem:
    """A field that appears more than once; readers disagree on which one counts."""
    return Problem(
        code="doubled-field",
        message=f"the field '{name}' appears more than once",
        fix="delete all but one",
        places=tuple(Place(path, field.line, field.column) for field in front.fields_named(name)),
        subject=f"{path}#{name}",
    )


def missing_name(path: str) -> Problem:
    """An agent file without a name, which Claude Code silently ignores."""
    return Problem(
        code="agent-without-name",
        message="the agent has no 'name', so Claude Code ignores it",
        fix=f"add 'name: {PurePosixPath(path).stem}' to its front matter",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def missing_description(path: str) -> Problem:
    """An agent file without a description, which Claude Code silently ignores."""
    return Problem(
        code="agent-without-description",
        message="the agent has no 'description', so Claude Code ignores it",
        fix="add 'description: …' to its front matter; say when to use the agent",
        places=(Place(path, 1, 1),),
        subject=path,
    )


def front_matter_format(path: str, format_name: str) -> Problem:
    """A page for another site generator: its fields are neither compared nor written."""
    return Problem(
        code="front-matter-format",
        message=f"the front matter is {format_name}; its owned fields are not checked",
        fix=f"exclude the file under owns with '\"!{path}\": {{}}', or rewrite its front matter as YAML ('---')",
        places=(Place(path, 1, 1),),
        subject=path,
        severity="warning",
    )


_ADOPT_FIX = "run 'revi-docs adopt --write' to add it to revi.yml, or delete the file"
_ADD_FIX = "add '{item}' to {section} in revi.yml, or delete the file"


def file_without_item(place: Place, section: str, item: str, known_ids: Iterable[str]) -> Problem:
    """A file whose item is not in the contract."""
    return Problem(
        code="file-without-item",
        message=f"revi.yml has no '{item}' in {section}",
        fix=suggested_fix(
            item,
            known_ids,
            _ADOPT_FIX if section in SECTIONS_OF_FILES else _ADD_FIX.format(item=item, section=section),
        ),
        places=(place,),
        subject=f"{place.file}#{section}.{item}",
    )


def duplicate_owner(loaded: LoadedContract, place: Place, first: KeyPath, second: KeyPath) -> Problem:
    """A field to which two entries of `owns` assign different values."""
    return Problem(
        code="doubled-owner",
        message=f"owns assigns both {format_key_path(first)} and {format_key_path(second)} to this field",
        fix="narrow one of the two patterns in owns",
        places=(place,),
        cause=(loaded.place_of(*first), loaded.place_of(*second)),
        subject=f"{place.file}#{format_key_path(first)}",
    )


def items_without_file(
    loaded: LoadedContract, section: KeyPath, items: Mapping[str, object], items_with_file: Collection[str]
) -> Iterator[Problem]:
    """Items without a file; deprecated items need none. An agent or command exists by its file; others have a page."""
    noun = SINGULAR_BY_SECTION.get(format_key_path(section), "item").replace("_", " ")
    is_adopted = format_key_path(section) in SECTIONS_OF_FILES
    for name, item in items.items():
        if name not in items_with_file and getattr(item, "deprecated", None) is None:
            manual_removal = f"remove '{name}' from {format_key_path(section)}"
            removal = "run 'revi-docs adopt --write' to remove it from revi.yml" if is_adopted else manual_removal
            yield Problem(
                code="item-without-file",
                message=f"the {noun} '{name}' has no file",
                fix=f"create its file, or {removal}",
                places=(loaded.place_of(*section, name),),
                severity="error" if is_adopted else "warning",
                subject=f"{format_key_path(section)}.{name}",
            )


def duplicate_agents(names: Mapping[tuple[str, str], list[Place]]) -> Iterator[Problem]:
    """Agent names that several files of one platform use: (platform folder, name) → places."""
    for (_, name), places in names.items():
        files = dict.fromkeys(place.file for place in places)
        if len(files) > 1:
            yield Problem(
                code="doubled-agent",
                message=f"{len(files)} agent files are named '{name}'; Claude Code loads only one of them",
                fix="rename all but one, or delete them",
                places=tuple(sorted(places)),
                subject=f"agents.{name}",
            )
